import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facts, lessonIds } from '../../src/lessons/order.ts';
import { formatKept, type Kept, nothingKept, parseKept } from '../../src/store/memory.ts';

describe('what the page remembers', () => {
  it('is read as it was written', () => {
    const kept: fc.Arbitrary<Kept> = fc.record({
      theme: fc.constantFrom('system', 'light', 'dark'),
      hasShortcuts: fc.boolean(),
      progress: fc.record({ facts: fc.subarray([...facts]), opened: fc.subarray([...lessonIds]) }),
    });
    fc.assert(
      fc.property(kept, (value) => {
        expect(parseKept(formatKept(value))).toEqual(value);
      }),
    );
  });

  it('whatever was kept, only what is known is believed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const { theme, progress } = parseKept(text);
        expect(['system', 'light', 'dark']).toContain(theme);
        expect(progress.facts.every((fact) => facts.includes(fact))).toBe(true);
        expect(progress.opened.every((id) => lessonIds.includes(id))).toBe(true);
      }),
    );
    expect(parseKept('{"theme":"dark","progress":{"facts":["noiseWritten","x"],"opened":["0","9"]}}')).toEqual({
      theme: 'dark',
      hasShortcuts: true,
      progress: { facts: ['noiseWritten'], opened: ['0'] },
    });
    expect(parseKept(undefined)).toEqual(nothingKept);
  });
});
