import { useEffect, useState } from 'react';
import type { Language, PresetName } from '../../llm/config.ts';
import { actions, usePage } from '../../store/page.ts';
import { maxSeed, parseSeed } from '../../store/route.ts';
import { useWords } from '../useWords.ts';

const languages: readonly Language[] = ['en', 'zh'];
const sizes: readonly PresetName[] = ['quick', 'course'];

/** Which language, which size, which seed: what a model is made from. */
export function NewModelForm() {
  const { t } = useWords();
  const school = usePage((state) => state.school);
  const [language, setLanguage] = useState<Language>(usePage((state) => state.school?.language ?? state.language));
  const [preset, setPreset] = useState<PresetName>(usePage((state) => state.preset));
  const [seedText, setSeedText] = useState(`${usePage((state) => state.seed)}`);
  useEffect(() => {
    if (!school) return;
    setLanguage(school.language);
    setPreset(school.preset);
    setSeedText(`${school.seed}`);
  }, [school]);
  const seed = parseSeed(seedText);
  return (
    <form
      className="new-model"
      onSubmit={(event) => {
        event.preventDefault();
        if (seed !== undefined) actions.openSchool(language, preset, seed);
      }}
    >
      <fieldset>
        <legend>{t.newModel.size}</legend>
        {sizes.map((name) => (
          <label key={name} className="option">
            <input type="radio" name="preset" value={name} checked={preset === name} onChange={() => setPreset(name)} />
            <span>{t.newModel.sizes[name]}</span>
          </label>
        ))}
      </fieldset>
      <div className="row">
        <fieldset>
          <legend>{t.newModel.modelLanguage}</legend>
          <div className="row">
            {languages.map((name) => (
              <label key={name} className="option">
                <input
                  type="radio"
                  name="model-language"
                  value={name}
                  checked={language === name}
                  onChange={() => setLanguage(name)}
                />
                <span>{t.modelLanguages[name]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="field seed">
          <label htmlFor="seed">{t.newModel.seed}</label>
          <div className="row">
            <input
              id="seed"
              inputMode="numeric"
              maxLength={6}
              value={seedText}
              aria-describedby="seed-hint"
              aria-invalid={seed === undefined}
              onChange={({ target }) => setSeedText(target.value)}
            />
            <button type="button" onClick={() => setSeedText(`${Math.floor(Math.random() * (maxSeed + 1))}`)}>
              {t.newModel.newSeed}
            </button>
          </div>
          <p id="seed-hint" className="hint">
            {t.newModel.seedHint}
          </p>
        </div>
      </div>
      <button type="submit" className="primary" disabled={seed === undefined}>
        {t.newModel.setUp}
      </button>
    </form>
  );
}
