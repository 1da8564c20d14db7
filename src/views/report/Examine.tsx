import type { StageName } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { ProgressLine } from '../widgets/ProgressLine.tsx';

/** The button that has checkpoints examined, and how far the examination is. */
export function Examine({ stages, start, again }: { stages: readonly StageName[]; start: string; again: string }) {
  const { t } = useWords();
  const isAsking = usePage((state) => state.requests.evaluate !== undefined);
  const working = usePage((state) => (state.working?.task === 'evaluate' ? state.working : undefined));
  const isComplete = usePage((state) => stages.length > 0 && stages.every((stage) => state.reportCards[stage]));
  return (
    <>
      <div className="buttons">
        {isAsking ? (
          <button type="button" onClick={actions.cancelEvaluation}>
            {t.report.cancel}
          </button>
        ) : (
          <button
            type="button"
            className="primary"
            disabled={stages.length === 0}
            onClick={() => actions.evaluate(stages)}
          >
            {isComplete ? again : start}
          </button>
        )}
      </div>
      {working && <ProgressLine label={t.working.evaluate} done={working.done} total={working.total} />}
    </>
  );
}
