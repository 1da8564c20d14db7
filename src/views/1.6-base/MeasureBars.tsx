/** Shares as bars, each with its name and its figure. */
export interface Measure {
  name: string;
  /** Of the whole width, in [0, 1]. */
  share: number;
  text: string;
  isOwn?: boolean;
}

export function MeasureBars({ measures }: { measures: readonly Measure[] }) {
  return (
    <ol className="measures">
      {measures.map(({ name, share, text, isOwn }) => (
        <li key={name} className={isOwn ? 'measure is-own' : 'measure'}>
          <span className="measure-name">{name}</span>
          <span className="measure-track">
            <span className="measure-bar" style={{ inlineSize: `${(Math.min(1, share) * 100).toFixed(2)}%` }} />
          </span>
          <span className="measure-text">{text}</span>
        </li>
      ))}
    </ol>
  );
}
