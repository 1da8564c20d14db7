import { useEffect } from 'react';
import type { Thinking } from '../../lessons/3.3-thinking/en.tsx';
import { wilsonInterval } from '../../llm/interval.ts';
import type { Compared } from '../../llm/thinking.ts';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { IntervalBar } from '../widgets/IntervalBar.tsx';
import { compare, comparedIn, practicedShares, slots } from './thinking.ts';

type Labels = Thinking['labels'];
const ways = ['atOnce', 'worked'] as const;

/** How often the same model is right when it has to write the number at once, and when it may work. */
export function ComparePanel({ labels }: { labels: Labels }) {
  const isOpen = usePage((state) => questionAt(state.questions, 'thinking', slots.compared)?.isOpen ?? false);
  const groups = usePage((state) => questionAt(state.questions, 'thinking', slots.compared)?.answer?.groups);
  const compared = usePage(comparedIn);
  const isWhole = groups !== undefined && compared.length === groups;
  useEffect(() => {
    if (isWhole) actions.record('thinkingCompared');
  }, [isWhole]);
  return (
    <NeedsStage stage="reasoner">
      <button type="button" className="primary" disabled={isOpen} onClick={compare}>
        {compared.length > 0 ? labels.again : labels.measure}
      </button>
      {compared.length > 0 ? (
        <Bars compared={compared} isWhole={isWhole} labels={labels} />
      ) : (
        <p className={isOpen ? 'empty compare-empty' : 'empty'}>{isOpen ? labels.waiting : labels.empty}</p>
      )}
    </NeedsStage>
  );
}

function Bars({ compared, isWhole, labels }: { compared: readonly Compared[]; isWhole: boolean; labels: Labels }) {
  const { t, integer, percent } = useWords();
  const shares = isWhole ? practicedShares(compared) : undefined;
  const groupName = ({ digits }: Compared, index: number): string =>
    isWhole && index === compared.length - 1 ? labels.longer(digits) : labels.digits(digits);
  return (
    <Figure
      title={labels.compareTitle}
      testId="compared"
      alternative={shares && labels.compareNow(percent(shares.atOnce), percent(shares.worked))}
      table={{
        label: t.chart.asTable,
        make: () => (
          <DataTable
            caption={labels.compareTitle}
            head={[labels.what, labels.atOnce, labels.worked]}
            rows={compared.map((group, index) => [
              groupName(group, index),
              ...ways.map((way) => labels.ofTotal(integer(group[way]), integer(group.total))),
            ])}
          />
        ),
      }}
    >
      {compared.map((group, index) => (
        <div key={group.digits} className="share-group exercise-bars">
          <p className="share-who">{groupName(group, index)}</p>
          {ways.map((way) => (
            <div key={way} data-testid={`${way}-${group.digits}`} data-right={group[way]} data-total={group.total}>
              <IntervalBar
                label={labels[way]}
                share={group[way] / group.total}
                {...wilsonInterval(group[way], group.total)}
                text={labels.ofTotal(integer(group[way]), integer(group.total))}
              />
            </div>
          ))}
        </div>
      ))}
    </Figure>
  );
}
