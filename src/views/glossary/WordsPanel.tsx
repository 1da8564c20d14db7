import { use, useState } from 'react';
import type { PageLanguage } from '../../i18n/index.ts';
import type { GlossaryPage } from '../../lessons/glossary/en.tsx';
import { usePage } from '../../store/page.ts';
import { loadGlossary } from '../course/glossary.ts';
import { useWords } from '../useWords.ts';
import { entriesWith } from './entries.ts';

const otherLanguage: Record<PageLanguage, PageLanguage> = { en: 'zh', zh: 'en' };
const tags: Record<PageLanguage, string> = { en: 'en', zh: 'zh-CN' };

/** Every word of the field, to be read through or looked up. */
export function WordsPanel({ labels }: { labels: GlossaryPage['labels'] }) {
  const { integer } = useWords();
  const language = usePage((state) => state.language);
  const other = otherLanguage[language];
  const own = use(loadGlossary(language));
  const foreign = use(loadGlossary(other));
  const [wanted, setWanted] = useState('');
  const entries = entriesWith(own, foreign, wanted, tags[language]);
  return (
    <>
      <div className="field glossary-search">
        <label htmlFor="glossary-search">{labels.find}</label>
        <input
          id="glossary-search"
          type="search"
          maxLength={60}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
      </div>
      <p className="hint" role="status">
        {entries.length > 0 ? labels.found(integer(entries.length)) : labels.none}
      </p>
      <dl className="glossary" data-testid="glossary">
        {entries.map(({ id, name, foreignName, text }) => (
          <div key={id} id={`term-${id}`}>
            <dt>
              <dfn>{name}</dfn> <span lang={tags[other]}>{foreignName}</span>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
