import type { Practice } from '../../lessons/3.2-practice/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { practiceSlice } from '../../store/practice.ts';
import { isLoaded, stageState } from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import { CollapseNotice } from '../exercises/CollapseNotice.tsx';
import { RunControls } from '../training/RunControls.tsx';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';
import { LoopFigure } from './LoopFigure.tsx';

type Labels = Practice['labels'];

/** Practice: how it is to go, its controls, and the loop with what it did last. */
export function LoopPanel({ labels }: { labels: Labels }) {
  const isWithoutCurve = usePage((state) => isLoaded(state, 'rl'));
  return (
    <>
      <Settings labels={labels} />
      <RunControls stage="rl" />
      <CollapseNotice />
      {!isWithoutCurve && <LoopFigure labels={labels} />}
    </>
  );
}

/** Chosen before practice begins; a change in its middle would leave nobody knowing what the curves show. */
function Settings({ labels }: { labels: Labels }) {
  const settings = usePage((state) => sliceOf(state, practiceSlice));
  const stage = usePage((state) => stageState(state, 'rl'));
  const isFixed = stage === 'running' || stage === 'paused' || stage === 'done';
  const change = (next: Partial<typeof settings>): void => actions.setSlice(practiceSlice, { ...settings, ...next });
  return (
    <fieldset className="practice-settings" disabled={isFixed}>
      <legend className="hidden">{labels.settings}</legend>
      <SegmentedControl
        label={labels.algorithm}
        value={settings.algorithm}
        onChange={(algorithm) => change({ algorithm })}
        segments={(['expertIteration', 'policyGradient'] as const).map((value) => ({
          value,
          label: labels.algorithms[value],
        }))}
      />
      <SegmentedControl
        label={labels.pace}
        value={settings.pace}
        onChange={(pace) => change({ pace })}
        segments={(['usual', 'bold'] as const).map((value) => ({ value, label: labels.paces[value] }))}
      />
      {isFixed && <p className="hint">{labels.fixed}</p>}
    </fieldset>
  );
}
