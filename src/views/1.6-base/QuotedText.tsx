import type { Quoted } from '../../engine/protocol.ts';
import type { Base } from '../../lessons/1.6-base/en.tsx';
import { usePage } from '../../store/page.ts';
import { glyphs, tokenizerOf } from '../../store/selectors.ts';
import { PageLink } from '../course/PageLink.tsx';
import { useWords } from '../useWords.ts';
import { stretchesOf } from './stretches.ts';

/** A text that was begun and gone on with: what stands in the corpus is underlined, and the pages that hold it can be opened. */
export function QuotedText({ quoted, labels }: { quoted: Quoted; labels: Base['labels'] }) {
  const { integer } = useWords();
  const school = usePage((state) => state.school);
  if (!school) return null;
  const tokens = [...quoted.given, ...quoted.written];
  const pieces = glyphs(
    tokenizerOf(school),
    tokens.map(({ tokenId }) => tokenId),
  );
  const stretches = stretchesOf(tokens, pieces, quoted.given.length, quoted.quotes);
  const lang = school.language === 'zh' ? 'zh-CN' : 'en';
  const words = labels.quotes;
  return (
    <>
      <p className="quoted-text" lang={lang}>
        {stretches.map(({ position, text, isGiven, quote, isEnd }) =>
          isEnd ? (
            // The first one only stands for "a page begins here".
            position > 0 && (
              <span key={position} className="page-end">
                {words.end}
              </span>
            )
          ) : (
            <span key={position} className={isGiven ? 'is-given' : 'is-written'}>
              {quote === undefined ? text : <u>{text}</u>}
            </span>
          ),
        )}
      </p>
      {quoted.isFinished && quoted.quotes.length === 0 && <p className="hint">{words.none}</p>}
      {quoted.quotes.map(({ start, end, occurrences, page }) => (
        <details key={start} className="quote">
          <summary>
            {words.stretch(integer(end - start), integer(occurrences))}
            {page.copies > 1 && ` ${words.copies(integer(page.copies))}`}
          </summary>
          {page.url && (
            <p className="quote-address">
              <PageLink page={page} />
            </p>
          )}
          <p className="quote-page" lang={lang}>
            {page.text}
          </p>
        </details>
      ))}
    </>
  );
}
