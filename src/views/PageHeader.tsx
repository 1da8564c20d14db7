import { useEffect, useRef } from 'react';
import { actions, usePage } from '../store/page.ts';
import type { Theme } from '../store/pageState.ts';
import { type Place, places } from '../store/route.ts';
import { addressOf } from '../store/selectors.ts';
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
  const language = usePage((state) => state.language);
  const place = usePage((state) => state.place);
  const theme = usePage((state) => state.theme);
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
              <ChapterLink place={name} isCurrent={name === place} />
            </li>
          ))}
        </ol>
      </nav>
    </header>
  );
}

function ChapterLink({ place, isCurrent }: { place: Place; isCurrent: boolean }) {
  const { t } = useWords();
  const address = usePage((state) => addressOf(state, place));
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [isCurrent]);
  return (
    <a href={address} aria-current={isCurrent ? 'page' : undefined} ref={link}>
      <span className="chapter-numeral">{t.numerals[place]}</span> {t.places[place]}
    </a>
  );
}
