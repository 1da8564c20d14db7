/** GELU in its tanh form and its derivative, and products element by element. */

import type { Program } from './program.ts';

/** sqrt(2/pi) and twice that: half of 1 + tanh(u) is the logistic function of 2u. */
const twiceRoot = 2 * Math.sqrt(2 / Math.PI);

/** WGSL of gelu and its slope at x; `exp` may overflow to infinity, and then the quotient is the 0 that it should be. */
export function geluFunctions(type: 'f32' | 'vec4<f32>'): string {
  return `
fn geluGate(x: ${type}) -> ${type} {
  return 1.0 / (1.0 + exp(-${twiceRoot} * x * (1.0 + 0.044715 * x * x)));
}
fn geluSlope(x: ${type}, gate: ${type}) -> ${type} {
  return gate + x * gate * (1.0 - gate) * ${twiceRoot} * (1.0 + 0.134145 * x * x);
}`;
}

type Width = 1 | 4;
const typeOf = (width: Width) => (width === 4 ? 'vec4<f32>' : 'f32');

export const timesProgram = (width: Width): Program => ({
  reads: { a: typeOf(width), b: typeOf(width) },
  writes: { y: typeOf(width) },
  uniforms: { count: 'u32' },
  workgroupSize: 64,
  main: '  if (index < u.count) { y[index] = a[index] * b[index]; }',
});

/** x times a number that is on the device. */
export const scaleProgram: Program = {
  reads: { x: 'f32', scale: 'f32' },
  writes: { y: 'f32' },
  uniforms: { count: 'u32' },
  workgroupSize: 64,
  main: '  if (index < u.count) { y[index] = x[index] * scale[0]; }',
};
