import type { Lab } from '../../lessons/lab/en.tsx';
import { stagePanel } from '../training/StagePanel.tsx';
import { useWords } from '../useWords.ts';
import { Tabs } from '../widgets/Tabs.tsx';
import { PracticePanel } from './PracticePanel.tsx';

const Reading = stagePanel('pretrain');
const Examples = stagePanel('sft');
const Honesty = stagePanel('honest');

/** All stages, one sheet each. */
export function StagesPanel({ labels }: { labels: Lab['labels'] }) {
  const { t } = useWords();
  return (
    <Tabs
      label={labels.stages}
      tabs={[
        { key: 'pretrain', label: t.training.pretrain, accent: 'reading', sheet: () => <Reading /> },
        { key: 'sft', label: t.training.sft, accent: 'examples', sheet: () => <Examples /> },
        { key: 'honest', label: t.training.honest, accent: 'examples', sheet: () => <Honesty /> },
        { key: 'rl', label: t.training.rl, accent: 'exercises', sheet: () => <PracticePanel /> },
      ]}
    />
  );
}
