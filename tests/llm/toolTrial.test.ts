import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/llm/config.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { createRandom } from '../../src/llm/random.ts';
import { drawTrial, trialKinds } from '../../src/llm/toolTrial.ts';
import type { Conversation, CorpusFiles, Exercise, World } from '../../src/llm/world.ts';

function schoolOf(language: 'en' | 'zh') {
  const read = (name: string): string =>
    readFileSync(new URL(`../../corpus/${language}/quick/${name}`, import.meta.url), 'utf8').trim();
  const lines = <Item>(name: string): Item[] =>
    read(name)
      .split('\n')
      .map((line) => JSON.parse(line));
  const files: CorpusFiles = {
    world: JSON.parse(read('world.json')) as World,
    pages: [],
    conversations: lines<Conversation>('conversations.jsonl'),
    exercises: lines<Exercise>('exercises.jsonl'),
  };
  return { files, phrases: phrasebooks[language], preset: presets.quick } as never as Parameters<typeof drawTrial>[0];
}

describe.each(['en', 'zh'] as const)('a trial in %s', (language) => {
  const school = schoolOf(language);
  const questions = drawTrial(school, 20, createRandom(1));
  const { files, phrases } = school;

  it('asks as many of each kind as there are, in turn, and nothing that an example asks', () => {
    const obscure = files.world.people.filter(({ tier }) => tier === 'obscure').length;
    const counts = trialKinds.map((kind) => questions.filter((question) => question.kind === kind).length);
    expect(counts).toEqual([20, 20, Math.min(20, obscure), 20]);
    expect(questions.slice(0, 4).map(({ kind }) => kind)).toEqual(trialKinds);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(questions.length);
    const taught = new Set(
      files.conversations.map(({ messages }) => JSON.stringify(messages.map(({ parts }) => parts[0]))),
    );
    for (const { question } of questions) {
      expect(
        [...taught].some((said) => said.includes(`"${question}"`)),
        question,
      ).toBe(false);
    }
  });

  it('is the same for the same seed', () => {
    const again = drawTrial(school, 20, createRandom(1));
    expect(again.map(({ question }) => question)).toEqual(questions.map(({ question }) => question));
  });

  it('takes a sum however it is said, and no other number', () => {
    for (const { kind, question, isRight } of questions) {
      if (kind !== 'sum' && kind !== 'longSum') continue;
      const [a, b] = question.match(/\d+/g)!.map(Number) as [number, number];
      const stop = language === 'en' ? '.' : '。';
      expect(isRight(`${a + b}${stop}`)).toBe(true);
      expect(isRight(`1+1=2 so ${a + b}${stop}`)).toBe(true);
      expect(isRight(`1${a + b}${stop}`)).toBe(false);
      expect(isRight(`${a + b}0${stop}`)).toBe(false);
      expect(isRight(`${a + b}, no, ${a}${stop}`)).toBe(false);
      expect(String(a)).toHaveLength(kind === 'longSum' ? 4 : String(a).length);
    }
  });

  it('wants the facts of people, and of nobody a word of not knowing', () => {
    const person = questions.find(({ kind }) => kind === 'person')!;
    const facts = files.world.people.find(({ name }) => person.question.includes(name))!;
    expect(person.isRight(phrases.statement(facts))).toBe(true);
    expect(person.isRight(phrases.refusals[0]!)).toBe(false);
    const nobody = questions.find(({ kind }) => kind === 'nobody')!;
    expect(nobody.isRight(phrases.refusals[0]!)).toBe(true);
    expect(nobody.isRight(phrases.statement({ ...facts, name: files.world.newNames[0]! }))).toBe(false);
  });
});
