/** A bar cut into shares that add up to one, each with its count where there is room for it. */
export interface SharePart {
  /** Names its color: `is-KEY` in the style sheet. */
  key: string;
  /** In [0, 1]. */
  share: number;
  text: string;
}

/** Below this share a count would not fit. */
const leastWithText = 0.07;

export function ShareBar({ label, parts }: { label: string; parts: readonly SharePart[] }) {
  return (
    <div className="share-row">
      <span className="share-label">{label}</span>
      <span className="share-bar">
        {parts.map(({ key, share, text }) =>
          share > 0 ? (
            <span key={key} className={`share-part is-${key}`} style={{ inlineSize: `${share * 100}%` }}>
              {share >= leastWithText ? text : ''}
            </span>
          ) : null,
        )}
      </span>
    </div>
  );
}
