/** How a vocabulary was learned, merge by merge, for a lesson to step through; and a stretch of the corpus to watch it on. */
import { countPairs, type PairCount } from './mergeCounts.ts';
import { countPieces, createTokenizer, firstMergeId, type Merge, mayMerge } from './tokenizer.ts';

/** The corpus just before a merge. */
export interface MergeMoment {
  /** Tokens in the whole corpus. */
  tokens: number;
  /** The most frequent pairs, the one that is merged next first. */
  pairs: PairCount[];
}

/**
 * The corpus before each merge, and after the last one. The counting is done again, so that it also fits a tokenizer that came with a
 * checkpoint; a merge that was not the most frequent one in these documents still stands first.
 * @param rivals how many pairs to tell of, beside the merged one
 */
export function mergeHistory(documents: readonly string[], merges: readonly Merge[], rivals: number): MergeMoment[] {
  const { bytes } = createTokenizer(merges);
  const counts = countPairs(countPieces(documents), (left, right) => mayMerge(bytes(left), bytes(right)));
  const moments = merges.map(([left, right], index): MergeMoment => {
    const isMerged = ({ pair }: PairCount): boolean => pair[0] === left && pair[1] === right;
    const leading = counts.top(rivals + 1);
    const merged = leading.find(isMerged) ?? { pair: [left, right], count: counts.countOf(left, right) };
    const others = leading.filter((candidate) => !isMerged(candidate)).slice(0, rivals);
    const moment = { tokens: counts.tokens(), pairs: [merged, ...others] };
    counts.merge(left, right, firstMergeId + index);
    return moment;
  });
  return [...moments, { tokens: counts.tokens(), pairs: counts.top(rivals + 1) }];
}

/** A line break takes as much room on a page as so many characters. */
const lineCharacters = 30;
const roomOf = (document: string): number => document.length + lineCharacters * document.split('\n').length;

/**
 * Some short documents, one below the other: the first that holds each of the things wanted, filled up with the first ones of all as far
 * as `room` (in characters) goes. Documents are not cut, unless all of them are too long.
 */
export function stretchOf(documents: readonly string[], wanted: readonly RegExp[], room: number): string {
  const isShort = (document: string): boolean => roomOf(document) <= room / 2;
  const found = wanted.map((pattern) => documents.find((document) => isShort(document) && pattern.test(document)));
  const chosen = new Set(found.filter((document) => document !== undefined));
  const taken = (): number => [...chosen].reduce((sum, document) => sum + roomOf(document), 0);
  for (const document of documents) {
    if (isShort(document) && taken() + roomOf(document) <= room) chosen.add(document);
    if (taken() > 0.8 * room) break;
  }
  if (chosen.size > 0) return [...chosen].join('\n');
  return [...(documents[0] ?? '').slice(0, 2 * room)].slice(0, room).join('');
}
