import type { Opening } from '../../lessons/0-opening/en.tsx';
import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { gpt2Parameters, llamaParameters, sideOf } from './scale.ts';

/** Side of the largest square of each drawing. */
const side = 300;

/** Three models as squares, true to scale, in two drawings: the first is the corner of the second. */
export function ScalePanel({ labels }: { labels: Opening['labels'] }) {
  const { integer, short } = useWords();
  const count = usePage((state) => state.school?.parameterCount);
  if (count === undefined) return <p className="empty scale-empty">{labels.waiting}</p>;
  const gpt2 = `GPT-2 · ${short(gpt2Parameters)}`;
  const llama = `Llama 3.1 · ${short(llamaParameters)}`;
  const ours = `${labels.ours} · ${short(count)}`;
  return (
    <Figure
      title={labels.scaleTitle}
      alternative={labels.scaleShows(integer(gpt2Parameters / count), integer(llamaParameters / gpt2Parameters))}
      table={{
        label: labels.asTable,
        make: () => (
          <DataTable
            caption={labels.scaleTitle}
            head={[labels.model, labels.parameters]}
            rows={[
              [labels.ours, integer(count)],
              ['GPT-2', integer(gpt2Parameters)],
              ['Llama 3.1 405B', integer(llamaParameters)],
            ]}
          />
        ),
      }}
    >
      <div className="scale">
        <Squares whole={gpt2} part={ours} partSide={sideOf(count, gpt2Parameters, side)} partClass="is-ours" />
        <div>
          <p className="hint">{labels.farther}</p>
          <Squares
            whole={llama}
            part={gpt2}
            partSide={sideOf(gpt2Parameters, llamaParameters, side)}
            partClass="is-gpt2"
          />
        </div>
      </div>
    </Figure>
  );
}

function Squares({
  whole,
  part,
  partSide,
  partClass,
}: {
  whole: string;
  part: string;
  partSide: number;
  partClass: string;
}) {
  const top = side - partSide;
  return (
    <svg className={`squares around-${partClass}`} viewBox={`-1 -1 ${side + 2} ${side + 2}`} aria-hidden="true">
      <rect className="square-whole" width={side} height={side} />
      <text x={side - 12} y={26} textAnchor="end">
        {whole}
      </text>
      <rect className={`square-part ${partClass}`} y={top} width={partSide} height={partSide} />
      <path className="square-pointer" d={`M${partSide + 3} ${top - 3} L${partSide + 26} ${top - 26} h10`} />
      <text x={partSide + 42} y={top - 21}>
        {part}
      </text>
    </svg>
  );
}
