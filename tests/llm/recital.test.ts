import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/llm/config.ts';
import { disposeModel } from '../../src/llm/model.ts';
import { createRandom } from '../../src/llm/random.ts';
import type { Reading } from '../../src/llm/reading.ts';
import { openingOf, openingsOf, type RecitedPage, recite } from '../../src/llm/recital.ts';
import { openSchool, pupilOf, startStage, untrainedModel } from '../../src/llm/school.ts';
import { mean } from '../../src/llm/tasks.ts';
import type { CorpusFiles, RawPage, World } from '../../src/llm/world.ts';
import { useWasm } from '../wasmBackend.ts';

const { quick } = presets;
const few = { steps: 150, batchSize: 8, copybookSteps: 0, copybookRows: 0, evalEverySteps: 1000 };
const reading = { ...quick.pretrain.en, ...few };
const preset = {
  ...quick,
  model: { nLayer: 1, nHead: 2, nEmbd: 32, contextLength: 48, ropeBase: 1000 },
  vocabSize: { en: 320, zh: 320 },
  pretrain: { en: reading, zh: reading },
};

/** Sixty stories, each about somebody of its own; how one goes on cannot be told from the others. */
function corpus(): CorpusFiles {
  const draw = createRandom('stories');
  const one = (words: string): string => draw.pick(words.split(' '));
  const name = (): string =>
    [1, 2, 3]
      .map(() => one('ba do fi lu me ro su ti va'))
      .join('')
      .replace(/^./, (first) => first.toUpperCase());
  const story = (): string =>
    `One day ${name()} the ${one('old young tall quiet')} ${one('fox owl bear hare')} went to the ${one('mill lake hill barn')} ` +
    `and found a ${one('red blue green gold')} ${one('key hat drum boat')} near the ${one('door tree wall well')}. ` +
    `It ${one('sang slept ate laughed')} until the ${one('moon sun rain wind')} came.`;
  const stories = Array.from({ length: 60 }, story);
  const repeated = stories.slice(0, 3).flatMap((text) => Array<string>(12).fill(text));
  const pages = [...stories, ...repeated].map(
    (text, i): RawPage => ({ url: `https://stories.example/${i}`, html: `<p>${text}</p>` }),
  );
  const world = { language: 'en', preset: 'quick', featured: [], featuredCopies: 0 } as Partial<World> as World;
  return { world, pages, conversations: [], exercises: [] };
}

async function recitedAfter(reading: Reading): Promise<RecitedPage[]> {
  const school = openSchool(corpus(), preset, 1, reading);
  const model = untrainedModel(school);
  const run = startStage(school, 'pretrain', model, { taughtPeople: [], refusedPeople: [] });
  for await (const _ of run.reports);
  run.dispose();
  const recited = await recite(school.files, pupilOf(school, model), createRandom(1));
  disposeModel(model);
  return recited;
}

describe('reciting', () => {
  let clean: RecitedPage[];
  let copied: RecitedPage[];
  beforeAll(async () => {
    await useWasm();
    clean = await recitedAfter({ switchedOff: [] });
    copied = await recitedAfter({ switchedOff: ['duplicate'] });
  });
  afterAll(() => {
    clean = copied = [];
  });

  it('asks for the same pages whatever was read: those that the crawl repeats', () => {
    expect(clean.map(({ opening, copies }) => [opening, copies])).toEqual(
      copied.map(({ opening, copies }) => [opening, copies]),
    );
    expect(clean).toHaveLength(3);
    for (const { copies, opening } of clean) {
      expect(copies).toBe(12);
      expect(opening.split(' ')).toHaveLength(7);
    }
  });

  it('counts what agrees from the first character on', () => {
    const stories = corpus().pages.map(({ html }) => html.slice(3, -4));
    for (const { opening, written, shared, share } of [...clean, ...copied]) {
      const page = stories.find(
        (story) =>
          story.startsWith(opening) &&
          story.slice(opening.length, opening.length + shared) === written.slice(0, shared),
      );
      expect(page).toBeDefined();
      const rest = page!.slice(opening.length);
      if (shared < Math.min(rest.length, written.length)) expect(written[shared]).not.toBe(rest[shared]);
      expect(share).toBeCloseTo(shared / Math.min(rest.length, written.length), 10);
    }
  });

  // Seen with seed 1: 11% without the copies, 41% with them.
  it('goes more than twice as far when the copies have been left in', () => {
    const [without, withCopies] = [clean, copied].map((pages) => mean(pages.map(({ share }) => share)));
    expect(withCopies).toBeGreaterThan(2 * (without as number));
    expect(withCopies).toBeGreaterThan((without as number) + 0.2);
  });
});

describe('the opening of a page', () => {
  it('is its first seven words, or fourteen characters where there are no spaces', () => {
    expect(openingOf('a b c d e f g h i')).toBe('a b c d e f g');
    expect(openingOf('从前有一只狐狸住在老磨坊旁边的小屋里')).toBe('从前有一只狐狸住在老磨坊旁边');
  });

  it('is longer where others begin alike, as long as there is something left to write', () => {
    const stories = ['whale named Bean. It ate.', 'crab named Biscuit. It slept.', 'crab named Tuffy. It sang.'].map(
      (end) => `Once upon a time there was a ${end}`,
    );
    expect(openingsOf(stories)).toEqual([
      'Once upon a time there was a whale',
      'Once upon a time there was a crab named Biscuit.',
      'Once upon a time there was a crab named Tuffy.',
    ]);
    expect(openingsOf(['从前有一只狐狸，叫乐乐。一天它睡着了。', '从前有一只狐狸，叫乐乐。一天它醒来了。'])[0]).toBe(
      '从前有一只狐狸，叫乐乐。一天它睡',
    );
    expect(openingsOf(['a b', 'a b'])).toEqual(['a b', 'a b']);
  });
});
