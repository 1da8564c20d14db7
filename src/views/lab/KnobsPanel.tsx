import { useState } from 'react';
import type { Lab } from '../../lessons/lab/en.tsx';
import { filterNames } from '../../llm/cleaning.ts';
import { type KnobName, presets } from '../../llm/config.ts';
import { trainingStages } from '../../llm/reports.ts';
import { knobNames, knobs, noSettings, sameSettings, settingsOf, touchedBy, withSettings } from '../../llm/settings.ts';
import { actions, pageNow, usePage } from '../../store/page.ts';
import { sliceOf } from '../../store/slice.ts';
import { useWords } from '../useWords.ts';
import { Slider } from '../widgets/Slider.tsx';
import { type ExperimentName, experiments, setUp, switchedOffSlice } from './setUp.ts';

const groups = ['open', ...trainingStages] as const;
type Group = (typeof groups)[number];
const accents: Record<Group, string> = {
  open: 'opening',
  pretrain: 'reading',
  sft: 'examples',
  honest: 'examples',
  rl: 'exercises',
};

/** Every knob of the school, by the moment from which on it counts. */
export function KnobsPanel({ labels }: { labels: Lab['labels'] }) {
  const school = usePage((state) => state.school);
  const settings = usePage((state) => state.settings);
  const switchedOff = usePage((state) => sliceOf(state, switchedOffSlice));
  if (!school) return <p className="empty">{labels.waiting}</p>;
  const isReadingOther = !school.reading.isOwn && school.reading.switchedOff.join() !== switchedOff.join();
  const isOther =
    isReadingOther || !sameSettings(settingsOf(settings, 'open'), settingsOf(school.settings ?? noSettings, 'open'));
  return (
    <>
      <div className="buttons">
        <span>{labels.experimentsTitle}</span>
        {(Object.keys(experiments) as ExperimentName[]).map((name) => (
          <button key={name} type="button" className="quiet" onClick={() => actions.setKnobs(experiments[name])}>
            {labels.experiments[name]}
          </button>
        ))}
        <button
          type="button"
          disabled={Object.keys(settings).length === 0}
          onClick={() => actions.setKnobs(noSettings)}
        >
          {labels.backToPreset}
        </button>
      </div>
      <div className="bench">
        {groups.map((group) => (
          <fieldset key={group} data-accent={accents[group]} data-testid={`knobs-${group}`}>
            <legend>{labels.groups[group]}</legend>
            {group === 'open' && <Filters labels={labels} />}
            {knobNames
              .filter((name) => knobs[name].stage === group)
              .map((name) => (
                <KnobSlider key={name} name={name} labels={labels} />
              ))}
          </fieldset>
        ))}
      </div>
      <div className="buttons">
        <button type="button" className="primary" disabled={!isOther} onClick={setUp} data-testid="set-up">
          {labels.setUp}
        </button>
        <span className="hint" role="status">
          {isOther ? labels.differs : labels.same}
        </span>
      </div>
    </>
  );
}

function KnobSlider({ name, labels }: { name: KnobName; labels: Lab['labels'] }) {
  const { t, tag } = useWords();
  const language = usePage((state) => state.school?.language ?? 'en');
  const preset = presets[usePage((state) => state.school?.preset ?? state.preset)];
  const settings = usePage((state) => state.settings);
  const knob = knobs[name];
  const standard = knob.read(preset, language);
  const value = knob.read(withSettings(preset, settings, language), language);
  const { label, why } = labels.knobs[name];
  const isLog = knob.step === 'log';
  const format = (number: number): string => number.toLocaleString(tag, { maximumSignificantDigits: 4 });
  const touched = touchedBy(name)[0];
  const change = (moved: number): void => {
    const next = { ...pageNow().settings, [name]: isLog ? 10 ** moved : moved };
    actions.setKnobs(next);
  };
  return (
    <div className="knob" data-knob={name}>
      <Slider
        label={label}
        value={isLog ? Math.log10(value) : value}
        valueText={format(value)}
        min={isLog ? Math.log10(knob.min) : knob.min}
        max={isLog ? Math.log10(knob.max) : knob.max}
        step={knob.step === 'log' ? 0.05 : knob.step}
        onChange={change}
      />
      <p className="hint">
        {why}
        {value !== standard && touched && <> {labels.turned(format(standard), t.stages[touched])}</>}
      </p>
    </div>
  );
}

function Filters({ labels }: { labels: Lab['labels'] }) {
  const switchedOff = usePage((state) => sliceOf(state, switchedOffSlice));
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{labels.data(switchedOff.length)}</summary>
      {filterNames.map((name) => (
        <label key={name} className="option">
          <input
            type="checkbox"
            checked={!switchedOff.includes(name)}
            onChange={({ target }) =>
              actions.setSlice(
                switchedOffSlice,
                filterNames.filter((other) => (other === name ? !target.checked : switchedOff.includes(other))),
              )
            }
          />
          <span>{labels.filters[name]}</span>
        </label>
      ))}
      <p className="hint">{labels.dataWhy}</p>
    </details>
  );
}
