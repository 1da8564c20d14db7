/** A text of tokens cut where something changes: the end of what was given, of a stretch from the corpus, of a page. */
import type { QuotedStretch, TokenView } from '../../engine/protocol.ts';
import type { Glyph } from '../../store/selectors.ts';

export interface Stretch {
  /** Of its first token. */
  position: number;
  text: string;
  isGiven: boolean;
  /** Which of the quotes it belongs to. */
  quote: number | undefined;
  /** It is no text, but the token that ends a page. */
  isEnd: boolean;
}

/**
 * @param glyphs of all tokens, so that no character is torn; one of several tokens belongs where its last token does
 * @param given so many tokens were given, the others were written
 */
export function stretchesOf(
  tokens: readonly Pick<TokenView, 'special'>[],
  glyphs: readonly Glyph[],
  given: number,
  quotes: readonly Pick<QuotedStretch, 'start' | 'end'>[],
): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { text, positions } of glyphs) {
    const at = positions.at(-1) ?? 0;
    const found = quotes.findIndex(({ start, end }) => start <= at && at < end);
    const next: Stretch = {
      position: positions[0] ?? 0,
      text,
      isGiven: at < given,
      quote: found < 0 ? undefined : found,
      isEnd: tokens[at]?.special ?? false,
    };
    const last = stretches.at(-1);
    if (last && !last.isEnd && !next.isEnd && last.isGiven === next.isGiven && last.quote === next.quote) {
      last.text += text;
    } else stretches.push(next);
  }
  return stretches;
}
