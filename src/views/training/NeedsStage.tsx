import type { ReactNode } from 'react';
import type { LessonId } from '../../lessons/order.ts';
import type { StageName } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import { addressOf, hasCheckpoint } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';

const trainedIn: Record<StageName, LessonId> = {
  untrained: '0',
  base: '1.4',
  assistant: '2.2',
  honest: '2.4',
  reasoner: '3.2',
};

/** Shows what needs a checkpoint once it is in memory, and until then the two ways to it. */
export function NeedsStage({ stage, children }: { stage: StageName; children: ReactNode }) {
  const { t } = useWords();
  const isThere = usePage((state) => hasCheckpoint(state, stage));
  const isReady = usePage((state) => state.school !== undefined);
  const isLoading = usePage((state) => state.working !== undefined);
  const lesson = trainedIn[stage];
  const address = usePage((state) => addressOf(state, lesson));
  const isHere = usePage((state) => state.lesson === lesson);
  if (isThere) return children;
  return (
    <div className="needs" data-testid={`needs-${stage}`}>
      <p>{t.needs.text(t.stages[stage])}</p>
      <div className="buttons">
        <button
          type="button"
          className="primary"
          disabled={!isReady || isLoading}
          onClick={() => actions.loadShipped(stage)}
        >
          {t.needs.load(t.stages[stage])}
        </button>
        {!isHere && (
          <a className="button" href={address}>
            {t.needs.train(lesson)}
          </a>
        )}
      </div>
    </div>
  );
}
