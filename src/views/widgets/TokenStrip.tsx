/** Tokens in a row with their numbers: marks, text, and what a tool said; with the mask on, what is only read is greyed. */

export interface StripPiece {
  /** Its place in the run. */
  key: number;
  text: string;
  /** More than one where a character is torn over several tokens. */
  tokenIds: number[];
  kind: 'text' | 'special' | 'tool';
  isLearned: boolean;
}

const visible = (text: string): string => text.replaceAll('\n', '↵').replaceAll(' ', '␣');

export function TokenStrip({
  pieces,
  label,
  language,
  isMasked = false,
  hasIds = false,
}: {
  pieces: readonly StripPiece[];
  label: string;
  language: string;
  isMasked?: boolean;
  hasIds?: boolean;
}) {
  return (
    <ol className={isMasked ? 'strip is-masked' : 'strip'} aria-label={label} lang={language}>
      {pieces.map(({ key, text, tokenIds, kind, isLearned }) => (
        <li
          key={key}
          className={`strip-token is-${kind}${isLearned ? ' is-learned' : ''}`}
          data-ids={tokenIds.join(' ')}
        >
          <span className="strip-text">{visible(text)}</span>
          {hasIds && <span className="token-ids">{tokenIds.join(' ')}</span>}
        </li>
      ))}
    </ol>
  );
}
