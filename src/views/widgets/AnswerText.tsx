/**
 * What a model wrote, each token coloured by how likely the model itself held it. Pointing at a token, focusing or tapping it shows what
 * it could have been.
 */
import { Fragment, type KeyboardEvent, useState } from 'react';

export interface AnswerPiece {
  key: number;
  text: string;
  label: string;
  kind: 'written' | 'special' | 'tool';
  /** In [0, 1]; absent for what a tool pasted in. */
  probability: number | undefined;
  probabilityText: string;
}

export interface Alternative {
  label: string;
  share: string;
  isChosen: boolean;
}

/** Five classes of likelihood, drawn by the style sheet. */
export function likelihood(probability: number | undefined): string {
  if (probability === undefined) return '';
  const bounds = [0.05, 0.2, 0.5, 0.8];
  return `chance-${bounds.filter((bound) => probability >= bound).length}`;
}

export function AnswerText({
  pieces,
  alternativesOf,
  language,
  words,
}: {
  pieces: readonly AnswerPiece[];
  alternativesOf(key: number): readonly Alternative[];
  language: string;
  words: { instead: string; hint: string; fromTool: string };
}) {
  const [pointed, setPointed] = useState<number>();
  const piece = pieces.find(({ key }) => key === pointed);
  /** One stop for the tab key; the arrows go from token to token. */
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const steps = { ArrowLeft: -1, ArrowRight: 1 } as const;
    const next = event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? steps[event.key] : 0;
    const tokens = [...event.currentTarget.querySelectorAll('button')];
    const target = tokens[tokens.indexOf(document.activeElement as HTMLButtonElement) + next];
    if (next !== 0 && target) {
      event.preventDefault();
      target.focus();
    }
  };
  const others = piece && piece.kind !== 'tool' ? alternativesOf(piece.key) : [];
  return (
    <>
      <p className="answer" lang={language} data-testid="answer" onKeyDown={walk}>
        {pieces.map(({ key, text, label, kind, probability, probabilityText }) => (
          <Fragment key={key}>
            <button
              type="button"
              tabIndex={key === (pointed ?? 0) ? 0 : -1}
              className={`answer-token is-${kind} ${likelihood(probability)}`}
              aria-label={`${label} ${probabilityText}`}
              aria-pressed={key === pointed}
              onMouseEnter={() => setPointed(key)}
              onFocus={() => setPointed(key)}
              onClick={() => setPointed(key)}
            >
              {kind === 'special' ? label : text.replaceAll('\n', '↵')}
            </button>
            {text.includes('\n') && <br />}
          </Fragment>
        ))}
      </p>
      <div className="alternatives">
        {piece ? (
          <>
            <p>
              <bdi className="chance-token">{piece.label}</bdi>{' '}
              {piece.kind === 'tool' ? words.fromTool : piece.probabilityText}
            </p>
            {others.length > 0 && (
              <ul aria-label={words.instead}>
                {others.map(({ label, share, isChosen }) => (
                  <li key={label} className={isChosen ? 'is-chosen' : undefined}>
                    <bdi className="chance-token">{label}</bdi> {share}
                  </li>
                ))}
              </ul>
            )}
          </>
        ) : (
          <p className="hint">{words.hint}</p>
        )}
      </div>
    </>
  );
}
