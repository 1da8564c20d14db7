import { useState } from 'react';
import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';

/** What the filters left of the raw pages, and one page of it. */
export function CorpusPanel({ labels }: { labels: Pages['labels'] }) {
  const { integer, short, bytes } = useWords();
  const school = usePage((state) => state.school);
  const [shown, setShown] = useState(0);
  if (!school) return <p className="empty">{labels.waiting}</p>;
  const excerpt = school.excerpts[shown % Math.max(1, school.excerpts.length)];
  const turn = (): void => {
    setShown(shown + 1);
    actions.record('pageOpened');
  };
  return (
    <>
      <p>{labels.facts(short(school.trainingTokens))}</p>
      <DataTable
        caption={labels.filter}
        head={[labels.filter, labels.pages, labels.bytes]}
        rows={school.cleaning.map((count) => [labels.filters[count.filter], integer(count.pages), bytes(count.bytes)])}
      />
      {excerpt && (
        <figure className="excerpt">
          <figcaption>
            {labels.excerpt}
            <button type="button" className="quiet" onClick={turn}>
              {labels.otherExcerpt}
            </button>
          </figcaption>
          <blockquote lang={school.language === 'zh' ? 'zh-CN' : 'en'}>{excerpt}</blockquote>
        </figure>
      )}
    </>
  );
}
