import { useMemo, useState } from 'react';
import type { Words } from '../../i18n/index.ts';
import type { Lab } from '../../lessons/lab/en.tsx';
import type { KnobName } from '../../llm/config.ts';
import { type TrainingStage, trainingStages } from '../../llm/reports.ts';
import { usePage } from '../../store/page.ts';
import { sliceOf } from '../../store/slice.ts';
import { useWords } from '../useWords.ts';
import { CurveFigure } from '../widgets/CurveFigure.tsx';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';
import { Slider } from '../widgets/Slider.tsx';
import { lastStep, pointsOf, type Remembered, rememberedSlice, together, valueAt } from './compare.ts';
import { remember } from './setUp.ts';

const noPoints: readonly never[] = [];

/** The run in memory against one before it, with one cursor for both. */
export function ComparePanel({ labels }: { labels: Lab['labels'] }) {
  const words = useWords();
  const { t, integer, decimal, percent } = words;
  const [stage, setStage] = useState<TrainingStage>('pretrain');
  const [wanted, setWanted] = useState<number>();
  const [cursor, setCursor] = useState<number>();
  const all = usePage((state) => sliceOf(state, rememberedSlice));
  const run = usePage((state) => state.runs[stage]);
  const hasRun = usePage((state) => Object.keys(state.runs).length > 0);
  const chosen = all.find(({ id }) => id === wanted) ?? all.at(-1);
  const mine = useMemo(() => (run ? pointsOf(run) : noPoints), [run]);
  const other = chosen?.curves[stage] ?? noPoints;
  const points = useMemo(() => together(mine, other), [mine, other]);
  const last = lastStep(mine, other);
  const at = Math.min(cursor ?? last, last);
  const format = stage === 'rl' ? percent : decimal;
  const told = (value: number | undefined): string => (value === undefined ? t.report.missing : format(value));
  return (
    <>
      <div className="buttons">
        <button type="button" disabled={!hasRun} onClick={remember}>
          {labels.remember}
        </button>
        {all.length > 0 && (
          <label>
            {labels.against}{' '}
            <select value={chosen?.id} onChange={({ target }) => setWanted(Number(target.value))}>
              {all.map((run) => (
                <option key={run.id} value={run.id}>
                  {nameOf(run, labels, words)}
                </option>
              ))}
            </select>
          </label>
        )}
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
function nameOf(run: Remembered, labels: Lab['labels'], { t, integer }: Words): string {
  const turned = (Object.keys(run.settings) as KnobName[]).map(
    (name) => `${labels.knobs[name].label} ${run.settings[name]}`,
  );
  return [t.modelLanguages[run.language], t.presets[run.preset], integer(run.seed), ...turned].join(' · ');
}
