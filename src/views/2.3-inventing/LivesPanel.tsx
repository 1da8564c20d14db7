import type { Inventing } from '../../lessons/2.3-inventing/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { nobodyOf } from '../../store/selectors.ts';
import { WrittenTexts } from '../pad/WrittenTexts.tsx';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { askNobody, slot } from './nobody.ts';

/** Four answers about somebody who does not exist. */
export function LivesPanel({ labels }: { labels: Inventing['labels'] }) {
  const school = usePage((state) => state.school);
  const question = usePage((state) => questionAt(state.questions, 'write', slot));
  return (
    <NeedsStage stage="assistant">
      <div className="buttons">
        {question?.isOpen ? (
          <button type="button" className="primary" onClick={() => actions.stopAsking(slot)}>
            {labels.stop}
          </button>
        ) : (
          <button type="button" className="primary" onClick={askNobody}>
            {question || !school ? labels.again : labels.ask(nobodyOf(school))}
          </button>
        )}
      </div>
      {question?.answer ? (
        <WrittenTexts texts={question.answer.texts} label={labels.answers} />
      ) : (
        <p className="empty">{labels.empty}</p>
      )}
    </NeedsStage>
  );
}
