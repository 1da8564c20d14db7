/** One language and preset from its seed to the contents of its four files. */
import type { PresetName } from '../../src/llm/config.ts';
import { createRandom } from '../../src/llm/random.ts';
import type { CorpusFiles } from '../../src/llm/world.ts';
import { buildConversations } from './conversations.ts';
import { buildExercises } from './exercises.ts';
import { buildPages } from './pages.ts';
import { plans } from './plan.ts';
import type { LanguageSource } from './source.ts';

/** Fixed for good: another seed would be another world. */
const seed = 'schoolbook-1';

export function buildCorpus(source: LanguageSource, preset: PresetName): CorpusFiles {
  const rng = createRandom(`${seed}/${source.phrases.language}/${preset}`);
  const plan = plans[preset];
  const sourceWorld = source.buildWorld(preset, plan.world, rng.fork('world'));
  const pages = buildPages(rng.fork('pages'), source, sourceWorld, plan);
  return {
    world: sourceWorld.world,
    pages,
    conversations: buildConversations(rng.fork('conversations'), source, sourceWorld, plan, pages),
    exercises: buildExercises(rng.fork('exercises'), source, plan),
  };
}

/** File name -> content: one JSON object a line, the world indented so that a change of a fact is a change of a line. */
export function serializeCorpus(files: CorpusFiles): Record<string, string> {
  const lines = (items: readonly unknown[]): string => items.map((item) => `${JSON.stringify(item)}\n`).join('');
  return {
    'pages.jsonl': lines(files.pages),
    'world.json': `${JSON.stringify(files.world, null, 1)}\n`,
    'conversations.jsonl': lines(files.conversations),
    'exercises.jsonl': lines(files.exercises),
  };
}
