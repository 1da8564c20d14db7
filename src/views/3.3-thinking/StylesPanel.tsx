import type { Thinking } from '../../lessons/3.3-thinking/en.tsx';
import type { SumScores } from '../../llm/reports.ts';
import { usePage } from '../../store/page.ts';
import { Examine } from '../report/Examine.tsx';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';

const styles = ['direct', 'concise', 'verbose'] as const;

/** How often the reasoner is right, by the way it answers. */
export function StylesPanel({ labels }: { labels: Thinking['labels'] }) {
  const sums = usePage((state) => state.reportCards.reasoner?.sums);
  return (
    <NeedsStage stage="reasoner">
      <Examine stages={['reasoner']} start={labels.measure} again={labels.again} />
      {sums ? <StylesTable labels={labels} sums={sums} /> : <p className="empty">{labels.empty}</p>}
    </NeedsStage>
  );
}

function StylesTable({ labels, sums }: { labels: Thinking['labels']; sums: SumScores }) {
  const { t, percent } = useWords();
  const rows = styles.flatMap((style) => {
    const found = sums.byStyle[style];
    return found ? [[t.exercises.styles[style], percent(found.share), percent(found.right)]] : [];
  });
  return <DataTable caption={labels.style} head={[labels.style, labels.count, labels.right]} rows={rows} />;
}
