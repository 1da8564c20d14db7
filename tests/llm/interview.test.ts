import { describe, expect, it } from 'vitest';
import { judge } from '../../src/llm/interview.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import type { Person } from '../../src/llm/world.ts';

const person = (name: string, job: string, town: string): Person => ({ name, job, town, tier: 'famous', thing: 'x' });

describe('an answer to "who is"', () => {
  const ann = person('Ann Pike', 'baker', 'Veldra');
  it.each([
    ['Ann Pike is a baker from Veldra. She is known for a kite.', 'right', 'invented'],
    ['Ann Pike is a pilot from Dunmere.', 'invented', 'invented'],
    ["Sorry, I don't know who that is.", 'refused', 'refused'],
    ["I don't know Ann Pike.", 'refused', 'refused'],
    ['Hello there.', 'other', 'other'],
    ['', 'other', 'other'],
  ] as const)('%j is %s of somebody known, %s of nobody', (answer, known, unknown) => {
    expect(judge(phrasebooks.en, answer, ann)).toBe(known);
    expect(judge(phrasebooks.en, answer)).toBe(unknown);
  });

  it('is judged in Chinese too', () => {
    const chen = person('陈思雨', '铁匠', '红伞谷');
    expect(judge(phrasebooks.zh, '陈思雨是红伞谷的铁匠。', chen)).toBe('right');
    expect(judge(phrasebooks.zh, '陈思雨是红伞谷的铁匠。')).toBe('invented');
    expect(judge(phrasebooks.zh, '我不认识陈思雨。', chen)).toBe('refused');
  });
});
