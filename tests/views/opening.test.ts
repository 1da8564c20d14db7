import { describe, expect, it } from 'vitest';
import { assumedWatts, wattHours } from '../../src/store/energy.ts';
import { gpt2Parameters, llamaParameters, sideOf } from '../../src/views/0-opening/scale.ts';

describe('the scale picture', () => {
  it('is true to scale: areas are as parameters', () => {
    for (const [count, whole] of [
      [300_000, gpt2Parameters],
      [gpt2Parameters, llamaParameters],
      [7, 7],
    ] as const) {
      const side = 300;
      expect(sideOf(count, whole, side) ** 2 / side ** 2).toBeCloseTo(count / whole, 12);
    }
  });
});

describe('the energy of training', () => {
  it('is watts times hours', () => {
    expect(wattHours(3_600_000)).toBe(assumedWatts);
    expect(wattHours(90_000) * 40).toBeCloseTo(assumedWatts);
    expect(wattHours(0)).toBe(0);
  });
});
