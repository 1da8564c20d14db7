/** Shares of a whole side by side on one bar, and a number between 0 and 1 pointing at one of them. */

export interface Share {
  key: number;
  /** Empty where there is no room for it. */
  label: string;
  from: number;
  to: number;
}

/** Neighbors smaller than this are drawn as one gray stretch: they would be thinner than a hair. */
const leastDrawn = 0.003;

export function CumulativeBar({
  shares,
  hit,
  marker,
  label,
}: {
  /** In order, without gaps. */
  shares: readonly Share[];
  /** The share that the number falls into, or that was chosen. */
  hit: number | undefined;
  marker: { at: number; text: string } | undefined;
  /** What the picture shows now. */
  label: string;
}) {
  return (
    <div className="cumulative" role="img" aria-label={label}>
      <div className="cumulative-marker" aria-hidden="true">
        {marker && (
          <span className={marker.at > 0.8 ? 'is-late' : undefined} style={{ insetInlineStart: percent(marker.at) }}>
            {marker.text}
          </span>
        )}
      </div>
      <div className="cumulative-bar" aria-hidden="true">
        {shares.map(({ key, label: name, from, to }, index) =>
          to - from < leastDrawn && key !== hit ? null : (
            <span
              key={key}
              className={`share is-${key === hit ? 'hit' : index % 2 === 0 ? 'even' : 'odd'}`}
              style={{ insetInlineStart: percent(from), inlineSize: percent(to - from) }}
            >
              {name && <bdi>{name}</bdi>}
            </span>
          ),
        )}
        {marker && <span className="cumulative-line" style={{ insetInlineStart: percent(marker.at) }} />}
      </div>
      <div className="cumulative-ends" aria-hidden="true">
        <span>0</span>
        <span>1</span>
      </div>
    </div>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
