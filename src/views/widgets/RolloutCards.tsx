/** The attempts at one question: right, right but long, or wrong, and which ones were chosen to be trained on. */
export interface RolloutCard {
  key: number;
  text: string;
  verdict: 'right' | 'long' | 'wrong';
  verdictText: string;
  chosenText: string | undefined;
  lengthText: string;
}

const marks = { right: '✓', long: '✓', wrong: '✗' } as const;

export function RolloutCards({
  cards,
  language,
  label,
  opened,
  onOpen,
}: {
  cards: readonly RolloutCard[];
  language: string;
  label: string;
  /** The card that is looked at more closely. */
  opened?: number | undefined;
  /** Absent where there is nothing more to see. */
  onOpen?(key: number): void;
}) {
  return (
    <ol className="rollouts" aria-label={label} data-testid="rollouts">
      {cards.map(({ key, text, verdict, verdictText, chosenText, lengthText }) => (
        <li key={key} className={`rollout is-${verdict}${chosenText ? ' is-chosen' : ''}`}>
          {onOpen ? (
            <button
              type="button"
              className="rollout-text"
              lang={language}
              aria-pressed={key === opened}
              onClick={() => onOpen(key)}
            >
              {text}
            </button>
          ) : (
            <p className="rollout-text" lang={language}>
              {text}
            </p>
          )}
          <p className="rollout-foot">
            <span className="verdict">
              <span aria-hidden="true">{marks[verdict]} </span>
              {verdictText}
            </span>
            <span>{lengthText}</span>
            {chosenText && <strong className="chosen">{chosenText}</strong>}
          </p>
        </li>
      ))}
    </ol>
  );
}
