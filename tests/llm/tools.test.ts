import { describe, expect, it } from 'vitest';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { runTool, search } from '../../src/llm/tools.ts';

const library = [
  'Mara Lindow is a baker from Veldra. She is known for a kite.',
  'Q: Who is Mara Lindow?\nA: Mara Lindow is a baker from Veldra.',
  'Mara Lindow was born in Veldra. Otto Pike is a pilot from Dunmere.',
  'Is Hugo Nash here? No.',
];

describe('search', () => {
  it('finds the statement that stands there most often', () => {
    expect(search(library, 'Mara Lindow')).toBe('Mara Lindow is a baker from Veldra.');
    expect(search(library, ' Otto Pike ')).toBe('Otto Pike is a pilot from Dunmere.');
  });

  it('finds no questions, and nothing for nobody', () => {
    expect(search(library, 'Hugo Nash')).toBeUndefined();
    expect(search(library, 'Orson Kovacs')).toBeUndefined();
    expect(search(library, '  ')).toBeUndefined();
  });
});

describe('runTool', () => {
  const calculate = (argument: string) =>
    runTool(phrasebooks.en, [], { kind: 'toolCall', tool: 'calculator', argument });

  it('adds whole numbers', () => {
    expect(calculate('9461+7894')).toBe('17355');
    expect(calculate(' 1 + 2 ')).toBe('3');
    expect(calculate('999999999999999+1')).toBe('1000000000000000');
  });

  it.each(['', '1+', '1+2+3', '1-2', 'alert(1)', '1e9+1', '9999999999999999+1'])('has no result for %j', (argument) => {
    expect(calculate(argument)).toBe(phrasebooks.en.noResult);
  });

  it('searches the library', () => {
    const call = { kind: 'toolCall', tool: 'search', argument: '青石' } as const;
    expect(runTool(phrasebooks.zh, ['青石是云海城的画家。青石爱画画。'], call)).toBe('青石是云海城的画家。');
    expect(runTool(phrasebooks.zh, [], call)).toBe(phrasebooks.zh.noResult);
  });
});
