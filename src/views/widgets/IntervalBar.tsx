/** A share as a bar, with a line over it that says between which shares the true one probably lies. */
export function IntervalBar({
  label,
  share,
  low,
  high,
  text,
}: {
  label: string;
  /** All three in [0, 1]. */
  share: number;
  low: number;
  high: number;
  text: string;
}) {
  return (
    <div className="interval-row">
      <span className="share-label">{label}</span>
      <span className="interval-track">
        <span className="interval-bar" style={{ inlineSize: `${share * 100}%` }} />
        <span
          className="interval-range"
          style={{ insetInlineStart: `${low * 100}%`, inlineSize: `${(high - low) * 100}%` }}
        />
      </span>
      <span className="interval-text">{text}</span>
    </div>
  );
}
