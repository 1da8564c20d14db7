import type { Tokens } from '../../lessons/1.2-tokens/en.tsx';
import type { PairCount } from '../../llm/mergeCounts.ts';
import type { OpenedSchool } from '../../store/mirror.ts';
import { tokenizerOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';

/** The most frequent pairs of neighbors in the corpus as it now is: the first of them is merged next. */
export function PairBars({
  labels,
  school,
  pairs,
  isLast,
}: {
  labels: Tokens['labels'];
  school: OpenedSchool;
  pairs: readonly PairCount[];
  /** Nothing more is merged. */
  isLast: boolean;
}) {
  const { t, integer } = useWords();
  const { label } = tokenizerOf(school);
  const named = pairs.map(({ pair: [left, right], count }) => ({ left: label(left), right: label(right), count }));
  const [first] = named;
  if (!first) return null;
  const most = Math.max(...named.map(({ count }) => count));
  return (
    <Figure
      title={labels.pairs}
      alternative={isLast ? labels.pairsLast : labels.pairsNow(first.left, first.right, integer(first.count))}
      testId="pairs"
      table={{
        label: t.chart.asTable,
        make: () => (
          <DataTable
            caption={labels.pairs}
            head={[labels.pair, labels.times]}
            rows={named.map(({ left, right, count }) => [`${left} + ${right}`, integer(count)])}
          />
        ),
      }}
    >
      <ol className="pair-bars">
        {named.map(({ left, right, count }, index) => (
          <li key={`${left} ${right}`} className={index === 0 && !isLast ? 'is-next' : undefined}>
            <span className="pair-name">
              <bdi className="chance-token">{left}</bdi> + <bdi className="chance-token">{right}</bdi>
            </span>
            <span className="pair-track">
              <span style={{ inlineSize: `${(100 * count) / most}%` }} />
            </span>
            <span className="pair-count">{integer(count)}</span>
          </li>
        ))}
      </ol>
    </Figure>
  );
}
