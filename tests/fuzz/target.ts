/**
 * A fuzz target: one law that must hold for any input whatever. Each case must end within a second, in a correct result or a typed error. In
 * the tests a target gets 200 cases, by `npm run fuzz` 10,000 (`FUZZ_CASES`), always of the same seed.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ErrorCode, SchoolError } from '../../src/llm/errors.ts';

const cases = Number(process.env.FUZZ_CASES ?? 200);
/** Whether there is time for the largest inputs in every case. */
export const isThorough = cases > 200;
const maxCaseMs = 1000;
const seed = 20260;
/** Runs of the whole target; the default of the tests is too short for ten thousand cases. */
const patienceMs = Math.max(60_000, 100 * cases);

/** @param check throws where the law is broken */
export function target<Input>(
  law: string,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => void | Promise<void>,
): void {
  it(
    `${law} (${cases} cases)`,
    async () => {
      let slowestMs = 0;
      await fc.assert(
        fc.asyncProperty(inputs, async (input) => {
          const startMs = performance.now();
          await check(input);
          const takenMs = performance.now() - startMs;
          slowestMs = Math.max(slowestMs, takenMs);
          expect(takenMs).toBeLessThan(maxCaseMs);
        }),
        { numRuns: cases, seed },
      );
      if (isThorough) console.log(`${law}: ${cases} cases, the slowest ${slowestMs.toFixed(0)} ms`);
    },
    patienceMs,
  );
}

/** The value, or the code of a typed error; any other error is a finding. */
export async function outcomeOf<Value>(run: () => Value | Promise<Value>): Promise<Value | ErrorCode> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SchoolError) return error.code;
    throw error;
  }
}

/** A file with some of its bytes changed, cut, doubled or put elsewhere. */
export function damaged(file: Uint8Array): fc.Arbitrary<Uint8Array> {
  const at = fc.nat(file.length - 1);
  const flips = fc
    .array(fc.tuple(fc.oneof(at, fc.nat(200)), fc.nat(255)), { minLength: 1, maxLength: 8 })
    .map((changes) => {
      const copy = file.slice();
      for (const [index, byte] of changes) copy[index % copy.length] = byte;
      return copy;
    });
  const cut = at.map((end) => file.slice(0, end));
  const spliced = fc.tuple(at, at, fc.uint8Array({ maxLength: 40 })).map(([from, to, between]) => {
    const parts = [file.slice(0, from), between, file.slice(Math.max(0, to - 100), to), file.slice(from)];
    return Uint8Array.from(parts.flatMap((part) => [...part]));
  });
  return fc.oneof(flips, flips, cut, spliced, fc.uint8Array({ maxLength: 300 }));
}

/** Any text, with what parsers stumble over made common. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('\ud800', '\udfff', '\u0000', '\n', '\r\n', '\u0085', '\ufeff', ' ', '  ', '\t', '"', '\\', '%'),
      fc.constantFrom('<|im_end|>', '<|endoftext|>', '<|tool|>', '<|result|>', '<|im_start|><|user|><|im_sep|>', '<|'),
      fc.constantFrom(
        'The fox',
        ' the',
        '12',
        '347+285',
        '今天',
        '狐狸',
        '👩‍👩‍👧',
        "'s",
        '{',
        '}',
        '[',
        '#',
        '?',
        '&',
        '=',
      ),
    ),
    { maxLength: 16 },
  )
  .map((parts) => parts.join(''));
