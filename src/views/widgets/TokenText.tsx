/**
 * A text in colored tokens. A character that several tokens share is drawn once, with a stroke below it for each of them, as long as its
 * bytes. Pointing at a token, tapping it, or walking to it with the arrows chooses it.
 */
import { type KeyboardEvent, memo } from 'react';

export interface TokenPart {
  tokenId: number;
  /** Bytes that it stands for. */
  length: number;
  /** Drawn as one of a pair, or as new. */
  mark?: 'pair' | 'new';
}

/** Whole characters: one token, or several that share a character. */
export interface TextPiece {
  /** Its place in the text. */
  key: number;
  text: string;
  parts: TokenPart[];
}

export function TokenText({
  pieces,
  hasIds,
  label,
  language,
  chosen,
  nameOf,
  onChoose,
  testId,
}: {
  pieces: readonly TextPiece[];
  hasIds: boolean;
  label: string;
  /** Of the text. */
  language: string;
  /** Key of the chosen piece. */
  chosen: number;
  /** What is said of a piece to those who cannot see it. */
  nameOf(piece: TextPiece): string;
  onChoose(key: number): void;
  testId?: string;
}) {
  /** One stop for the tab key; the arrows go from token to token. */
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const steps: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
    const step = steps[event.key];
    if (step === undefined) return;
    const tokens = [...event.currentTarget.querySelectorAll('button')];
    const target = tokens[tokens.indexOf(document.activeElement as HTMLButtonElement) + step];
    event.preventDefault();
    target?.focus();
  };
  return (
    <p className={hasIds ? 'tokens has-ids' : 'tokens'} lang={language} data-testid={testId}>
      <span className="hidden">{label}</span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows only move the focus between the buttons in it */}
      <span className="tokens-run" onKeyDown={walk}>
        {pieces.map((piece) => (
          <Token
            key={piece.key}
            piece={piece}
            hasIds={hasIds}
            isChosen={piece.key === chosen}
            name={nameOf(piece)}
            signature={piece.parts.map(({ tokenId, mark }) => `${tokenId}${mark ?? ''}`).join(' ')}
            onChoose={onChoose}
          />
        ))}
      </span>
    </p>
  );
}

const visible = (text: string): string => text.replaceAll('\n', '↵').replaceAll('\t', '⇥');

const Token = memo(
  function Token({
    piece: { key, text, parts },
    hasIds,
    isChosen,
    name,
    onChoose,
  }: {
    piece: TextPiece;
    hasIds: boolean;
    isChosen: boolean;
    name: string;
    signature: string;
    onChoose(key: number): void;
  }) {
    const [only, ...others] = parts;
    const mark = others.length === 0 ? only?.mark : undefined;
    return (
      <>
        <button
          type="button"
          tabIndex={isChosen ? 0 : -1}
          className={`token tint-${key % 6}${mark ? ` is-${mark}` : ''}`}
          aria-label={name}
          aria-pressed={isChosen}
          onMouseEnter={() => onChoose(key)}
          onFocus={() => onChoose(key)}
          onClick={() => onChoose(key)}
        >
          <span className="token-text">{visible(text)}</span>
          {others.length > 0 && (
            <span className="token-parts">
              {parts.map(({ length, tokenId, mark: partMark }, index) => (
                <i
                  // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
                  key={`${tokenId}-${index}`}
                  className={partMark && `is-${partMark}`}
                  style={{ flexGrow: length }}
                />
              ))}
            </span>
          )}
          {hasIds && <span className="token-ids">{parts.map(({ tokenId }) => tokenId).join(' ')}</span>}
        </button>
        {text.includes('\n') && <br />}
      </>
    );
  },
  // Pieces are made anew at every change of the text; most of them say the same as before.
  (before, after) =>
    before.signature === after.signature &&
    before.piece.key === after.piece.key &&
    before.piece.text === after.piece.text &&
    before.hasIds === after.hasIds &&
    before.isChosen === after.isChosen &&
    before.name === after.name &&
    before.onChoose === after.onChoose,
);
