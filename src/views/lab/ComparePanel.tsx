import { useMemo, useState } from 'react';
import type { Words } from '../../i18n/index.ts';
import type { Lab } from '../../lessons/lab/en.tsx';
import type { KnobName } from '../../llm/config.ts';
import { type TrainingStage, trainingStages } from '../../llm/reports.ts';
import type { KeptRun } from '../../store/kept.ts';
import { actions, usePage } from '../../store/page.ts';
import { sliceOf } from '../../store/slice.ts';
import { momentOf } from '../kept/moments.ts';
import { useWords } from '../useWords.ts';
import { CurveFigure } from '../widgets/CurveFigure.tsx';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';
import { Slider } from '../widgets/Slider.tsx';
import { curvesOf, lastStep, pointsOf, type Remembered, rememberedSlice, together, valueAt } from './compare.ts';
import { remember } from './setUp.ts';

const noPoints: readonly never[] = [];
const noRuns: readonly KeptRun[] = [];

/** The run in memory against one before it, of this visit or out of those that the browser keeps, with one cursor for both. */
export function ComparePanel({ labels }: { labels: Lab['labels'] }) {
  const words = useWords();
  const { t, integer, decimal, percent } = words;
  const [stage, setStage] = useState<TrainingStage>('pretrain');
  const [wanted, setWanted] = useState<string>();
  const [cursor, setCursor] = useState<number>();
  const all = usePage((state) => sliceOf(state, rememberedSlice));
  const run = usePage((state) => state.runs[stage]);
  const hereId = usePage((state) => state.kept.current?.id);
  const hasRun = usePage((state) => Object.keys(state.runs).length > 0);
  const keptRuns = usePage(({ kept }) => kept.runs ?? noRuns).filter(({ id }) => id !== hereId);
  const read = usePage((state) => state.other);
  const kept = keptRuns.find(({ id }) => id === wanted);
  const chosen = kept ? undefined : (all.find(({ id }) => `${id}` === wanted) ?? all.at(-1));
  const keptCurves = useMemo(() => (read ? curvesOf(read.runs) : undefined), [read]);
  const isReading = kept !== undefined && kept.id !== read?.id;
  const curves = kept ? (isReading ? undefined : keptCurves) : chosen?.curves;
  const mine = useMemo(() => (run ? pointsOf(run) : noPoints), [run]);
  const other = curves?.[stage] ?? noPoints;
  const points = useMemo(() => together(mine, other), [mine, other]);
  const last = lastStep(mine, other);
  const at = Math.min(cursor ?? last, last);
  const format = stage === 'rl' ? percent : decimal;
  const choose = (id: string): void => {
    setWanted(id);
    if (keptRuns.some((run) => run.id === id)) actions.readCurves(id);
  };
  const told = (value: number | undefined): string => (value === undefined ? t.report.missing : format(value));
  return (
    <>
      <div className="buttons">
        <button type="button" disabled={!hasRun} onClick={remember}>
          {labels.remember}
        </button>
        {all.length + keptRuns.length > 0 && (
          <label>
            {labels.against}{' '}
            <select value={kept?.id ?? chosen?.id ?? ''} onChange={({ target }) => choose(target.value)}>
              {all.length > 0 ? (
                <optgroup label={labels.remembered}>
                  {all.map((run) => (
                    <option key={run.id} value={run.id}>
                      {makingOf(run, labels, words)}
                    </option>
                  ))}
                </optgroup>
              ) : (
                !kept && <option value="">{labels.choose}</option>
              )}
              {keptRuns.length > 0 && (
                <optgroup label={labels.keptRuns}>
                  {keptRuns.map((run) => (
                    <option key={run.id} value={run.id}>
                      {[run.name, makingOf(run, labels, words), momentOf(words, run.savedMs)]
                        .filter(Boolean)
                        .join(' · ')}
                    </option>
                  ))}
                </optgroup>
              )}
            </select>
          </label>
        )}
        {isReading && <span className="hint">{labels.reading}</span>}
      </div>
      <SegmentedControl<TrainingStage>
        label={labels.stages}
        segments={trainingStages.map((value) => ({ value, label: t.training[value] }))}
        value={stage}
        onChange={(value) => setStage(value)}
      />
      <CurveFigure
        testId="compared"
        title={stage === 'rl' ? t.exercises.accuracyTitle : t.loss.title}
        points={points}
        series={[
          { key: 'mine', label: labels.mine },
          { key: 'other', label: labels.other, pattern: '6 4' },
        ]}
        {...(last > 0 && { turn: at })}
        domain={stage === 'rl' ? [0, 1] : [0, 'auto']}
        formatX={integer}
        formatY={format}
        summary={
          last > 0 && (
            <span data-testid="at-cursor">
              {labels.atStep(integer(at), told(valueAt(mine, at)), told(valueAt(other, at)))}
            </span>
          )
        }
        stepLabel={stage === 'rl' ? t.chart.iteration : t.chart.step}
        tableLabel={t.chart.asTable}
        emptyText={labels.nothingToCompare}
      />
      {last > 0 && (
        <Slider
          label={labels.cursor}
          value={at}
          valueText={integer(at)}
          min={1}
          max={last}
          step={1}
          onChange={setCursor}
        />
      )}
    </>
  );
}

/** What sets a run apart: its making, and the knobs that were turned. */
function makingOf(
  run: Pick<Remembered, 'language' | 'preset' | 'seed' | 'settings'>,
  labels: Lab['labels'],
  { t, integer }: Words,
): string {
  const turned = (Object.keys(run.settings) as KnobName[]).map(
    (name) => `${labels.knobs[name].label} ${run.settings[name]}`,
  );
  return [t.modelLanguages[run.language], t.presets[run.preset], integer(run.seed), ...turned].join(' · ');
}
