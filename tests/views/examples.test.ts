/** Pure functions that the panels of lessons 2.1 to 2.5 draw from. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WeighedText } from '../../src/engine/protocol.ts';
import { encodeConversation, text } from '../../src/llm/chat.ts';
import type { InterviewAnswer } from '../../src/llm/interview.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { createTokenizer, layOut, specialId, trainTokenizer } from '../../src/llm/tokenizer.ts';
import type { TrialCase } from '../../src/llm/toolTrial.ts';
import type { OpenedSchool } from '../../src/store/mirror.ts';
import { livesIn } from '../../src/views/2.3-inventing/weighed.ts';
import { compare, countOf, overRefused } from '../../src/views/2.4-honesty/compared.ts';
import { tallyOf } from '../../src/views/2.5-tools/tally.ts';
import { piecesOf, rowsOf } from '../../src/views/examples/strip.ts';

const page = layOut('The fox is red. 狐狸是红的。');
const { tokenizer } = trainTokenizer([page, page, page], 300);
const phrases = phrasebooks.en;

describe('a strip of tokens', () => {
  const messages = fc.array(
    fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: fc.string({ unit: 'grapheme' }) }),
    { minLength: 1, maxLength: 4 },
  );

  it('holds every token once, in order, learned where the loss mask says so', () => {
    fc.assert(
      fc.property(messages, (written) => {
        const conversation = {
          messages: written.map(({ role, content }) => text(role as 'user' | 'assistant' | 'system', content)),
        };
        const { tokenIds, lossMask } = encodeConversation(tokenizer, phrases, conversation);
        const pieces = piecesOf(
          tokenizer,
          tokenIds.map((tokenId, i) => ({ tokenId, isLearned: lossMask[i] === 1 })),
        );
        expect(pieces.flatMap((piece) => piece.tokenIds)).toEqual(tokenIds);
        expect(pieces.flatMap((piece) => piece.tokenIds.map(() => (piece.isLearned ? 1 : 0)))).toEqual(lossMask);
        const rows = rowsOf(pieces);
        expect(rows).toHaveLength(written.length);
        expect(rows.flat()).toEqual(pieces);
      }),
    );
  });

  it('draws what is typed like a mark as text, and a torn character as one piece', () => {
    const ids = [...createTokenizer([]).encode('<|im_end|>狐'), specialId('<|im_end|>')];
    const pieces = piecesOf(
      createTokenizer([]),
      ids.map((tokenId) => ({ tokenId, isLearned: true })),
    );
    expect(pieces.at(-1)).toMatchObject({ kind: 'special', text: '<|im_end|>' });
    expect(pieces.slice(0, -1).every(({ kind }) => kind === 'text')).toBe(true);
    expect(pieces.at(-2)).toMatchObject({ text: '狐', tokenIds: ids.slice(-4, -1) });
  });

  it('keeps what a tool said apart', () => {
    const pieces = piecesOf(tokenizer, [
      ...tokenizer.encode('a').map((tokenId) => ({ tokenId, isLearned: true })),
      ...tokenizer.encode('7').map((tokenId) => ({ tokenId, isLearned: false, isFromTool: true })),
    ]);
    expect(pieces.map(({ kind }) => kind)).toEqual(['text', 'tool']);
  });
});

describe('answers with their probabilities', () => {
  const school = { language: 'en', merges: [...tokenizer.merges], preset: 'quick' } as unknown as OpenedSchool;
  const said = (content: string, entropyBits: number): WeighedText => {
    const tokens = tokenizer
      .encode(layOut(content))
      .map((tokenId) => ({ tokenId, label: '', special: false, tool: false, probability: 0.5, entropyBits }));
    return { tokens, logprob: tokens.length * Math.log(0.5), hasEnded: true };
  };

  it('are told apart by what they do, and counted by what they say', () => {
    const drawn = [
      said('Orson is a baker from Veldra.', 1),
      said('I have never heard of him.', 3),
      said('Orson is a baker from Veldra.', 1),
    ];
    const { lives, distinct } = livesIn(school, { drawn });
    expect(lives.map(({ verdict }) => verdict)).toEqual(['life', 'declined', 'life']);
    expect(distinct).toBe(2);
  });

  it('have the entropy of all their tokens on average; a torn character has that of its parts together', () => {
    const drawn = [said('fox', 2), said('橙', 4)];
    const { meanBits, lives } = livesIn(school, { drawn });
    const tokens = drawn.flatMap((written) => written.tokens);
    expect(meanBits).toBeCloseTo(tokens.reduce((sum, { entropyBits }) => sum + entropyBits, 0) / tokens.length);
    const last = lives[1]!.glyphs.at(-1)!;
    expect(last.text).toBe('橙');
    expect(last.entropyBits).toBe(4 * 3);
    expect(last.probability).toBeCloseTo(0.5 ** 3);
  });
});

describe('before and after', () => {
  const answer = (name: string, group: InterviewAnswer['group'], outcome: InterviewAnswer['outcome']) => ({
    ...{ name, group, outcome, text: '' },
  });
  const before = {
    answers: [
      answer('A', 'famous', 'right'),
      answer('B', 'famous', 'right'),
      answer('C', 'obscure', 'invented'),
      answer('D', 'stranger', 'invented'),
    ],
    declined: [],
  };
  const after = {
    answers: [
      answer('A', 'famous', 'right'),
      answer('B', 'famous', 'refused'),
      answer('C', 'obscure', 'refused'),
      answer('D', 'stranger', 'refused'),
    ],
    declined: ['C'],
  };

  it('leave out whom the examples declined, on both sides', () => {
    const compared = compare(before, after);
    expect(countOf(compared.before, 'obscure').total).toBe(0);
    expect(countOf(compared.after, 'obscure').total).toBe(0);
    expect(countOf(compared.after, 'famous')).toEqual({
      total: 2,
      of: { right: 1, refused: 1, invented: 0, other: 0 },
    });
  });

  it('count as over-refusal only who was answered rightly before', () => {
    expect(overRefused(compare(before, after))).toEqual({ known: 2, refused: 1 });
    expect(overRefused(compare(undefined, after))).toBeUndefined();
  });
});

describe('a tally', () => {
  it('counts the kinds asked for, with an interval around the share', () => {
    const tried = (kind: TrialCase['kind'], isRight: boolean): TrialCase => ({
      ...{ kind, question: '' },
      without: { answer: '', isRight: false },
      with: { parts: [], isRight, hasCalled: true },
    });
    const cases = [tried('sum', true), tried('sum', false), tried('longSum', true), tried('nobody', false)];
    const tally = tallyOf(cases, ['sum', 'longSum'], 'with');
    expect(tally).toMatchObject({ total: 3, right: 2 });
    expect(tally.low).toBeLessThan(tally.share);
    expect(tally.high).toBeGreaterThan(tally.share);
    expect(tallyOf(cases, ['person'], 'with')).toMatchObject({ total: 0, right: 0, share: 0 });
  });
});
