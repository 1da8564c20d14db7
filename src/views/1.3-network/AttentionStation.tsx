import { useId, useMemo } from 'react';
import { actions, usePage } from '../../store/page.ts';
import { modelShapeOf } from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import { useWords } from '../useWords.ts';
import { AttentionThreads } from '../widgets/AttentionThreads.tsx';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { Pattern } from '../widgets/Pattern.tsx';
import { Carried } from './Carried.tsx';
import { follow, type View } from './useWalk.ts';
import { attentionOf, headSlice, parametersOf, rowOf, shareOnPrevious, threadsIn } from './walk.ts';

/** Thinner threads than this are not drawn for the token that is followed, nor these for the others. */
const leastOwn = 0.01;
const leastOther = 0.2;
/** Shares from here on are written under the tokens. */
const leastWritten = 0.005;

/** Which tokens the followed one looks back at, one head at a time. */
export function AttentionStation({ inside, labels, token, layer }: View & { token: number; layer: number }) {
  const { t, integer, percent, chance, short } = useWords();
  const nHead = usePage((state) => (state.school ? modelShapeOf(state.school).nHead : 1));
  const head = Math.min(
    usePage((state) => sliceOf(state, headSlice)),
    nHead - 1,
  );
  const { activations, tokens } = inside;
  const heads = useMemo(
    () => Array.from({ length: nHead }, (_, index) => attentionOf(activations, layer, index)),
    [activations, layer, nHead],
  );
  const attention = heads[head] as Float32Array;
  const T = tokens.length;
  const weights = rowOf(attention, token, T);
  const threads = useMemo(
    () => threadsIn(attention, leastOwn).filter(({ from, weight }) => from === token || weight >= leastOther),
    [attention, token],
  );
  const most = weights.indexOf(Math.max(...weights));
  const previous = shareOnPrevious(attention);
  const now = labels.attention.now(
    tokens[token]?.label ?? '',
    tokens[most]?.label ?? '',
    percent(weights[most] ?? 0),
    previous === undefined ? undefined : percent(previous),
  );
  return (
    <>
      <p>{labels.attention.text(short(parametersOf(inside, `block${layer}.qkv`, `block${layer}.attention`)))}</p>
      <Figure
        isInteractive
        testId="attention"
        title={labels.attention.title(integer(layer + 1), integer(head + 1))}
        alternative={
          <span data-testid="attention-now" data-previous={previous}>
            {now}
          </span>
        }
        table={{
          label: t.chart.asTable,
          make: () => (
            <DataTable
              caption={labels.attention.title(integer(layer + 1), integer(head + 1))}
              head={[labels.place, labels.lookedAt, labels.share]}
              rows={tokens
                .slice(0, token + 1)
                .map(({ label }, index) => [integer(index + 1), label, chance(weights[index] ?? 0)])}
            />
          ),
        }}
      >
        <HeadChoice heads={heads} head={head} labels={labels} />
        <AttentionThreads
          tokens={tokens.map(({ label }, index) => ({
            label,
            share: (weights[index] ?? 0) >= leastWritten ? percent(weights[index] ?? 0) : '',
          }))}
          threads={threads}
          chosen={token}
          label={now}
          onChoose={(index) => follow(index, inside)}
        />
      </Figure>
      <Carried inside={inside} labels={labels} token={token} layer={layer} part="attention" />
    </>
  );
}

/** The heads of the layer, each with its whole pattern the size of a thumbnail. */
function HeadChoice({ heads, head, labels }: { heads: readonly Float32Array[]; head: number; labels: View['labels'] }) {
  const { integer } = useWords();
  const name = useId();
  return (
    <fieldset className="heads">
      <legend>{labels.attention.heads}</legend>
      {heads.map((weights, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: heads never move
        <label key={index}>
          <input
            type="radio"
            name={name}
            checked={index === head}
            onChange={() => actions.setSlice(headSlice, index)}
          />
          <span className="head-tile">
            <Pattern weights={weights} />
            {labels.attention.head(integer(index + 1))}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
