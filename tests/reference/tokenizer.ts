/** Byte-pair encoding as one would explain it: count every pair of the whole corpus again for each merge. Slow. */
import { firstMergeId, type Merge, type MergeStep } from '../../src/llm/tokenizer.ts';

/** llama.cpp's two passes, one after the other: single numerals first, then GPT-2's pattern on the stretches between them. */
export function splitInTwoPasses(text: string): string[] {
  const gpt2 =
    /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;
  return text.split(/(\p{N})/u).flatMap((stretch) => stretch.match(gpt2) ?? []);
}

export function trainSlowly(documents: readonly string[], vocabSize: number): MergeStep[] {
  let pieces = documents.flatMap(splitInTwoPasses).map((piece) => [...new TextEncoder().encode(piece)]);
  const spelling = new Map<number, number[]>();
  const bytesOf = (id: number): number[] => spelling.get(id) ?? [id];
  const trace: MergeStep[] = [];
  for (let id = firstMergeId; id < vocabSize; id++) {
    const counts = new Map<string, number>();
    for (const piece of pieces) {
      for (let i = 0; i + 1 < piece.length; i++) {
        const pair = `${piece[i]},${piece[i + 1]}`;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
    }
    const candidates = [...counts]
      .map(([pair, count]) => ({ pair: pair.split(',').map(Number) as [number, number], count }))
      .filter(({ pair }) => {
        const bytes = pair.flatMap(bytesOf);
        const text = new TextDecoder().decode(Uint8Array.from(bytes));
        const isWhole = !text.includes('\uFFFD');
        const isInsideOne = bytes.every((byte, i) => (byte >= 0x80 && byte < 0xc0) || (i === 0 && byte >= 0xc0));
        return bytes.length <= (bytes.some((byte) => byte >= 0xe3) ? 6 : 12) && (isWhole || isInsideOne);
      })
      .sort((x, y) => y.count - x.count || x.pair[0] - y.pair[0] || x.pair[1] - y.pair[1]);
    const best = candidates[0];
    if (!best || best.count < 3) break;
    spelling.set(id, best.pair.flatMap(bytesOf));
    pieces = pieces.map((piece) => replacePair(piece, best.pair, id));
    trace.push({ ...best, id, tokens: pieces.flat().length });
  }
  return trace;
}

/** In each piece: find the earliest learned merge that fits, apply it at its first place, start over. */
export function encodeSlowly(text: string, merges: readonly Merge[]): number[] {
  return splitInTwoPasses(text).flatMap((piece) => {
    const ids = [...new TextEncoder().encode(piece)];
    for (;;) {
      const rank = merges.findIndex(([left, right]) => ids.some((id, i) => id === left && ids[i + 1] === right));
      const merge = merges[rank];
      if (!merge) return ids;
      const at = ids.findIndex((id, i) => id === merge[0] && ids[i + 1] === merge[1]);
      ids.splice(at, 2, firstMergeId + rank);
    }
  });
}

function replacePair(piece: readonly number[], [left, right]: Merge, id: number): number[] {
  const replaced: number[] = [];
  let i = 0;
  while (i < piece.length) {
    const isPair = piece[i] === left && i + 1 < piece.length && piece[i + 1] === right;
    replaced.push(isPair ? id : (piece[i] as number));
    i += isPair ? 2 : 1;
  }
  return replaced;
}
