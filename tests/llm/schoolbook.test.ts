/** The pages of the picture are pages that the model trains on. */
import { beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../src/llm/random.ts';
import { drawPages } from '../../src/llm/schoolbook.ts';
import type { CorpusFiles } from '../../src/llm/world.ts';
import { microCorpus } from '../fixtures/microCorpus.ts';

let files: CorpusFiles;
beforeAll(() => {
  const corpus = microCorpus();
  const lines = (name: string) => new TextDecoder().decode(corpus[name]).split('\n');
  const parsed = (name: string) => lines(name).map((line) => JSON.parse(line));
  files = {
    world: parsed('world.json')[0],
    pages: [],
    conversations: parsed('conversations.jsonl'),
    exercises: parsed('exercises.jsonl'),
  };
});
const documents = ['A short page.', `The first sentence. The second one${' goes on'.repeat(60)}.`, '好'.repeat(500)];

it('draws a page to read, a sum with its working, and exercises with the answers of the book', () => {
  for (let seed = 0; seed < 50; seed++) {
    const { reading, example, exercises } = drawPages({ documents, files }, createRandom(seed));
    expect(documents.some((document) => document.startsWith(reading.replace(/…$/, '')))).toBe(true);
    expect([...reading].length).toBeLessThanOrEqual(241);
    const taught = files.conversations.find(({ messages }) => {
      const [asked, answered] = messages.map(({ parts }) => parts[0]);
      return (
        asked?.kind === 'text' &&
        asked.text === example?.question &&
        answered?.kind === 'text' &&
        answered.text === example.answer
      );
    });
    expect(['concise', 'verbose']).toContain(taught?.style);
    expect(exercises).toHaveLength(3);
    for (const { question, answer } of exercises) {
      const [a = Number.NaN, b = Number.NaN] = (question.match(/\d+/g) ?? []).map(Number);
      expect(answer).toBe(a + b);
      expect(files.exercises.find((exercise) => exercise.question === question)?.split).toBe('train');
    }
  }
});

it('draws the same for the same seed and others for others; a long page ends with a sentence where it has one', () => {
  const drawn = (seed: number) => JSON.stringify(drawPages({ documents, files }, createRandom(seed)));
  expect(drawn(1)).toBe(drawn(1));
  expect(new Set(Array.from({ length: 20 }, (_, seed) => drawn(seed))).size).toBeGreaterThan(10);
  const readingOf = (document: string) => drawPages({ documents: [document], files }, createRandom(1)).reading;
  expect(readingOf(documents[1] as string)).toBe('The first sentence.');
  expect(readingOf(documents[2] as string)).toBe(`${'好'.repeat(240)}…`);
});

it('does without what a school lacks', () => {
  const bare = { ...files, conversations: [], exercises: [] };
  expect(drawPages({ documents, files: bare }, createRandom(1))).toMatchObject({ exercises: [] });
});
