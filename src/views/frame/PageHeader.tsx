import type { Language } from '../../llm/config.ts';
import { type Theme, themes } from '../../store/memory.ts';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';
import { CourseIndex } from './CourseIndex.tsx';

/** The running head: the title, what concerns the page itself, and the course. */
export function PageHeader() {
  const { t } = useWords();
  const language = usePage((state) => state.language);
  const theme = usePage((state) => state.theme);
  return (
    <header className="page-header">
      <div className="title-row">
        <h1>
          {t.title} <span>{t.subtitle}</span>
        </h1>
        <div className="page-settings">
          <SegmentedControl<Language>
            label={t.language}
            value={language}
            onChange={actions.setLanguage}
            segments={[
              { value: 'en', label: 'EN', language: 'en' },
              { value: 'zh', label: '中文', language: 'zh-CN' },
            ]}
          />
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
          <button type="button" className="keys-button" onClick={() => actions.showDialog('keys')}>
            <span aria-hidden="true">?</span>
            <span className="hidden">{t.keysHelp}</span>
          </button>
        </div>
      </div>
      <CourseIndex />
    </header>
  );
}
