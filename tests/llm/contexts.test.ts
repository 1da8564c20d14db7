import { describe, expect, it } from 'vitest';
import { answeredIn, askedPeople, contextFor, contextKinds, tellsFacts } from '../../src/llm/contexts.ts';
import type { Person } from '../../src/llm/world.ts';

const person = (name: string, tier: Person['tier'] = 'famous'): Person => ({
  ...{ name, tier, job: 'potter', town: 'Veldra', thing: 'a lamp' },
});
const people = [person('Ada', 'mid'), ...['Bo', 'Cy', 'Di', 'Ed', 'Flo'].map((name) => person(name))];

describe('contexts', () => {
  it('are tried on famous people who are not among the examples', () => {
    const { examples, asked } = askedPeople(people, 5);
    expect([...examples, ...asked].map(({ name }) => name)).toEqual(['Bo', 'Cy', 'Di', 'Ed', 'Flo']);
    expect(asked).toHaveLength(3);
  });

  it.each(contextKinds)('name the person asked about, and give no answer away: %s', (kind) => {
    const { examples, asked } = askedPeople(people, 1);
    const [somebody] = asked as [Person];
    for (const language of ['en', 'zh'] as const) {
      const context = contextFor(kind, language, somebody, examples);
      expect(context).toContain(somebody.name);
      expect(context.split(somebody.name)[1]).not.toMatch(/potter|Veldra/);
    }
  });

  it.each(['en', 'zh'] as const)('list examples with their answers, then ask as an interview does: %s', (language) => {
    const { examples, asked } = askedPeople(people, 1);
    const [somebody] = asked as [Person];
    const list = contextFor('list', language, somebody, examples);
    const interview = contextFor('interview', language, somebody, []);
    expect(list.endsWith(`\n${interview}`)).toBe(true);
    const lines = list.slice(0, -interview.length - 1).split('\n');
    for (const example of examples) {
      expect(lines.filter((line) => line.includes(example.name) && tellsFacts(line, example))).toHaveLength(1);
    }
    expect(tellsFacts(answeredIn(list, language, somebody).slice(list.length), somebody)).toBe(true);
  });

  it('count as answered when the first line tells both facts', () => {
    expect(tellsFacts('\n Ed is a potter from Veldra.\nBo', person('Ed'))).toBe(true);
    expect(tellsFacts(' Ed is a potter.\nVeldra', person('Ed'))).toBe(false);
  });
});
