import { useMemo, useState } from 'react';
import { maxTokenizedCharacters } from '../store/limits.ts';
import { actions, usePage } from '../store/page.ts';
import { glyphs, tokenizerOf } from '../store/selectors.ts';
import { useWords } from './useWords.ts';
import { BoundedTextArea } from './widgets/BoundedTextArea.tsx';
import { type TokenPiece, TokenRun } from './widgets/TokenRun.tsx';

const utf8 = new TextEncoder();

/** Any text as this model's tokens. */
export function TokenizerPanel() {
  const { t, integer } = useWords();
  const school = usePage((state) => state.school);
  const [typed, setTyped] = useState<string>();
  const [hasIds, setHasIds] = useState(true);
  const text = typed ?? t.tokens.sample;
  const tokenIds = useMemo(() => (school ? tokenizerOf(school).encode(text) : []), [school, text]);
  if (!school) return <p className="panel">{t.tokens.waiting}</p>;
  const tokenizer = tokenizerOf(school);
  const pieces = glyphs(tokenizer, tokenIds).map((glyph, key): TokenPiece => {
    const ids = glyph.positions.map((position) => tokenIds[position] as number);
    const [only] = ids;
    const title =
      ids.length === 1 && only !== undefined
        ? t.tokens.token(tokenizer.label(only), `${only}`)
        : `${glyph.text}: ${t.tokens.split(`${ids.length}`)}`;
    return { key, text: glyph.text, tokenIds: ids, title };
  });
  return (
    <section className="panel" aria-label={t.places.tokens}>
      <BoundedTextArea
        label={t.tokens.input}
        value={text}
        limit={maxTokenizedCharacters}
        rows={3}
        language=""
        onChange={setTyped}
        onTooLong={(characters) => actions.refuseText(characters, maxTokenizedCharacters)}
      />
      <p className="figures" data-testid="token-count" data-tokens={tokenIds.length}>
        {t.tokens.count(integer(tokenIds.length), integer([...text].length), integer(utf8.encode(text).length))}
      </p>
      <h3>{t.tokens.output}</h3>
      {pieces.length > 0 ? (
        <TokenRun pieces={pieces} hasIds={hasIds} label={t.tokens.output} />
      ) : (
        <p className="empty">{t.tokens.empty}</p>
      )}
      <label className="option">
        <input type="checkbox" checked={hasIds} onChange={({ target }) => setHasIds(target.checked)} />
        <span>{t.tokens.showIds}</span>
      </label>
      <p className="hint">{t.tokens.vocabulary(integer(tokenizer.vocabSize))}</p>
    </section>
  );
}
