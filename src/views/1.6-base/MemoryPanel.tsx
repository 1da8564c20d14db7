import type { Base } from '../../lessons/1.6-base/en.tsx';
import { usePage } from '../../store/page.ts';
import { Examine } from '../report/Examine.tsx';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';

/** What the base model knows by heart, and how surprised it is by what it does not. */
export function MemoryPanel({ labels }: { labels: Base['labels'] }) {
  const { integer, percent, decimal } = useWords();
  const scores = usePage((state) => state.reportCards.base?.base);
  return (
    <NeedsStage stage="base">
      <Examine stages={['base']} start={labels.measure} again={labels.again} />
      {scores ? (
        <DataTable
          caption={labels.what}
          head={[labels.what, labels.value]}
          rows={[
            [labels.rows.verbatim, labels.of(integer(scores.verbatim), integer(scores.featured))],
            [labels.rows.oneDigit, percent(scores.oneDigitSums)],
            [labels.rows.longer, percent(scores.workedSums)],
            [labels.rows.valLoss, decimal(scores.valLoss)],
          ]}
        />
      ) : (
        <p className="empty">{labels.empty}</p>
      )}
    </NeedsStage>
  );
}
