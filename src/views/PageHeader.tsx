import { useEffect, useRef } from 'react';
import { actions, usePage } from '../store/page.ts';
import type { Theme } from '../store/pageState.ts';
import { formatRoute, type Place, places } from '../store/route.ts';
import { useWords } from './useWords.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const accents: Record<Place, string> = {
  opening: 'plain',
  tokens: 'reading',
  reading: 'reading',
  examples: 'examples',
  exercises: 'exercises',
  report: 'plain',
};

/** The title, the chapters, and what concerns the page itself. */
export function PageHeader() {
  const { t } = useWords();
  const { language, place, preset, seed, theme } = {
    language: usePage((state) => state.language),
    place: usePage((state) => state.place),
    preset: usePage((state) => state.preset),
    seed: usePage((state) => state.seed),
    theme: usePage((state) => state.theme),
  };
  const current = useRef<HTMLAnchorElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place makes another link the current one
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [place]);
  return (
    <header className="page-header">
      <div className="title-row">
        <h1>
          {t.title} <span>{t.subtitle}</span>
        </h1>
        <div className="page-settings">
          <fieldset className="choice" aria-label={t.language}>
            <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => actions.setLanguage('en')}>
              EN
            </button>
            <button
              type="button"
              lang="zh-CN"
              aria-pressed={language === 'zh'}
              onClick={() => actions.setLanguage('zh')}
            >
              中文
            </button>
          </fieldset>
          <label className="theme">
            <span className="hidden">{t.theme.label}</span>
            <select value={theme} onChange={({ target }) => actions.setTheme(target.value as Theme)}>
              {themes.map((name) => (
                <option key={name} value={name}>
                  {t.theme[name]}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      <nav aria-label={t.chapters}>
        <ol className="chapters">
          {places.map((name) => (
            <li key={name} data-accent={accents[name]}>
              <a
                href={formatRoute({ language, place: name, preset, seed })}
                aria-current={name === place ? 'page' : undefined}
                ref={name === place ? current : undefined}
              >
                <span className="chapter-numeral">{t.numerals[name]}</span> {t.places[name]}
              </a>
            </li>
          ))}
        </ol>
      </nav>
    </header>
  );
}
