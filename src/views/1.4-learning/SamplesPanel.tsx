import { useMemo, useState } from 'react';
import type { Learning } from '../../lessons/1.4-learning/en.tsx';
import { specialId, specialTokens } from '../../llm/tokenizer.ts';
import { growing } from '../../store/curves.ts';
import type { OpenedSchool, Sample } from '../../store/mirror.ts';
import { usePage } from '../../store/page.ts';
import { partLabels } from '../../store/partLabels.ts';
import { tokenizerOf } from '../../store/selectors.ts';
import { readable, shortened } from '../readable.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { type GridRow, type Place, SampleGrid } from './SampleGrid.tsx';

const samplesShown = 10;
const charactersTold = 60;
const specials: ReadonlySet<number> = new Set(specialTokens.map(specialId));

/** What the model writes from nothing turns from noise into sentences. */
export function SamplesPanel({ labels: { samples: labels } }: { labels: Learning['labels'] }) {
  const samples = usePage((state) => state.runs.pretrain?.samples);
  const school = usePage((state) => state.school);
  if (!school || !samples || samples.length === 0) return <p className="empty">{labels.empty}</p>;
  return <Samples school={school} samples={samples} labels={labels} />;
}

function Samples({
  school,
  samples,
  labels,
}: {
  school: OpenedSchool;
  samples: readonly Sample[];
  labels: Learning['labels']['samples'];
}) {
  const { t, integer, share } = useWords();
  const [pointed, setPointed] = useState<Place>();
  const shown = useMemo(() => growing(samples, samplesShown), [samples]);
  const rows = useMemo(
    () =>
      shown.map(({ step, text, tokens }): GridRow => {
        const names = tokens ? partLabels(tokenizerOf(school), tokens.tokenIds) : [];
        const cells = names.map((name, column) => {
          const isSpecial = specials.has(tokens?.tokenIds[column] ?? -1);
          const label = isSpecial ? labels.end : name;
          const probability = Math.exp(tokens?.logprobs[column] ?? 0);
          return { label, isSpecial, probability, name: `${label} ${share(probability)}` };
        });
        return { step, head: labels.atStep(integer(step)), text, cells };
      }),
    [shown, school, labels, integer, share],
  );
  const [first, last] = [shown[0], shown.at(-1)];
  const row = rows.find(({ step }) => step === pointed?.step);
  const cell = row?.cells[pointed?.column ?? -1];
  return (
    <Figure
      isInteractive
      title={labels.title}
      alternative={
        first &&
        last &&
        first !== last &&
        labels.fromTo(
          integer(first.step),
          shortened(first.text, charactersTold),
          integer(last.step),
          shortened(last.text, charactersTold),
        )
      }
      legend={
        <span className="legend">
          {t.pad.legend}:{' '}
          {[4, 3, 2, 1, 0].map((level) => (
            <span key={level} className={`answer-token chance-${level}`}>
              {level === 4 ? t.pad.likely : level === 0 ? t.pad.unlikely : '\u2002'}
            </span>
          ))}
        </span>
      }
      table={{
        label: t.chart.asTable,
        make: () => (
          <DataTable
            caption={labels.title}
            head={[t.chart.step, labels.text]}
            rows={shown.map(({ step, text }) => [integer(step), readable(text)])}
          />
        ),
      }}
    >
      <SampleGrid
        rows={rows}
        label={labels.title}
        language={school.language === 'zh' ? 'zh-CN' : 'en'}
        pointed={pointed}
        onPoint={setPointed}
      />
      <p className="sample-told">
        {cell && row ? labels.told(cell.label, share(cell.probability), row.head) : labels.hint}
      </p>
    </Figure>
  );
}
