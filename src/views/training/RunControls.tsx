import { stageParent, stageResult, type TrainingStage } from '../../llm/reports.ts';
import { assumedWatts, wattHours } from '../../store/energy.ts';
import { actions, usePage } from '../../store/page.ts';
import { activeStage, remainingMs, stageState } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { Popover } from '../widgets/Popover.tsx';
import { ProgressLine } from '../widgets/ProgressLine.tsx';
import { Stepper } from '../widgets/Stepper.tsx';

/** The buttons of one stage and how far it is. They mean the same in every stage. */
export function RunControls({ stage }: { stage: TrainingStage }) {
  const { t, integer, short, duration, energy } = useWords();
  const state = usePage((page) => stageState(page, stage));
  const run = usePage((page) => page.runs[stage]);
  const active = usePage(activeStage);
  const result = usePage((page) => page.checkpoints.find((checkpoint) => checkpoint.stage === stageResult[stage]));
  const isReady = usePage((page) => page.school !== undefined && page.status.kind !== 'starting');
  const isActive = state === 'running' || state === 'paused';
  const isDone = state === 'done';
  const canStart = isReady && state !== 'noParent' && state !== 'otherActive';
  const playLabel =
    state === 'running'
      ? t.controls.pause
      : state === 'paused'
        ? t.controls.resume
        : t.controls.start(t.training[stage]);
  const left = run && remainingMs(run);
  return (
    <div className="run-controls" data-testid={`controls-${stage}`} data-state={state}>
      <div className="buttons">
        <Stepper
          label={t.training[stage]}
          play={
            isDone
              ? undefined
              : {
                  label: playLabel,
                  isPlaying: state === 'running',
                  isDisabled: !canStart,
                  onPress: () => actions.playPause(stage),
                }
          }
          step={
            isDone
              ? undefined
              : { label: t.controls.step, isDisabled: !canStart, onPress: () => actions.stepOnce(stage) }
          }
          reset={isActive || isDone ? { label: t.controls.reset, onPress: () => actions.reset(stage) } : undefined}
        />
        {isActive && (
          <button type="button" onClick={actions.stop}>
            {t.controls.stop}
          </button>
        )}
        {isDone && (
          <button type="button" onClick={() => actions.save(stageResult[stage])}>
            {t.controls.save}
          </button>
        )}
        {(state === 'noParent' || state === 'ready') && (
          <button
            type="button"
            className="quiet"
            disabled={!isReady}
            onClick={() => actions.loadShipped(stageResult[stage])}
          >
            {t.controls.skip}
          </button>
        )}
      </div>
      {isActive && <p className="hint">{t.controls.spaceHint}</p>}
      {state === 'noParent' && <p className="hint">{t.controls.needsParent(t.stages[stageParent[stage]])}</p>}
      {state === 'otherActive' && active && <p className="hint">{t.controls.otherActive(t.training[active])}</p>}
      {state === 'done' && <p className="hint">{t.controls.done(t.stages[stageResult[stage]])}</p>}
      {state === 'done' && result && result.origin !== 'trained' && (
        <p className="hint">{t.controls.loaded(t.controls.loadedHow[result.origin])}</p>
      )}
      {run && run.steps > 0 && (
        <ProgressLine label={t.controls.progress} done={run.step} total={run.steps}>
          <span data-testid={`step-${stage}`} data-step={run.step}>
            {t.strip.stepOf(integer(run.step), integer(run.steps))}
          </span>
          <span>{t.controls.elapsed(duration(run.elapsedMs))}</span>
          {left !== undefined && run.step < run.steps && <span>{t.controls.remaining(duration(left))}</span>}
          {run.tokensPerSecond > 0 && <span>{t.strip.speed(short(run.tokensPerSecond))}</span>}
          {run.elapsedMs > 0 && (
            <Popover className="term" label={t.controls.energy(energy(wattHours(run.elapsedMs)))}>
              {t.controls.energyWhy(integer(assumedWatts))}
            </Popover>
          )}
        </ProgressLine>
      )}
    </div>
  );
}
