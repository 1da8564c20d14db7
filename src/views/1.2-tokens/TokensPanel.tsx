import { useMemo, useState } from 'react';
import type { Tokens } from '../../lessons/1.2-tokens/en.tsx';
import { maxTokenizedCharacters } from '../../store/limits.ts';
import { actions, usePage } from '../../store/page.ts';
import { glyphs, tokenizerOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { BoundedTextArea } from '../widgets/BoundedTextArea.tsx';
import { TokenChips, type TokenPiece } from '../widgets/TokenChips.tsx';
import { tokenizedText, typedText } from './tokensText.ts';

const utf8 = new TextEncoder();

/** Any text as this model's tokens. */
export function TokensPanel({ labels }: { labels: Tokens['labels'] }) {
  const { integer } = useWords();
  const school = usePage((state) => state.school);
  const text = usePage(tokenizedText);
  const [hasIds, setHasIds] = useState(true);
  const tokenIds = useMemo(() => (school ? tokenizerOf(school).encode(text) : []), [school, text]);
  if (!school) return <p className="empty">{labels.waiting}</p>;
  const tokenizer = tokenizerOf(school);
  const pieces = glyphs(tokenizer, tokenIds).map((glyph, key): TokenPiece => {
    const ids = glyph.positions.map((position) => tokenIds[position] as number);
    const [only] = ids;
    const title =
      ids.length === 1 && only !== undefined
        ? labels.token(tokenizer.label(only), `${only}`)
        : `${glyph.text}: ${labels.split(`${ids.length}`)}`;
    return { key, text: glyph.text, tokenIds: ids, title };
  });
  const type = (typed: string): void => {
    actions.setSlice(typedText, typed);
    actions.record('textTokenized');
  };
  return (
    <>
      <BoundedTextArea
        label={labels.input}
        value={text}
        limit={maxTokenizedCharacters}
        rows={3}
        language=""
        onChange={type}
        onTooLong={(characters) => actions.refuseText(characters, maxTokenizedCharacters)}
      />
      <p className="figures" data-testid="token-count" data-tokens={tokenIds.length}>
        {labels.count(integer(tokenIds.length), integer([...text].length), integer(utf8.encode(text).length))}
      </p>
      <h4>{labels.output}</h4>
      {pieces.length > 0 ? (
        <TokenChips pieces={pieces} hasIds={hasIds} label={labels.output} />
      ) : (
        <p className="empty">{labels.empty}</p>
      )}
      <label className="option">
        <input type="checkbox" checked={hasIds} onChange={({ target }) => setHasIds(target.checked)} />
        <span>{labels.showIds}</span>
      </label>
    </>
  );
}
