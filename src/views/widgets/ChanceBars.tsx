/** The likeliest next tokens as bars. */
export interface Chance {
  tokenId: number;
  label: string;
  /** In [0, 1]. */
  probability: number;
  isKept: boolean;
  text: string;
}

export function ChanceBars({
  chances,
  cutText,
  caption,
}: {
  chances: readonly Chance[];
  cutText: string;
  caption: string;
}) {
  return (
    <ol className="chances" aria-label={caption} data-testid="chances">
      {chances.map(({ tokenId, label, probability, isKept, text }) => (
        <li key={tokenId} className={isKept ? 'chance' : 'chance is-cut'}>
          <bdi className="chance-token">{label}</bdi>
          <span className="chance-track">
            <span className="chance-bar" style={{ inlineSize: `${(probability * 100).toFixed(2)}%` }} />
          </span>
          <span className="chance-share" data-testid="chance">
            {isKept ? text : cutText}
          </span>
        </li>
      ))}
    </ol>
  );
}
