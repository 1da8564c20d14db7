import { describe, expect, it } from 'vitest';
import { gatesOf } from '../../src/llm/gates.ts';
import type { ReportCard, SumScores } from '../../src/llm/reports.ts';

const sums = (change: Partial<SumScores>): SumScores => ({
  ...{ greedy: 0.4, sampled: 0.3, byDigits: [], showsWork: 0.5, verbose: 0.1, meanTokens: 12, byStyle: {} },
  ...change,
});
const people: ReportCard['people'] = {
  ...{ famous: 1, famousUnseen: 0.9, mid: 0.7, obscure: 0.1 },
  newNames: { refused: 1, invented: 0, otherName: 0, refusalNamesRight: 1 },
  recombined: { refused: 0.1, invented: 0.9 },
};
const honest: ReportCard = { stage: 'honest', people, answers: [], sums: sums({}) };
const verdicts = (cards: ReportCard[], ...controls: Parameters<typeof gatesOf>[1] & object[]) =>
  Object.fromEntries(gatesOf(cards, controls).map(({ name, stage, passed }) => [`${stage}: ${name}`, passed]));

describe('gates', () => {
  it('fail where a figure is missing', () => {
    expect(verdicts([honest])['honest: calculator, 4 digits']).toBe(false);
    expect(verdicts([honest])['honest: search used']).toBe(false);
  });

  it('hold a refusal that names somebody to the name asked about', () => {
    const naming = (refusalNamesRight: number) => {
      const newNames = { ...people.newNames, refusalNamesRight };
      return verdicts([{ ...honest, people: { ...people, newNames } }])['honest: refusals naming the person asked'];
    };
    expect([naming(0.94), naming(0.96)]).toEqual([false, true]);
  });

  it('want an assistant that makes lives up, or the lesson about that shows nothing', () => {
    const inventing = (invented: number) =>
      verdicts([{ ...honest, stage: 'assistant', people: { ...people, newNames: { ...people.newNames, invented } } }]);
    expect([0.06, 0.98].map((share) => inventing(share)['assistant: lives made up for new names'])).toEqual([
      false,
      true,
    ]);
  });

  it('pass a figure that is at the bound', () => {
    const refusing = (refused: number) => ({ ...people, newNames: { ...people.newNames, refused } });
    const reasoner = (refused: number): ReportCard => ({ ...honest, stage: 'reasoner', people: refusing(refused) });
    const lost = (refused: number) =>
      verdicts([{ ...honest, people: refusing(0.9875) }, reasoner(refused)])['reasoner: refusals lost'];
    expect([lost(0.8875), lost(0.875)]).toEqual([true, false]);
  });

  it('let a coin teach nothing, and the verbose way live where length costs nothing', () => {
    const coin = (sampled: number) =>
      verdicts([honest], { name: 'coinFlip', sums: sums({ sampled }) })[
        'reasoner: control, paid by a coin: sums gained'
      ];
    expect([coin(0.3), coin(0.34), coin(0.4)]).toEqual([true, true, false]);
    const free = (verbose: number) =>
      verdicts([honest], { name: 'noLengthPenalty', sums: sums({ verbose }) })[
        'reasoner: control, length not priced: verbose working'
      ];
    expect([free(0.56), free(0.02)]).toEqual([true, false]);
  });
});
