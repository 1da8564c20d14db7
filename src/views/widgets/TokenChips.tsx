/** A text in coloured tokens. A character that several tokens share is drawn once, over the numbers of its parts. */
export interface TokenPiece {
  /** Its place in the run. */
  key: number;
  text: string;
  tokenIds: number[];
  title: string;
}

const visible = (text: string): string => text.replaceAll('\n', '↵\n').replaceAll('\t', '⇥');

export function TokenChips({
  pieces,
  hasIds,
  label,
}: {
  pieces: readonly TokenPiece[];
  hasIds: boolean;
  label: string;
}) {
  return (
    <ol className={hasIds ? 'token-run has-ids' : 'token-run'} aria-label={label} data-testid="token-run">
      {pieces.map(({ key, text, tokenIds, title }) => (
        <li key={key} className={`token tint-${key % 6}`} title={title}>
          <span className="token-text">{visible(text)}</span>
          {tokenIds.length > 1 && (
            <span className="token-parts" aria-hidden="true">
              {tokenIds.map((id, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
                <i key={`${id}-${index}`} />
              ))}
            </span>
          )}
          {hasIds && <span className="token-ids">{tokenIds.join(' ')}</span>}
        </li>
      ))}
    </ol>
  );
}
