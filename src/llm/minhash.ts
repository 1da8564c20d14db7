/**
 * Finds pages that say the same as an earlier page: equal ones, and near-duplicates by MinHash (Broder 1997, "On the resemblance and
 * containment of documents") with locality-sensitive hashing. Two pages are near-duplicates when
 *  1. their facts, the numbers and the capitalized words in order, are equal: 347+285 is not 347+286, and Mara Holt is not Nora Holt;
 *  2. at least 90% of their 5-character shingles are shared, once small words ("the", "very", "的") and punctuation are out.
 * MinHash only proposes pairs; every pair is verified on the shingles themselves.
 */
import { contentText, isSmallWord } from './words.ts';

export interface Duplicate {
  /** The earlier, kept text. */
  of: number;
  isExact: boolean;
}

const shingleLength = 5;
const hashCount = 64;
/** 8 bands of 8 hashes: a pair with 90% in common meets in a band in 99 cases of 100, one with 50% in 3. */
const rowsPerBand = 8;
const minJaccard = 0.9;
/** The estimate from 64 hashes is off by 4 points on average; only pairs clearly below are spared the verification. */
const minEstimate = 0.78;
/** Bounds the work on hostile input, where thousands of pages meet in one bucket. */
const maxCandidates = 64;

export interface Fingerprint {
  /** Texts of which this is the same are equal. */
  normalized: string;
  signature: Uint32Array;
  /** Different shingle hashes, ascending. */
  shingles: Uint32Array;
  /** The buckets in which it meets its like, one a band. */
  keys: readonly number[];
}

function fingerprintOf(text: string): Fingerprint {
  const shingles = shinglesOf(contentText(text));
  const signature = signatureOf(shingles);
  const normalized = text.toLowerCase().replace(/\s+/g, ' ').trim();
  return { normalized, signature, shingles, keys: bandKeys(signature, factsHash(text)) };
}

/**
 * For each text, the earlier text that it repeats, if any. Only texts that are kept count as earlier.
 * @param known fingerprints of texts met before, by text; those that are made here are added
 */
export function findDuplicates(
  texts: readonly string[],
  known: Map<string, Fingerprint> = new Map(),
): (Duplicate | undefined)[] {
  const exact = new Map<string, number>();
  const buckets = new Map<number, number[]>();
  const fingerprints = new Map<number, Fingerprint>();
  return texts.map((text, index) => {
    const print = known.get(text) ?? fingerprintOf(text);
    known.set(text, print);
    const same = exact.get(print.normalized);
    if (same !== undefined) return { of: same, isExact: true };
    const near = nearest(print, buckets, fingerprints);
    if (near !== undefined) return { of: near, isExact: false };
    exact.set(print.normalized, index);
    fingerprints.set(index, print);
    for (const key of print.keys) {
      const bucket = buckets.get(key);
      if (!bucket) buckets.set(key, [index]);
      else if (bucket.length < maxCandidates) bucket.push(index);
    }
    return undefined;
  });
}

function nearest(
  print: Fingerprint,
  buckets: ReadonlyMap<number, number[]>,
  fingerprints: ReadonlyMap<number, Fingerprint>,
): number | undefined {
  const seen = new Set<number>();
  for (const key of print.keys) {
    for (const candidate of buckets.get(key) ?? []) {
      if (seen.has(candidate)) continue;
      seen.add(candidate);
      const other = fingerprints.get(candidate) as Fingerprint;
      if (estimate(print.signature, other.signature) < minEstimate) continue;
      if (jaccard(print.shingles, other.shingles) >= minJaccard) return candidate;
    }
  }
  return undefined;
}

/** The share of equal minima estimates the share of common shingles. */
function estimate(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let i = 0; i < hashCount; i++) if (a[i] === b[i]) equal++;
  return equal / hashCount;
}

/** How much two texts say the same: the share of their shingles, once small words are out, that both have. */
export const resemblance = (a: string, b: string): number =>
  jaccard(shinglesOf(contentText(a)), shinglesOf(contentText(b)));

/** Common members over all members of two ascending lists. Two empty texts are equal. */
function jaccard(a: Uint32Array, b: Uint32Array): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] as number;
    const right = b[j] as number;
    if (left === right) common++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  const all = a.length + b.length - common;
  return all === 0 ? 1 : common / all;
}

function shinglesOf(text: string): Uint32Array {
  const hashes = new Set<number>();
  for (let start = 0; start === 0 || start + shingleLength <= text.length; start++) {
    let hash = 0;
    for (let i = start; i < Math.min(start + shingleLength, text.length); i++) hash = mix(hash, text.charCodeAt(i));
    hashes.add(hash);
  }
  return Uint32Array.from(hashes).sort();
}

/** For each of 64 hash functions, the smallest value over all shingles. */
function signatureOf(shingles: Uint32Array): Uint32Array {
  const signature = new Uint32Array(hashCount).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let i = 0; i < hashCount; i++) {
      const hash = mix(shingle, i + 1);
      if (hash < (signature[i] as number)) signature[i] = hash;
    }
  }
  return signature;
}

/** One bucket a band. The facts are part of the key, so pages with other facts never meet. */
function bandKeys(signature: Uint32Array, facts: number): number[] {
  return Array.from({ length: hashCount / rowsPerBand }, (_, band) => {
    let high = mix(facts, band);
    let low = mix(band, facts);
    for (let row = 0; row < rowsPerBand; row++) {
      const value = signature[band * rowsPerBand + row] as number;
      high = mix(high, value);
      low = mix(low, value ^ 0x5bd1e995);
    }
    return (high & 0x1fffff) * 4294967296 + low; // 53 bits
  });
}

/** A hash of the numbers and the capitalized words, in order. */
function factsHash(text: string): number {
  let hash = 0;
  for (const [word] of text.matchAll(/[0-9]+|\p{Lu}[\p{L}\p{M}]*/gu)) {
    if (isSmallWord(word.toLowerCase())) continue;
    for (let i = 0; i < word.length; i++) hash = mix(hash, word.charCodeAt(i));
    hash = mix(hash, 32);
  }
  return hash;
}

/** Folds a number into a 32-bit hash (the finalizer of MurmurHash3). */
function mix(hash: number, value: number): number {
  let h = (Math.imul(hash, 0x9e3779b1) + value + 0x7f4a7c15) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
