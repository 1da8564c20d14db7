import type { Tools } from '../../lessons/2.5-tools/en.tsx';
import { usePage } from '../../store/page.ts';
import { Examine } from '../report/Examine.tsx';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { toolComparison } from './scores.ts';

/** The same questions with and without tools. */
export function ScoresPanel({ labels }: { labels: Tools['labels'] }) {
  const { percent } = useWords();
  const cards = usePage((state) => state.reportCards);
  const found = toolComparison({ reportCards: cards });
  return (
    <NeedsStage stage="honest">
      <Examine stages={['honest']} start={labels.measure} again={labels.again} />
      {found ? (
        <DataTable
          caption={labels.what}
          head={[labels.what, labels.without, labels.with]}
          rows={(['sums', 'people'] as const).map((row) => [
            labels.rows[row],
            percent(found[row].without),
            percent(found[row].with),
          ])}
        />
      ) : (
        <p className="empty">{labels.empty}</p>
      )}
    </NeedsStage>
  );
}
