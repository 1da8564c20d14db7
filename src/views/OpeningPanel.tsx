import { useState } from 'react';
import { stageNames } from '../llm/reports.ts';
import { actions, usePage } from '../store/page.ts';
import { addressOf } from '../store/selectors.ts';
import { NewModelForm } from './NewModelForm.tsx';
import { useWords } from './useWords.ts';
import { DataTable } from './widgets/DataTable.tsx';

/** Two ways through, another model, and what it will read. */
export function OpeningPanel() {
  const { t } = useWords();
  const readingAddress = usePage((state) => addressOf(state, 'reading'));
  const isReady = usePage((state) => state.school !== undefined);
  return (
    <>
      <section className="panel" aria-labelledby="two-ways">
        <h3 id="two-ways">{t.opening.twoWays}</h3>
        <div className="two-ways">
          <div>
            <h4>{t.opening.train}</h4>
            <p>{t.opening.trainWhy}</p>
            <a className="button primary" href={readingAddress}>
              {t.opening.goRead}
            </a>
          </div>
          <div>
            <h4>{t.opening.skip}</h4>
            <p>{t.opening.skipWhy}</p>
            <div className="buttons">
              {stageNames.slice(1).map((stage) => (
                <button key={stage} type="button" disabled={!isReady} onClick={() => actions.loadShipped(stage)}>
                  {t.opening.loadStage(t.stages[stage])}
                </button>
              ))}
            </div>
            <label className="file">
              <span className="button">{t.opening.open}</span>
              <input
                className="hidden"
                type="file"
                accept=".bin"
                onChange={({ target }) => {
                  const file = target.files?.[0];
                  if (file) void actions.loadFile(file);
                  target.value = '';
                }}
              />
              <span className="hint">{t.opening.openHint}</span>
            </label>
          </div>
        </div>
      </section>
      <NewModelForm />
      <CorpusView />
    </>
  );
}

/** What the filters left of the raw pages, and one page of it. */
function CorpusView() {
  const { t, integer, short, bytes } = useWords();
  const school = usePage((state) => state.school);
  const [shown, setShown] = useState(0);
  if (!school) return null;
  const excerpt = school.excerpts[shown % Math.max(1, school.excerpts.length)];
  return (
    <section className="panel" aria-labelledby="corpus">
      <h3 id="corpus">{t.opening.corpus}</h3>
      <p>{t.opening.corpusFacts(short(school.trainingTokens))}</p>
      <DataTable
        caption={t.opening.filter}
        head={[t.opening.filter, t.opening.corpusPages, t.opening.corpusBytes]}
        rows={school.cleaning.map((count) => [
          t.opening.filters[count.filter],
          integer(count.pages),
          bytes(count.bytes),
        ])}
      />
      {excerpt && (
        <figure className="excerpt">
          <figcaption>
            {t.opening.excerpt}
            <button type="button" className="quiet" onClick={() => setShown(shown + 1)}>
              {t.opening.otherExcerpt}
            </button>
          </figcaption>
          <blockquote lang={school.language === 'zh' ? 'zh-CN' : 'en'}>{excerpt}</blockquote>
        </figure>
      )}
    </section>
  );
}
