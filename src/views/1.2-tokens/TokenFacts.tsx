/** What is known of the chosen token, or of each of those that share a character. */
import type { Tokens } from '../../lessons/1.2-tokens/en.tsx';
import { firstMergeId, type Tokenizer } from '../../llm/tokenizer.ts';
import { useWords } from '../useWords.ts';
import type { TextPiece } from '../widgets/TokenText.tsx';

const decimal = (bytes: Uint8Array): string => [...bytes].join(' ');

export function TokenFacts({
  labels,
  tokenizer,
  piece,
}: {
  labels: Tokens['labels'];
  /** With `merges` and `vocabSize` it is also told how a token was made, and what stands beside it in the vocabulary. */
  tokenizer: Pick<Tokenizer, 'bytes' | 'label'> & Partial<Pick<Tokenizer, 'merges' | 'vocabSize'>>;
  piece: TextPiece | undefined;
}) {
  return (
    <div className="token-facts" data-testid="token-facts">
      {!piece ? (
        <p className="hint">{labels.empty}</p>
      ) : piece.parts.length > 1 ? (
        <SharedCharacter labels={labels} bytes={tokenizer.bytes} piece={piece} />
      ) : (
        <OneToken labels={labels} tokenizer={tokenizer} tokenId={piece.parts[0]?.tokenId ?? 0} />
      )}
    </div>
  );
}

function SharedCharacter({
  labels,
  bytes,
  piece: { text, parts },
}: {
  labels: Tokens['labels'];
  bytes: Tokenizer['bytes'];
  piece: TextPiece;
}) {
  const { integer } = useWords();
  const each = parts.map(({ tokenId }) => labels.partFacts(`${tokenId}`, decimal(bytes(tokenId))));
  return <p>{labels.shared(text.trim(), integer(parts.length), each)}</p>;
}

function OneToken({
  labels,
  tokenizer: { bytes, label, merges, vocabSize = 0 },
  tokenId,
}: {
  labels: Tokens['labels'];
  tokenizer: Parameters<typeof TokenFacts>[0]['tokenizer'];
  tokenId: number;
}) {
  const { integer } = useWords();
  const merge = merges?.[tokenId - firstMergeId];
  const neighbors = [tokenId - 1, tokenId + 1].filter((id) => id >= 0 && id < vocabSize);
  return (
    <p>
      <bdi className="chance-token">{label(tokenId)}</bdi> {labels.facts(`${tokenId}`, decimal(bytes(tokenId)))}
      {merge && ` ${labels.madeOf(label(merge[0]), label(merge[1]), integer(tokenId - firstMergeId + 1))}`}
      {merges && !merge && ` ${labels.isByte}`}
      {neighbors.length > 0 && ` ${labels.neighbors(neighbors.map((id) => labels.numbered(`${id}`, label(id))))}`}
    </p>
  );
}
