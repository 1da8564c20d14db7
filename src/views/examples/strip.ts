/** Tokens laid out for the eye: a character that several tokens share is one piece, and each message begins a row. */

import { specialId, specialTokens, type Tokenizer } from '../../llm/tokenizer.ts';
import { glyphs } from '../../store/selectors.ts';
import type { StripPiece } from '../widgets/TokenStrip.tsx';

const specials: ReadonlySet<number> = new Set(specialTokens.map(specialId));
const messageStart = specialId('<|im_start|>');

export interface MarkedToken {
  tokenId: number;
  isLearned: boolean;
  /** Pasted in by the page. */
  isFromTool?: boolean;
}

/** A piece is learned when its tokens are; tokens that differ in that never share a piece, for no message ends within a character. */
export function piecesOf(tokenizer: Tokenizer, tokens: readonly MarkedToken[]): StripPiece[] {
  const found: StripPiece[] = [];
  for (let start = 0; start < tokens.length; ) {
    const first = tokens[start] as MarkedToken;
    let end = start + 1;
    if (!specials.has(first.tokenId)) while (end < tokens.length && isLike(tokens[end] as MarkedToken, first)) end++;
    const ids = tokens.slice(start, end).map(({ tokenId }) => tokenId);
    const kind = specials.has(first.tokenId) ? 'special' : first.isFromTool ? 'tool' : 'text';
    const whole =
      kind === 'special' ? [{ text: tokenizer.label(first.tokenId), positions: [0] }] : glyphs(tokenizer, ids);
    for (const { text, positions } of whole) {
      const tokenIds = positions.map((position) => ids[position] as number);
      found.push({ key: start + (positions[0] ?? 0), text, tokenIds, kind, isLearned: first.isLearned });
    }
    start = end;
  }
  return found;
}

const isLike = (token: MarkedToken, first: MarkedToken): boolean =>
  !specials.has(token.tokenId) &&
  token.isLearned === first.isLearned &&
  (token.isFromTool ?? false) === (first.isFromTool ?? false);

/** One row a message; what stands before the first message belongs to it. */
export function rowsOf(pieces: readonly StripPiece[]): StripPiece[][] {
  const rows: StripPiece[][] = [];
  let hasBegun = false;
  for (const piece of pieces) {
    const isStart = piece.tokenIds[0] === messageStart;
    const row = rows.at(-1);
    if (row && !(isStart && hasBegun)) row.push(piece);
    else rows.push([piece]);
    hasBegun ||= isStart;
  }
  return rows;
}
