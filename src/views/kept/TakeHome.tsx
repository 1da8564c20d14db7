import { useState } from 'react';
import { type ExportFormat, exportFormats } from '../../llm/export/formats.ts';
import { type StageName, stageResult } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import { activeStage } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';

/** A trained model as a file for this page, for Python or for llama.cpp; and files back in. */
export function TakeHome() {
  const { t } = useWords();
  const { home } = t.kept;
  const checkpoints = usePage((state) => state.checkpoints);
  const active = usePage(activeStage);
  const isBusy = usePage((state) => state.requests.save !== undefined);
  const [wanted, setWanted] = useState<StageName | 'live'>();
  const [format, setFormat] = useState<ExportFormat>('schoolbook');
  const trained = checkpoints.filter(({ stage }) => stage !== 'untrained').map(({ stage }) => stage);
  const choices: (StageName | 'live')[] = [...(active ? (['live'] as const) : []), ...trained.toReversed()];
  const chosen = wanted && choices.includes(wanted) ? wanted : choices[0];
  return (
    <section className="panel" aria-labelledby="take-home" data-testid="take-home">
      <h3 id="take-home">{home.title}</h3>
      <p>{home.intro}</p>
      {chosen === undefined ? (
        <p>{home.nothing}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            actions.save(chosen, format);
          }}
        >
          <div className="field">
            <label htmlFor="home-which">{home.which}</label>
            <select
              id="home-which"
              value={chosen}
              onChange={({ target }) => setWanted(choices.find((choice) => choice === target.value))}
            >
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choice === 'live' && active
                    ? home.live(t.stages[stageResult[active]])
                    : choice !== 'live' && t.stages[choice]}
                </option>
              ))}
            </select>
          </div>
          <fieldset>
            <legend>{home.format}</legend>
            {exportFormats.map((name) => (
              <label key={name} className="option">
                <input
                  type="radio"
                  name="home-format"
                  value={name}
                  checked={format === name}
                  onChange={() => setFormat(name)}
                />
                <span>
                  {home.formats[name].name} <span className="hint">{home.formats[name].why}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <button type="submit" className="primary" disabled={isBusy}>
            {home.download}
          </button>
        </form>
      )}
      <label className="file">
        <span className="button">{home.open}</span>
        <input
          className="hidden"
          type="file"
          accept=".bin,.zip"
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) void actions.loadFile(file);
            target.value = '';
          }}
        />
        <span className="hint">{home.openHint}</span>
      </label>
    </section>
  );
}
