import { useMemo, useState } from 'react';
import type { Answer, GptEncoding } from '../../engine/protocol.ts';
import type { Tokens } from '../../lessons/1.2-tokens/en.tsx';
import { labelOf } from '../../llm/tokenizer.ts';
import { actions, pageNow, usePage } from '../../store/page.ts';
import { tokenizerOf } from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import { useAnswer } from '../course/useAnswer.ts';
import { useWords } from '../useWords.ts';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';
import { type TextPiece, TokenText } from '../widgets/TokenText.tsx';
import { useThrottled } from '../widgets/useThrottled.ts';
import { piecesOf } from './pieces.ts';
import { TokenFacts } from './TokenFacts.tsx';
import { askedEncodings, tokenizedText } from './tokensText.ts';

type Labels = Tokens['labels'];

const encodings: readonly GptEncoding[] = ['r50k_base', 'o200k_base'];
const askEveryMs = 300;

/** The text of the panel above under the tokenizer of a large model, which is fetched when the reader asks for it. */
export function GptPanel({ labels }: { labels: Labels }) {
  const [encoding, setEncoding] = useState<GptEncoding>('r50k_base');
  const isAsked = usePage((state) => sliceOf(state, askedEncodings).includes(encoding));
  const fetchIt = (): void => {
    actions.setSlice(askedEncodings, [...sliceOf(pageNow(), askedEncodings), encoding]);
  };
  return (
    <>
      <SegmentedControl<GptEncoding>
        label={labels.gpt.which}
        segments={encodings.map((value) => ({ value, label: labels.gpt.names[value] }))}
        value={encoding}
        onChange={setEncoding}
      />
      {isAsked ? (
        <GptTokens key={encoding} labels={labels} encoding={encoding} />
      ) : (
        <div className="buttons">
          <button type="button" className="primary" onClick={fetchIt}>
            {labels.gpt.fetch(labels.gpt.names[encoding])}
          </button>
          <span className="hint">{labels.gpt.fetchHint}</span>
        </div>
      )}
    </>
  );
}

function GptTokens({ labels, encoding }: { labels: Labels; encoding: GptEncoding }) {
  const { integer } = useWords();
  const [chosen, setChosen] = useState(0);
  const text = useThrottled(usePage(tokenizedText), askEveryMs);
  const school = usePage((state) => state.school);
  const answer = useAnswer(`1.2/${encoding}`, 'gptTokens', { name: 'gptTokens', asked: { encoding, text } });
  const drawn = useMemo(() => answer && drawnOf(answer), [answer]);
  if (!school || !answer || !drawn) return <p className="hint">{labels.gpt.fetching}</p>;
  const { tokenizer, pieces } = drawn;
  const ours = tokenizerOf(school);
  const counts = [
    { name: labels.gpt.ours, tokens: ours.encode(text).length, vocabSize: ours.vocabSize },
    { name: labels.gpt.names[encoding], tokens: answer.tokens.length, vocabSize: answer.vocabSize },
  ];
  const most = Math.max(1, ...counts.map(({ tokens }) => tokens));
  return (
    <>
      <ol className="pair-bars is-compared" aria-label={labels.gpt.compared} data-testid="gpt-compared">
        {counts.map(({ name, tokens, vocabSize }) => (
          <li key={name} data-tokens={tokens}>
            <span className="pair-name">{name}</span>
            <span className="pair-track" aria-hidden="true">
              <span style={{ inlineSize: `${(100 * tokens) / most}%` }} />
            </span>
            <span className="pair-count">{labels.gpt.count(integer(tokens), integer(vocabSize))}</span>
          </li>
        ))}
      </ol>
      <TokenText
        pieces={pieces}
        hasIds
        label={labels.gpt.output(labels.gpt.names[encoding])}
        language=""
        chosen={chosen < pieces.length ? chosen : 0}
        nameOf={({ text: of, parts }: TextPiece) => labels.name(of, parts.map(({ tokenId }) => tokenId).join(' '))}
        onChoose={setChosen}
        testId="gpt-run"
      />
      <TokenFacts labels={labels} tokenizer={tokenizer} piece={pieces[chosen] ?? pieces[0]} />
    </>
  );
}

/** The answer as pieces of text, and as much of a tokenizer as is needed to speak of them. */
function drawnOf({ tokens }: Answer<'gptTokens'>) {
  const spelled = new Map(tokens.map(({ tokenId, bytes }) => [tokenId, Uint8Array.from(bytes)]));
  const bytes = (tokenId: number): Uint8Array => spelled.get(tokenId) ?? new Uint8Array();
  const tokenizer = { bytes, label: (tokenId: number): string => labelOf(bytes(tokenId)) };
  const tokenIds = tokens.map(({ tokenId }) => tokenId);
  return { tokenizer, pieces: piecesOf(tokenizer, tokenIds) };
}
