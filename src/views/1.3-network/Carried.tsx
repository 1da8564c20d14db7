import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { NumberStrips } from '../widgets/NumberStrips.tsx';
import type { View } from './useWalk.ts';
import { carried, channelsOf } from './walk.ts';

const lengthOf = (values: Float32Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

/** The residual stream at one token: what came in, what this part added, what goes on. */
export function Carried({
  inside,
  labels,
  token,
  layer,
  part,
}: View & { token: number; layer: number; part: 'attention' | 'mlp' }) {
  const { t, integer, decimal } = useWords();
  const { before, added, after } = carried(inside.activations, part, layer, token);
  const C = channelsOf(inside.activations);
  const { label = '' } = inside.tokens[token] ?? {};
  const words = labels.carried;
  const figures = (index: number): [string, string, string] => [
    decimal(before[index] ?? 0),
    decimal(added[index] ?? 0),
    decimal(after[index] ?? 0),
  ];
  return (
    <Figure
      isInteractive
      title={words.title(label)}
      alternative={words.now(decimal(lengthOf(before)), decimal(lengthOf(added)), decimal(lengthOf(after)))}
      table={{
        label: t.chart.asTable,
        make: () => (
          <DataTable
            caption={words.title(label)}
            head={[labels.place, words.before, words.added[part], words.after]}
            rows={Array.from(before, (_, index) => [integer(index + 1), ...figures(index)])}
          />
        ),
      }}
    >
      <NumberStrips
        strips={[
          { label: words.before, values: before },
          { label: words.added[part], values: added },
          { label: words.after, values: after },
        ]}
        columns={C}
        label={words.title(label)}
        readout={(index) => words.number(integer(index + 1), integer(C), ...figures(index))}
        hint={labels.pointAtNumber}
      />
    </Figure>
  );
}
