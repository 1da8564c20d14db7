import type { ErrorCode } from '../../llm/errors.ts';
import { offeredRun } from '../../store/kept.ts';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { factsOf, nameOf } from './moments.ts';

/** What the reader should know at once: a run to go on with, a save that failed, a worker that was lost, a run that is elsewhere now. */
export function KeptMessages() {
  return (
    <>
      <ResumeOffer />
      <RecoveryNote />
      <KeepingProblem />
    </>
  );
}

function ResumeOffer() {
  const words = useWords();
  const { offer } = words.t.kept;
  const run = usePage((state) => offeredRun(state.kept));
  const isTraining = usePage((state) => state.runId !== undefined);
  if (!run || isTraining) return null;
  return (
    <section className="panel" aria-labelledby="resume-offer" data-testid="resume-offer">
      <h2 id="resume-offer">{offer.title}</h2>
      <p>
        {offer.intro} <strong>{nameOf(words, run)}</strong> <span>({factsOf(words, run).join(' · ')})</span>
      </p>
      <div className="buttons">
        <button type="button" className="primary" onClick={() => actions.resumeRun(run.id)}>
          {offer.goOn}
        </button>
        <button type="button" onClick={actions.declineOffer}>
          {offer.later}
        </button>
        <span className="hint">{offer.laterHint}</span>
      </div>
    </section>
  );
}

function RecoveryNote() {
  const { t, integer } = useWords();
  const recovery = usePage((state) => state.kept.recovery);
  if (!recovery) return null;
  const { causes, coming, back, backBefore, backWhole, understood } = t.kept.recovery;
  const cause = causes[isNamed(recovery.cause, causes) ? recovery.cause : 'other'];
  const { at } = recovery;
  return (
    <div className="notice" role="alert" data-testid="recovery" data-lost={at?.lostSteps} data-cause={recovery.cause}>
      <p>
        {!at && coming(cause)}
        {at && at.step > 0 && back(cause, integer(at.step), integer(at.lostSteps))}
        {at?.step === 0 && (at.lostSteps > 0 ? backBefore(cause, integer(at.lostSteps)) : backWhole(cause))}
      </p>
      {at && (
        <button type="button" onClick={actions.dismissRecovery}>
          {understood}
        </button>
      )}
    </div>
  );
}

function KeepingProblem() {
  const { t } = useWords();
  const { problem, isTaken } = usePage((state) => state.kept);
  const hasModel = usePage((state) => state.checkpoints.length > 0);
  const { problems, download, taken } = t.kept.state;
  if (isTaken) {
    return (
      <div className="notice" role="alert" data-testid="run-taken">
        <p>{taken}</p>
      </div>
    );
  }
  if (!problem) return null;
  return (
    <div className="notice" role="alert" data-testid="keeping-problem" data-code={problem.code}>
      <p>{problems[isNamed(problem.code, problems) ? problem.code : 'other']}</p>
      {hasModel && (
        <button type="button" onClick={() => actions.save('live')}>
          {download}
        </button>
      )}
    </div>
  );
}

const isNamed = <Names extends object>(code: ErrorCode, names: Names): code is ErrorCode & keyof Names =>
  Object.hasOwn(names, code);
