import { describe, expect, it } from 'vitest';
import { text } from '../../src/llm/chat.ts';
import { demonstrations, shareRight } from '../../src/llm/demonstrations.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import type { AnswerStyle, Conversation } from '../../src/llm/world.ts';

const { en, zh } = phrasebooks;
const sum = (question: string, answer: string, style?: AnswerStyle): Conversation => ({
  kind: 'sum',
  ...(style && { style }),
  messages: [text('user', question), text('assistant', answer)],
});

describe('what the teacher shows', () => {
  it('is counted by style, right and wrong', () => {
    const shown = demonstrations(
      [
        sum(en.askSum(7, 5), '12.', 'direct'),
        sum(en.askSum(7, 5), '13.', 'direct'),
        sum(en.askSum(17, 5), '7+5=12 1+0+1=2 so 22.', 'concise'),
        sum(en.askSum(17, 5), '7+5=12 1+0=1 so 12.', 'sloppy'),
        { kind: 'smallTalk', messages: [text('user', 'What is 1+1?'), text('assistant', '2.')] },
      ],
      en,
    );
    expect(shown).toEqual({
      direct: { count: 2, right: 1 },
      concise: { count: 1, right: 1 },
      verbose: { count: 0, right: 0 },
      sloppy: { count: 1, right: 0 },
    });
    expect(shareRight(shown)).toBe(0.5);
    expect(shareRight(demonstrations([], en))).toBeUndefined();
  });
});

describe('a sum worked out in short', () => {
  it.each([en, zh])('is read as it is written', (phrases) => {
    const columns = ['7+5=12', '4+8+1=13', '3+2+1=6'];
    const written = phrases.worked(columns, 632);
    expect(phrases.columnsOf(written)).toEqual(columns);
    expect(phrases.finalNumber(written)).toBe(632);
    expect(phrases.styleOf(written)).toBe('concise');
    for (const other of ['632.', '632。', 'Step by step. Ones: 7+5=12 carry 1.']) {
      expect(phrases.columnsOf(other)).toBeUndefined();
    }
  });
});
