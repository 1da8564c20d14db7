/** A text in tokens, ready to be drawn: whole characters, each with the tokens it is made of. */
import type { Tokenizer } from '../../llm/tokenizer.ts';
import { splitPieces } from '../../llm/tokenizer.ts';
import { glyphs } from '../../store/selectors.ts';
import type { TextPiece, TokenPart } from '../widgets/TokenText.tsx';

/** What is drawn of tokens that are known. */
export function piecesOf(
  tokenizer: Pick<Tokenizer, 'bytes' | 'label'>,
  tokenIds: readonly number[],
  marks: ReadonlyMap<number, TokenPart['mark']> = new Map(),
): TextPiece[] {
  return glyphs(tokenizer, tokenIds).map(({ text, positions }, key) => ({
    key,
    text,
    parts: positions.map((position): TokenPart => {
      const tokenId = tokenIds[position] as number;
      const mark = marks.get(position);
      return { tokenId, length: tokenizer.bytes(tokenId).length, ...(mark && { mark }) };
    }),
  }));
}

/** Positions of the tokens that the next merge joins, and of those that the last one made. Pairs never cross the pieces of a text. */
export function marksOf(
  { encode }: Pick<Tokenizer, 'encode'>,
  text: string,
  next: readonly [number, number] | undefined,
  made: number | undefined,
): Map<number, TokenPart['mark']> {
  const marks = new Map<number, TokenPart['mark']>();
  let start = 0;
  for (const piece of splitPieces(text)) {
    const ids = encode(piece);
    for (let i = 0; i < ids.length; i++) {
      if (ids[i] === made) marks.set(start + i, 'new');
      if (next && ids[i] === next[0] && ids[i + 1] === next[1]) {
        marks.set(start + i, 'pair').set(start + i + 1, 'pair');
        i++;
      }
    }
    start += ids.length;
  }
  return marks;
}
