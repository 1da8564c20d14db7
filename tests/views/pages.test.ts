/** What the panels of lesson 1.1 compute. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilterName } from '../../src/llm/cleaning.ts';
import { initialMirror } from '../../src/store/mirror.ts';
import type { Recital } from '../../src/store/recitals.ts';
import { differences, type Part } from '../../src/views/1.1-pages/differences.ts';
import { comparedRun, copiesOutcome, outcomeOf } from '../../src/views/1.1-pages/runs.ts';

describe('the differences of two texts', () => {
  const whole = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('');
  const same = (parts: readonly Part[]): string =>
    parts
      .filter(({ isDifferent }) => !isDifferent)
      .map(({ text }) => text)
      .join('');
  const marked = (parts: readonly Part[]): string[] =>
    parts.flatMap(({ text, isDifferent }) => (isDifferent ? [text] : []));

  it('keep both texts whole, and agree on what is not marked', () => {
    const words = fc.array(fc.constantFrom('fox', 'owl', 'lake', '你', '好', '.', '🦊'), { maxLength: 30 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [left, right] = [a.join(' '), b.join(' ')];
        const found = differences(left, right);
        expect(whole(found.left)).toBe(left);
        expect(whole(found.right)).toBe(right);
        expect(same(found.left)).toBe(same(found.right));
      }),
    );
  });

  it('are none between a text and itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => marked(differences(text, text).left).length === 0),
    );
  });

  it('are the words that only one of them has; in Chinese, the characters', () => {
    const found = differences('The fox just went to the old lake.', 'The fox went to the lake again.');
    expect(marked(found.left).map((text) => text.trim())).toEqual(['just', 'old']);
    expect(marked(found.right).map((text) => text.trim())).toEqual(['again']);
    expect(marked(differences('桥上坐着三只狐狸', '桥下坐着两只狐狸').left)).toEqual(['上', '三']);
  });

  it('of two books, too long to compare, are everything between their common beginning and end', () => {
    const book = (word: string): string => `Once ${`${word} `.repeat(3000)}end`;
    const found = differences(book('fox'), book('owl'));
    expect(found.left.map(({ isDifferent }) => isDifferent)).toEqual([false, true, false]);
    expect(whole(found.left)).toBe(book('fox'));
  });
});

describe('the two runs', () => {
  const school = (switchedOff: FilterName[]) =>
    ({ language: 'en', preset: 'quick', seed: 1, reading: { switchedOff, isOwn: false } }) as unknown as NonNullable<
      typeof initialMirror.school
    >;
  const recital = (share: number, switchedOff: FilterName[] = [], change: Partial<Recital> = {}): Recital => ({
    language: 'en',
    preset: 'quick',
    seed: 1,
    reading: { switchedOff, isOwn: false },
    origin: 'trained',
    steps: 100,
    share,
    pages: [],
    ...change,
  });
  const base = { stage: 'base', origin: 'trained', seed: 1, steps: 100, tokens: 1 } as const;
  const stateWith = (change: Partial<typeof initialMirror>) => ({ ...initialMirror, school: school([]), ...change });

  it('stand where the reader left them', () => {
    const untrained = stateWith({});
    expect(comparedRun(untrained, false)).toMatchObject({ step: 'untrained', isHere: true });
    expect(comparedRun(untrained, true)).toMatchObject({ step: 'away', isHere: false });
    const trained = stateWith({ checkpoints: [base] });
    expect(comparedRun(trained, false).step).toBe('unmeasured');
    const measured = stateWith({ checkpoints: [base], recitals: [recital(0.1)] });
    expect(comparedRun(measured, false).step).toBe('known');
    const other = stateWith({ school: school(['duplicate']), recitals: [recital(0.1)] });
    expect(comparedRun(other, false)).toMatchObject({ step: 'known', isHere: false });
    expect(comparedRun(other, true).step).toBe('untrained');
  });

  it('are judged only when they differ in nothing but the copies', () => {
    const outcome = (clean: number, copied: number, change: Partial<Recital> = {}) =>
      copiesOutcome(stateWith({ recitals: [recital(clean), recital(copied, ['duplicate'], change)] }));
    expect(outcome(0.2, 0.7)).toBe(0);
    expect(outcome(0.2, 0.25)).toBe(1);
    expect(outcome(0.7, 0.2)).toBe(2);
    expect(outcome(0.2, 0.7, { seed: 2 })).toBeUndefined();
    expect(outcome(0.2, 0.7, { steps: 50 })).toBeUndefined();
    expect(copiesOutcome(stateWith({ recitals: [recital(0.2)] }))).toBeUndefined();
    expect(outcomeOf(stateWith({ recitals: [recital(0.2), recital(0.7, ['duplicate'], { seed: 2 })] }))?.isFair).toBe(
      false,
    );
  });
});
