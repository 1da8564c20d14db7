import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import type { View } from './useWalk.ts';

/** The text as the network gets it: a list of numbers that are names. */
export function IdsStation({ inside, labels, token }: View & { token: number }) {
  const { t, integer } = useWords();
  const { tokens } = inside;
  const chosen = tokens[token];
  return (
    <>
      <p>{labels.ids.text}</p>
      <Figure
        title={labels.ids.title}
        alternative={chosen && labels.ids.now(integer(tokens.length), chosen.label, `${chosen.tokenId}`)}
        table={{
          label: t.chart.asTable,
          make: () => (
            <DataTable
              caption={labels.ids.title}
              head={labels.ids.head}
              rows={tokens.map(({ label, tokenId }, index) => [integer(index + 1), label, `${tokenId}`])}
            />
          ),
        }}
      >
        <p className="ids">
          <i>x</i> = (
          {tokens.map(({ tokenId }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: tokens of one text never move
            <span key={index} className={index === token ? 'is-chosen' : undefined}>
              {tokenId}
              {index < tokens.length - 1 && ', '}
            </span>
          ))}
          )
        </p>
      </Figure>
    </>
  );
}
