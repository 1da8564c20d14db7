import { useDeferredValue, useMemo, useState } from 'react';
import type { Tokens } from '../../lessons/1.2-tokens/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { tokenizerOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { BoundedTextArea } from '../widgets/BoundedTextArea.tsx';
import { type TextPiece, TokenText } from '../widgets/TokenText.tsx';
import { piecesOf } from './pieces.ts';
import { TokenFacts } from './TokenFacts.tsx';
import { maxTypedCharacters, tokenizedText, typedText } from './tokensText.ts';

const utf8 = new TextEncoder();

/** Any text as this model's tokens. */
export function TokensPanel({ labels }: { labels: Tokens['labels'] }) {
  const { integer } = useWords();
  const school = usePage((state) => state.school);
  const text = usePage(tokenizedText);
  const shown = useDeferredValue(text);
  const [hasIds, setHasIds] = useState(true);
  const [chosen, setChosen] = useState(0);
  const tokenizer = school && tokenizerOf(school);
  const { tokenIds, pieces } = useMemo(() => {
    const ids = tokenizer?.encode(shown) ?? [];
    return { tokenIds: ids, pieces: tokenizer ? piecesOf(tokenizer, ids) : [] };
  }, [tokenizer, shown]);
  if (!tokenizer) return <p className="empty">{labels.waiting}</p>;
  const nameOf = ({ text: of, parts }: TextPiece): string =>
    labels.name(of, parts.map(({ tokenId }) => tokenId).join(' '));
  const type = (typed: string): void => {
    actions.setSlice(typedText, typed);
    actions.record('textTokenized');
  };
  return (
    <>
      <BoundedTextArea
        label={labels.input}
        value={text}
        limit={maxTypedCharacters}
        rows={3}
        language=""
        onChange={type}
        onTooLong={(characters) => actions.refuseText(characters, maxTypedCharacters)}
      />
      <p className="figures" data-testid="token-count" data-tokens={tokenIds.length}>
        {labels.count(integer(tokenIds.length), integer([...shown].length), integer(utf8.encode(shown).length))}{' '}
        {tokenizer.decode(tokenIds) === shown && labels.isWhole}
      </p>
      <div className="row">
        <h4>{labels.output}</h4>
        <label className="option">
          <input type="checkbox" checked={hasIds} onChange={({ target }) => setHasIds(target.checked)} />
          <span>{labels.showIds}</span>
        </label>
      </div>
      <TokenText
        pieces={pieces}
        hasIds={hasIds}
        label={labels.output}
        language=""
        chosen={chosen < pieces.length ? chosen : 0}
        nameOf={nameOf}
        onChoose={setChosen}
        testId="token-run"
      />
      <TokenFacts labels={labels} tokenizer={tokenizer} piece={pieces[chosen] ?? pieces[0]} />
    </>
  );
}
