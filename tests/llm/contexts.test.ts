import { describe, expect, it } from 'vitest';
import { askedPeople, contextFor, contextKinds, tellsFacts } from '../../src/llm/contexts.ts';
import type { Person } from '../../src/llm/world.ts';

const person = (name: string, tier: Person['tier'] = 'famous'): Person => ({
  ...{ name, tier, job: 'potter', town: 'Veldra', thing: 'a lamp' },
});
const people = [person('Ada', 'mid'), ...['Bo', 'Cy', 'Di', 'Ed', 'Flo'].map((name) => person(name))];

describe('contexts', () => {
  it('are tried on famous people who are not among the examples', () => {
    const { examples, asked } = askedPeople(people, 5);
    expect([...examples, ...asked].map(({ name }) => name)).toEqual(['Bo', 'Cy', 'Di', 'Ed', 'Flo']);
    expect(asked).toHaveLength(2);
  });

  it.each(contextKinds)('name the person asked about, and give no answer away: %s', (kind) => {
    const { examples, asked } = askedPeople(people, 1);
    for (const language of ['en', 'zh'] as const) {
      const context = contextFor(kind, language, asked[0] as Person, examples);
      expect(context).toContain('Ed');
      expect(context.split('Ed')[1]).not.toMatch(/potter|Veldra/);
    }
  });

  it('count as answered when the first line tells both facts', () => {
    expect(tellsFacts('\n Ed is a potter from Veldra.\nBo', person('Ed'))).toBe(true);
    expect(tellsFacts(' Ed is a potter.\nVeldra', person('Ed'))).toBe(false);
  });
});
