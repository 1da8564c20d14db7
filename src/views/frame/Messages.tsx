import { useEffect, useRef, useState } from 'react';
import { stageResult } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { ConfirmDialog } from '../widgets/ConfirmDialog.tsx';

/** What went wrong, what is about to be lost, and what a reader who cannot see the page should hear. */
export function Messages() {
  return (
    <>
      <NoticeBar />
      <Confirmation />
      <Announcer />
    </>
  );
}

function NoticeBar() {
  const { t } = useWords();
  const notice = usePage((state) => state.notice);
  const failed = usePage((state) => (state.status.kind === 'failed' ? state.status : undefined));
  const told = notice ?? failed;
  if (!told) return null;
  return (
    <div className="notice" role="alert" data-testid="notice" data-code={told.code}>
      <p>
        <strong>{t.notice.label}</strong> {t.errors[told.code](told.details)}
      </p>
      {notice && (
        <button type="button" onClick={actions.dismissNotice}>
          {t.notice.dismiss}
        </button>
      )}
    </div>
  );
}

function Confirmation() {
  const { t } = useWords();
  const asking = usePage((state) => state.asking);
  if (!asking) return null;
  return (
    <ConfirmDialog
      title={t.confirm.title}
      yes={t.confirm.yes}
      no={t.confirm.no}
      onYes={actions.confirm}
      onNo={actions.decline}
    >
      {asking.command.kind === 'rollBack' ? (
        <p>{t.confirm.later}</p>
      ) : (
        <>
          <p>{t.confirm.lost}</p>
          <ul className="lost">
            {asking.lost.map((stage) => (
              <li key={stage}>{t.stages[stage]}</li>
            ))}
          </ul>
        </>
      )}
      <p className="hint">{t.confirm.save}</p>
    </ConfirmDialog>
  );
}

/** Speaks seldom: when a stage starts, rests or ends, never for a step. */
function Announcer() {
  const { t, integer } = useWords();
  const status = usePage((state) => state.status);
  const before = useRef(status);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const last = before.current;
    before.current = status;
    const wasActive = last.kind === 'running' || last.kind === 'paused';
    if (status.kind === 'running' && !wasActive) setSaid(t.announce.started(t.training[status.stage]));
    if (status.kind === 'paused' && last.kind === 'running') {
      setSaid(t.announce.paused(t.training[status.stage], integer(status.step)));
    }
    if (status.kind === 'idle' && wasActive) setSaid(t.announce.finished(t.stages[stageResult[last.stage]]));
  }, [status, t, integer]);
  return (
    <p className="hidden" role="status" aria-live="polite">
      {said}
    </p>
  );
}
