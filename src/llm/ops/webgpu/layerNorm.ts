/** LayerNorm and its gradient. */

import type { DeviceKind, Lanes } from './lanes.ts';
import type { Program } from './program.ts';

/** Rows whose gain gradients one workgroup (in software: one invocation) adds up; the sums are then added by `columnSum`. */
export const rowsInBlock = 16;

/** y (R, C), and of each row the mean and the reciprocal of the deviation (R, 2). */
export const layerNormProgram = ({ workgroupSize, row, first, stride, reductions }: Lanes): Program => ({
  reads: { x: 'f32', gain: 'f32' },
  writes: { y: 'f32', statistics: 'f32' },
  uniforms: { R: 'u32', C: 'u32', epsilon: 'f32' },
  workgroupSize,
  declarations: reductions,
  main: `
  let row = ${row};
  if (row >= u.R) { return; }
  let start = row * u.C;
  var sum = 0.0;
  for (var c = ${first}; c < u.C; c += ${stride}) { sum += x[start + c]; }
  let mean = laneSum(sum, lane) / f32(u.C);
  var squares = 0.0;
  for (var c = ${first}; c < u.C; c += ${stride}) {
    let centered = x[start + c] - mean;
    squares += centered * centered;
  }
  let scale = inverseSqrt(laneSum(squares, lane) / f32(u.C) + u.epsilon);
  for (var c = ${first}; c < u.C; c += ${stride}) { y[start + c] = (x[start + c] - mean) * scale * gain[c]; }
  if (${first} == 0u) {
    statistics[2u * row] = mean;
    statistics[2u * row + 1u] = scale;
  }`,
});

/** dx (R, C), and the gain's gradient of each block of rows (blocks, C). */
export const layerNormGradProgram = ({ workgroupSize, row, first, stride, reductions }: Lanes): Program => ({
  reads: { dy: 'f32', x: 'f32', gain: 'f32', statistics: 'f32' },
  writes: { dx: 'f32', dGain: 'f32' },
  uniforms: { R: 'u32', C: 'u32' },
  workgroupSize,
  declarations: reductions,
  main: `
  let block = ${row};
  let end = min(u.R, (block + 1u) * ${rowsInBlock}u);
  for (var row = block * ${rowsInBlock}u; row < end; row++) {
    let start = row * u.C;
    let mean = statistics[2u * row];
    let scale = statistics[2u * row + 1u];
    var sum = 0.0;
    var sumAlong = 0.0;
    for (var c = ${first}; c < u.C; c += ${stride}) {
      let normed = (x[start + c] - mean) * scale;
      let own = dy[start + c];
      let at = block * u.C + c;
      dGain[at] = select(dGain[at], 0.0, row % ${rowsInBlock}u == 0u) + own * normed;
      sum += own * gain[c];
      sumAlong += own * gain[c] * normed;
    }
    let dMean = laneSum(sum, lane) / f32(u.C);
    let dAlong = laneSum(sumAlong, lane) / f32(u.C);
    for (var c = ${first}; c < u.C; c += ${stride}) {
      let normed = (x[start + c] - mean) * scale;
      dx[start + c] = scale * (dy[start + c] * gain[c] - dMean - normed * dAlong);
    }
  }`,
});

/** Sums of the columns of x (R, C). On hardware 16 columns a workgroup, 16 invocations a column. */
export function columnSumProgram(kind: DeviceKind): Program {
  const frame = { reads: { x: 'f32' }, writes: { sums: 'f32' }, uniforms: { R: 'u32', C: 'u32' } } as const;
  if (kind === 'software') {
    return {
      ...frame,
      workgroupSize: columnsAtOnce,
      main: `
  if (index >= u.C) { return; }
  var sum = 0.0;
  for (var row = 0u; row < u.R; row++) { sum += x[row * u.C + index]; }
  sums[index] = sum;`,
    };
  }
  return {
    ...frame,
    workgroupSize: columnsAtOnce * 16,
    declarations: `var<workgroup> parts: array<f32, ${columnsAtOnce * 16}>;`,
    main: `
  let column = group * ${columnsAtOnce}u + lane % ${columnsAtOnce}u;
  var part = 0.0;
  if (column < u.C) {
    for (var row = lane / ${columnsAtOnce}u; row < u.R; row += 16u) { part += x[row * u.C + column]; }
  }
  parts[lane] = part;
  workgroupBarrier();
  if (lane >= ${columnsAtOnce}u || column >= u.C) { return; }
  var sum = 0.0;
  for (var i = lane; i < ${columnsAtOnce * 16}u; i += ${columnsAtOnce}u) { sum += parts[i]; }
  sums[column] = sum;`,
  };
}
export const columnsAtOnce = 16;
