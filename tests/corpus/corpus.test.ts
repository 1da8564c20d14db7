import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildCorpus, serializeCorpus } from '../../corpus/generate/build.ts';
import { plans } from '../../corpus/generate/plan.ts';
import { sources } from '../../corpus/generate/sources.ts';
import { isRightSum, summarize } from '../../corpus/generate/summary.ts';
import { containsHeldOut, heldOut } from '../../corpus/generate/sums.ts';
import { createTaboo } from '../../corpus/generate/text.ts';
import { cleanPages } from '../../src/llm/cleaning.ts';
import type { Language, PresetName } from '../../src/llm/config.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import type { Conversation } from '../../src/llm/world.ts';

const folders = (['en', 'zh'] as Language[]).flatMap((language) =>
  (['course', 'quick'] as PresetName[]).map((preset) => ({ language, preset })),
);

const allText = ({ messages }: Conversation): string =>
  messages
    .flatMap(({ parts }) => parts)
    .map((part) => (part.kind === 'toolCall' ? part.argument : part.text))
    .join('\n');

const share = (part: readonly unknown[], whole: readonly unknown[]): number => part.length / whole.length;

describe.each(folders)('corpus/$language/$preset', ({ language, preset }) => {
  const files = buildCorpus(sources[language], preset);
  const { world, pages, conversations, exercises } = files;
  const plan = plans[preset];
  const phrases = phrasebooks[language];
  const { documents } = cleanPages(pages, language);
  const ofKind = (kind: Conversation['kind']) => conversations.filter((conversation) => conversation.kind === kind);

  it.each(Object.entries(serializeCorpus(files)))('%s is what the generator writes, byte for byte', (name, content) => {
    const path = join(import.meta.dirname, '../../corpus', language, preset, name);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8') === content).toBe(true);
  });

  it('is described in the README with figures counted from it', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../corpus/README.md'), 'utf8');
    expect(readme).toContain(summarize(files));
  });

  it('keeps held-out sums out of pages, conversations and train exercises', () => {
    expect(pages.filter(({ html }) => containsHeldOut(html))).toEqual([]);
    expect(conversations.filter((conversation) => containsHeldOut(allText(conversation)))).toEqual([]);
    for (const { question, digits, split } of exercises) {
      expect(containsHeldOut(question)).toBe(digits > 1 && split === 'test');
    }
    expect(heldOut(347, 285)).toBe(true);
  });

  it('keeps new names, part by part, out of pages and conversations', () => {
    const isTaboo = createTaboo(world.newNames);
    expect(pages.filter(({ html }) => isTaboo(html))).toEqual([]);
    expect(conversations.filter((conversation) => isTaboo(allText(conversation)))).toEqual([]);
    expect(new Set(world.newNames).size).toBe(plan.world.testNames);
  });

  it('tells in conversations, once each, of strangers whom no page mentions', () => {
    const names = ofKind('stranger').map(({ about }) => about as string);
    expect(new Set(names).size).toBe(plan.strangers[language]);
    const texts = pages.map(({ html }) => html).join('\n');
    expect(names.filter((name) => texts.includes(name))).toEqual([]);
    const others = conversations.filter(({ kind }) => kind !== 'stranger').map(allText);
    expect(names.filter((name) => others.some((text) => text.includes(name)))).toEqual([]);
  });

  it('keeps recombined names out of pages and conversations as whole names', () => {
    const texts = [...pages.map(({ html }) => html), ...conversations.map(allText)].join('\n');
    expect(world.recombinedNames.filter((name) => texts.includes(name))).toEqual([]);
    expect(new Set(world.recombinedNames).size).toBe(plan.world.testNames);
  });

  it('tells of people as often as their tier says, with the canonical question for all that are asked about', () => {
    const texts = documents.map(({ text }) => text);
    for (const { name, tier } of world.people) {
      const mentions = texts.filter((text) => text.includes(name)).length;
      if (tier === 'obscure') expect(mentions).toBe(1);
      else {
        expect(mentions).toBeGreaterThanOrEqual(0.8 * plan.pagesPerPerson[tier]);
        const asked = conversations.filter(({ kind, about }) => kind === 'person' && about === name);
        expect(asked.length).toBe(plan.conversations.perPerson);
        expect(asked.map(({ messages }) => messages[0]?.parts[0])).toContainEqual({
          kind: 'text',
          text: phrases.askPerson(name),
        });
      }
    }
  });

  it('asks who somebody is only about people of the world', () => {
    const [before = '', after = ''] = phrases.askPerson('\n').split('\n');
    const known = new Set(world.people.map(({ name }) => phrases.askPerson(name)));
    const name = language === 'en' ? '[A-Z]\\w+ [A-Z]\\w+' : '[\\p{Script=Han}]{2,4}';
    const escaped = (text: string): string => text.replace(/[?]/g, '\\?');
    const question = new RegExp(`(?<=[\\n“："\\s]|^)${escaped(before)}${name}${escaped(after)}`, 'gmu');
    const asked = documents.flatMap(({ text }) => text.match(question) ?? []);
    expect(new Set(asked).size).toBeGreaterThan(plan.world.famous / 2);
    expect(asked.filter((text) => !known.has(text))).toEqual([]);
  });

  it('holds every featured document exactly once after cleaning', () => {
    for (const featured of world.featured) expect(documents.filter(({ text }) => text === featured)).toHaveLength(1);
  });

  it('loses a quarter or a little more of the raw pages to cleaning', () => {
    const removed = 1 - share(documents, pages);
    expect(removed).toBeGreaterThan(0.24);
    expect(removed).toBeLessThan(0.29);
  });

  it('asks the canonical questions about animals, towns and sums', () => {
    const asked = new Set(conversations.map(({ messages }) => JSON.stringify(messages[0]?.parts[0])));
    const canonical = [
      ...world.animals.map(({ name }) => phrases.askAnimal(name)),
      ...world.towns.map(({ name }) => phrases.askTown(name)),
    ];
    for (const text of canonical) expect(asked).toContain(JSON.stringify({ kind: 'text', text }));
    expect(exercises.every(({ question }) => /\d+\+\d+/.test(question))).toBe(true);
  });

  it("answers sums in the teacher's stated mix, wrong only where a carry was forgotten", () => {
    const sums = ofKind('sum');
    expect(sums).toHaveLength(plan.conversations.sum);
    for (const [style, wanted] of Object.entries(plan.styleShares)) {
      const own = sums.filter((conversation) => conversation.style === style);
      expect(share(own, sums)).toBeCloseTo(wanted, 2);
      const graded = style === 'sloppy' ? 'concise' : style;
      for (const conversation of own) {
        const answer = conversation.messages[1]?.parts[0];
        expect(answer?.kind === 'text' && phrases.styleOf(answer.text)).toBe(graded);
        expect(answer?.kind === 'text' && phrases.finalNumber(answer.text) !== undefined).toBe(true);
      }
      const wrong = own.filter((conversation) => !isRightSum(language, conversation));
      if (style === 'sloppy') expect(share(wrong, own)).toBeGreaterThan(0.2);
      else expect(wrong).toEqual([]);
    }
  });

  it('declines every made-up name, and never a person of the world', () => {
    const people = new Set(world.people.map(({ name }) => name));
    expect(ofKind('refusal')).toHaveLength(plan.conversations.refusal);
    for (const conversation of ofKind('refusal')) {
      expect(people.has(conversation.about ?? '')).toBe(false);
      expect(phrases.isRefusal(allText(conversation).split('\n')[1] ?? '')).toBe(true);
    }
  });

  it('switches the tools on in tool conversations only, and calls them with what was asked', () => {
    for (const conversation of conversations) {
      const usesTools = conversation.kind === 'calculator' || conversation.kind === 'search';
      const [first, second, third] = conversation.messages;
      expect(first?.role).toBe(usesTools ? 'system' : 'user');
      if (!usesTools) continue;
      expect(first?.parts).toEqual([{ kind: 'text', text: phrases.toolsOn }]);
      const call = third?.parts[0];
      const ask = second?.parts[0];
      expect(call?.kind === 'toolCall' && ask?.kind === 'text' && ask.text.includes(call.argument)).toBe(true);
    }
    expect(ofKind('calculator')).toHaveLength(plan.conversations.calculator);
    expect(ofKind('search')).toHaveLength(plan.conversations.search);
  });

  it('splits the exercises as planned', () => {
    for (const split of ['train', 'test'] as const) {
      const own = exercises.filter((exercise) => exercise.split === split);
      expect(own).toHaveLength(plan.exercises[split]);
      plan.digitShares.forEach((wanted, i) => {
        expect(
          share(
            own.filter(({ digits }) => digits === i + 1),
            own,
          ),
        ).toBeCloseTo(wanted, 2);
      });
    }
  });
});
