import type { LayerActivations } from '../../llm/trace.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { NumberStrips } from '../widgets/NumberStrips.tsx';
import { Carried } from './Carried.tsx';
import type { View } from './useWalk.ts';
import { channelsOf, parametersOf, rowOf } from './walk.ts';

/** From here on a unit counts as switched on. */
const isOn = (value: number): boolean => value > 0.1;
const lines = 6;

/** The hidden units that the followed token switches on. */
export function MlpStation({ inside, labels, token, layer }: View & { token: number; layer: number }) {
  const { t, integer, decimal, short } = useWords();
  const { activations } = inside;
  const width = 4 * channelsOf(activations);
  const units = rowOf((activations.layers[layer] as LayerActivations).mlp, token, width);
  const words = labels.mlp;
  const { label = '' } = inside.tokens[token] ?? {};
  return (
    <>
      <p>{words.text(integer(width), short(parametersOf(inside, `block${layer}.mlp`)))}</p>
      <Figure
        isInteractive
        title={words.title(integer(layer + 1), label)}
        alternative={words.now(integer(units.filter(isOn).length), integer(width))}
        table={{
          label: t.chart.asTable,
          make: () => (
            <DataTable
              caption={words.title(integer(layer + 1), label)}
              head={[words.unit, labels.value]}
              rows={Array.from(units, (value, index) => [integer(index + 1), decimal(value)])}
            />
          ),
        }}
      >
        <NumberStrips
          strips={[{ label: words.units, values: units }]}
          columns={width / lines}
          label={words.title(integer(layer + 1), label)}
          readout={(index) => words.number(integer(index + 1), integer(width), decimal(units[index] ?? 0))}
          hint={labels.pointAtNumber}
        />
      </Figure>
      <Carried inside={inside} labels={labels} token={token} layer={layer} part="mlp" />
    </>
  );
}
