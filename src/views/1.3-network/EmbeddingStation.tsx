import { usePage } from '../../store/page.ts';
import { modelShapeOf, tokenizerOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { NumberStrips } from '../widgets/NumberStrips.tsx';
import type { View } from './useWalk.ts';
import { channelsOf, parametersOf, rowOf } from './walk.ts';

/** The token's own list of numbers, those most like it, and its place as hands of clocks. */
export function EmbeddingStation({ inside, labels, token }: View & { token: number }) {
  const { t, integer, decimal, short } = useWords();
  const school = usePage((state) => state.school);
  const { activations, neighbors, tokens } = inside;
  const C = channelsOf(activations);
  const values = rowOf(activations.embedding, token, C);
  const { label = '' } = tokens[token] ?? {};
  if (!school) return null;
  const tokenizer = tokenizerOf(school);
  const alike = neighbors[token] ?? [];
  return (
    <>
      <p>{labels.embedding.text(integer(C), short(parametersOf(inside, 'tokenEmbedding')))}</p>
      <Figure
        isInteractive
        title={labels.embedding.title(label)}
        alternative={labels.embedding.now(
          alike.map(({ tokenId }) => tokenizer.label(tokenId)),
          decimal(alike[0]?.similarity ?? 0),
        )}
        table={{
          label: t.chart.asTable,
          make: () => (
            <DataTable
              caption={labels.embedding.title(label)}
              head={[labels.place, labels.value]}
              rows={Array.from(values, (value, index) => [integer(index + 1), decimal(value)])}
            />
          ),
        }}
      >
        <NumberStrips
          strips={[{ label, values }]}
          columns={C}
          label={labels.embedding.title(label)}
          readout={(index) => labels.number(integer(index + 1), integer(C), decimal(values[index] ?? 0))}
          hint={labels.pointAtNumber}
        />
        <p className="alike">
          {labels.embedding.alike}{' '}
          {alike.map(({ tokenId, similarity }) => (
            <span key={tokenId} className="alike-token">
              <bdi className="chance-token">{tokenizer.label(tokenId)}</bdi> {decimal(similarity)}
            </span>
          ))}
        </p>
        <Clocks token={token} labels={labels} shape={modelShapeOf(school)} />
      </Figure>
    </>
  );
}

/** The place of the token, as rotary embedding writes it: each pair of numbers of a head is turned by its own angle. */
function Clocks({
  token,
  labels,
  shape,
}: {
  token: number;
  labels: View['labels'];
  shape: { nEmbd: number; nHead: number; ropeBase: number };
}) {
  const { integer } = useWords();
  const planes = shape.nEmbd / shape.nHead / 2;
  const turns = Array.from({ length: planes }, (_, i) => (token * shape.ropeBase ** (-i / planes)) / (2 * Math.PI));
  return (
    <div className="clocks">
      <p>{labels.embedding.clocks(integer(token + 1), integer(planes))}</p>
      <p
        className="clock-row"
        role="img"
        aria-label={labels.embedding.clocksAlternative(turns.map((turn) => integer(360 * (turn % 1))))}
      >
        {turns.map((turn, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: hands never change places
          <svg key={index} viewBox="-11 -11 22 22" aria-hidden="true">
            <circle r="10" />
            <line
              x1="0"
              y1="0"
              x2={(9 * Math.sin(2 * Math.PI * turn)).toFixed(2)}
              y2={(-9 * Math.cos(2 * Math.PI * turn)).toFixed(2)}
            />
          </svg>
        ))}
      </p>
    </div>
  );
}
