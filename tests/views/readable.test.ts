import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noCharacter, readable, shortened } from '../../src/views/readable.ts';

test('what a card shows of an answer has no replacement mark, no control character, no half of a character, and ends soon', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(60), (answer, max) => {
      const shown = shortened(answer, max);
      expect(shown).not.toMatch(/[\uFFFD\p{Cc}\p{Cs}]/u);
      expect([...shown].length).toBeLessThanOrEqual(max + 1);
    }),
  );
  expect(shortened('the the\uFFFD\uFFFD\u0001K')).toBe(`the the${noCharacter}K`);
  expect(shortened('one\ntwo')).toBe('one two');
  expect(readable('one\ntwo\uFFFD')).toBe(`one\ntwo${noCharacter}`);
  expect(shortened('🦊🦊🦊', 2)).toBe('🦊🦊…');
});
