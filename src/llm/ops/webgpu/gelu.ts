/** GELU in its tanh form and its derivative, element by element. */

import type { Program } from './program.ts';

/** sqrt(2/pi) and twice that: half of 1 + tanh(u) is the logistic function of 2u. */
const twiceRoot = 2 * Math.sqrt(2 / Math.PI);

/** WGSL of gelu(x); `exp` may overflow to infinity, and then the quotient is the 0 that it should be. */
export function geluFunction(type: 'f32' | 'vec4<f32>'): string {
  return `
fn gelu(x: ${type}) -> ${type} {
  return x / (1.0 + exp(-${twiceRoot} * x * (1.0 + 0.044715 * x * x)));
}`;
}

type Width = 1 | 4;
const typeOf = (width: Width) => (width === 4 ? 'vec4<f32>' : 'f32');

export const geluProgram = (width: Width): Program => ({
  reads: { x: typeOf(width) },
  writes: { y: typeOf(width) },
  uniforms: { count: 'u32' },
  workgroupSize: 64,
  declarations: geluFunction(typeOf(width)),
  main: '  if (index < u.count) { y[index] = gelu(x[index]); }',
});

export const geluGradProgram = (width: Width): Program => ({
  reads: { dy: typeOf(width), x: typeOf(width) },
  writes: { dx: typeOf(width) },
  uniforms: { count: 'u32' },
  workgroupSize: 64,
  main: `
  if (index >= u.count) { return; }
  let v = x[index];
  let gate = 1.0 / (1.0 + exp(-${twiceRoot} * v * (1.0 + 0.044715 * v * v)));
  let slope = ${twiceRoot} * (1.0 + 0.134145 * v * v);
  dx[index] = dy[index] * (gate + v * gate * (1.0 - gate) * slope);`,
});

/** x times a number that is on the device. */
export const scaleProgram: Program = {
  reads: { x: 'f32', scale: 'f32' },
  writes: { y: 'f32' },
  uniforms: { count: 'u32' },
  workgroupSize: 64,
  main: '  if (index < u.count) { y[index] = x[index] * scale[0]; }',
};
