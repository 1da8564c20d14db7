import { thinned } from '../../store/curves.ts';
import type { Run } from '../../store/mirror.ts';
import { actions, usePage } from '../../store/page.ts';
import { activeStage } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { Popover } from '../widgets/Popover.tsx';
import { ProgressLine } from '../widgets/ProgressLine.tsx';
import { Sparkline } from '../widgets/Sparkline.tsx';

const sparklinePoints = 60;

/** What is in memory, how it was made, what it is doing and on what: always in sight. */
export function ModelStrip() {
  const { t, integer, short } = useWords();
  const school = usePage((state) => state.school);
  const backend = usePage((state) => state.backend);
  const status = usePage((state) => state.status);
  const working = usePage((state) => state.working);
  const newest = usePage((state) => state.checkpoints.at(-1));
  const stage = usePage(activeStage);
  const run = usePage((state) => (stage ? state.runs[stage] : undefined));
  return (
    <section className="model-strip" aria-label={t.strip.label} data-testid="model-strip">
      <p className="strip-model" data-testid="model" data-stage={newest?.stage}>
        {stage ? (
          <strong>{t.strip.live(t.training[stage])}</strong>
        ) : newest ? (
          <strong>
            {newest.stage === 'untrained'
              ? t.strip.fresh
              : t.strip.summary(t.stages[newest.stage], t.origins[newest.origin])}
          </strong>
        ) : (
          <strong>{t.strip.nothing}</strong>
        )}
        {school && (
          <span className="figures">
            {t.strip.facts(t.modelLanguages[school.language], t.presets[school.preset], `${school.seed}`)} ·{' '}
            {t.strip.parameters(short(school.parameterCount))}
          </span>
        )}
      </p>
      <div className="strip-status" data-testid="status" data-status={status.kind}>
        {working ? t.working[working.task] : t.strip.status[status.kind]}
        {run && run.steps > 0 && (
          <span className="figures">
            {t.strip.stepOf(integer(run.step), integer(run.steps))}
            {run.tokensPerSecond > 0 && ` · ${t.strip.speed(short(run.tokensPerSecond))}`}
          </span>
        )}
        {backend && (
          <span className="figures" data-testid="backend" data-backend={backend.name} data-threads={backend.threads}>
            <Popover
              className="term"
              label={`${t.strip.backends[backend.name]}${backend.threads === undefined ? '' : t.strip.threads(backend.threads)}`}
            >
              {t.strip.reasons[backend.reason]}
              {backend.notRecorded && (
                <>
                  <br />
                  {t.strip.notRecorded}
                </>
              )}
            </Popover>
          </span>
        )}
        {working && <ProgressLine label={t.working[working.task]} done={working.done} total={working.total} />}
      </div>
      {run && <LossLine run={run} />}
      <button type="button" className="quiet" onClick={() => actions.showDialog('models')}>
        {t.kept.models}
      </button>
      {stage && (
        <button type="button" className="primary" onClick={() => actions.playPause(stage)}>
          {status.kind === 'running' ? t.controls.pause : t.controls.resume}
        </button>
      )}
    </section>
  );
}

/** The loss so far, as a line of the size of a word and as a sentence. */
function LossLine({ run }: { run: Run }) {
  const { t, decimal } = useWords();
  const [first] = run.losses.points;
  if (!first || run.loss === undefined) return null;
  return (
    <Sparkline
      label={t.loss.now(decimal(run.loss), decimal(first.loss))}
      values={thinned(run.losses.points, sparklinePoints).map((point) => point.loss)}
    />
  );
}
