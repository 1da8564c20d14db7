/** Rotary positions of a packed qkv matrix. */

import { ropeFrequencies } from '../rope.ts';
import type { Program } from './program.ts';

/** Positions are written as lowCount * high + low: a table of every position would be large, and sines computed here inexact. */
const lowCount = 64;
const highCount = 128;

/** Cosine and sine of every plane's turn (headDim / 2 pairs a row): by 0, 64, 128, … 8128, then by 0, 1, … 63. */
export function ropeTable(headDim: number, base: number): Float32Array<ArrayBuffer> {
  const turns = [
    ...Array.from({ length: highCount }, (_, i) => i * lowCount),
    ...Array.from({ length: lowCount }, (_, i) => i),
  ];
  const angles = turns.flatMap((turn) => ropeFrequencies(headDim, base).map((frequency) => turn * frequency));
  return Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
}

/** An invocation turns one plane of q or k, or copies two numbers of v. */
export const ropeProgram: Program = {
  reads: { qkv: 'f32', positions: 'i32', table: 'vec2<f32>' },
  writes: { rotated: 'f32' },
  /** `sign` -1 turns back. */
  uniforms: { R: 'u32', C: 'u32', half: 'u32', sign: 'f32' },
  workgroupSize: 64,
  main: `
  let planes = 3u * u.C / 2u;
  let row = index / planes;
  if (row >= u.R) { return; }
  let plane = index % planes;
  let start = row * 3u * u.C;
  if (plane >= u.C) {
    let at = start + 2u * plane;
    rotated[at] = qkv[at];
    rotated[at + 1u] = qkv[at + 1u];
    return;
  }
  let i = plane % u.half;
  let at = start + (plane / u.half) * 2u * u.half + i;
  let position = u32(positions[row]);
  let high = table[(position / ${lowCount}u) * u.half + i];
  let low = table[(${highCount}u + position % ${lowCount}u) * u.half + i];
  let cosine = high.x * low.x - high.y * low.y;
  let sine = u.sign * (high.y * low.x + high.x * low.y);
  let first = qkv[at];
  let second = qkv[at + u.half];
  rotated[at] = first * cosine - second * sine;
  rotated[at + u.half] = first * sine + second * cosine;`,
};
