import type { Learning } from '../../lessons/1.4-learning/en.tsx';
import { thinned } from '../../store/curves.ts';
import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';

const samplesShown = 6;

/** What the model writes from nothing turns from noise into sentences. */
export function SamplesPanel({ labels }: { labels: Learning['labels'] }) {
  const { integer } = useWords();
  const samples = usePage((state) => state.runs.pretrain?.samples);
  const language = usePage((state) => state.school?.language);
  if (!samples || samples.length === 0) return <p className="empty">{labels.samplesEmpty}</p>;
  return (
    <ol className="samples" data-testid="samples">
      {thinned(samples, samplesShown).map(({ step, text }) => (
        <li key={step}>
          <h4>{labels.atStep(integer(step))}</h4>
          <p lang={language === 'zh' ? 'zh-CN' : 'en'}>{text}</p>
        </li>
      ))}
    </ol>
  );
}
