/** The files of corpus/{language}/{preset}/, read and checked. */
import * as v from 'valibot';
import type { Language, PresetName } from '../llm/config.ts';
import { crc32 } from '../llm/crc32.ts';
import { SchoolError } from '../llm/errors.ts';
import type { CorpusFiles } from '../llm/world.ts';
import type { FetchBytes } from './environment.ts';

export interface Corpus {
  files: CorpusFiles;
  /** Changes when any byte of the four files does. */
  fingerprint: string;
}

const maxFileBytes = 20_000_000;
const maxLines = 100_000;

const word = v.pipe(v.string(), v.maxLength(1000));
const words = v.array(word);
const prose = v.pipe(v.string(), v.maxLength(1_000_000));
const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const worldSchema = v.object({
  language: v.picklist(['en', 'zh']),
  preset: v.picklist(['course', 'quick']),
  people: v.pipe(
    v.array(
      v.object({ name: word, tier: v.picklist(['famous', 'mid', 'obscure']), job: word, town: word, thing: word }),
    ),
    v.minLength(1),
  ),
  towns: v.pipe(v.array(v.object({ name: word, kind: word, food: word, sight: word })), v.minLength(1)),
  animals: v.pipe(v.array(v.object({ name: word, kind: word, place: word, food: word })), v.minLength(1)),
  featured: v.array(prose),
  featuredCopies: v.pipe(natural, v.maxValue(1000)),
  newNames: v.pipe(words, v.minLength(1)),
  recombinedNames: words,
});

const pageSchema = v.object({ url: prose, html: prose });

const partSchema = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: prose }),
  v.object({ kind: v.literal('toolCall'), tool: v.picklist(['calculator', 'search']), argument: prose }),
  v.object({ kind: v.literal('toolResult'), text: prose }),
]);

const conversationSchema = v.object({
  kind: v.picklist([
    'person',
    'stranger',
    'refusal',
    'calculator',
    'search',
    'sum',
    'smallTalk',
    'animal',
    'town',
    'story',
  ]),
  about: v.optional(word),
  style: v.optional(v.picklist(['direct', 'concise', 'verbose', 'sloppy'])),
  messages: v.array(v.object({ role: v.picklist(['system', 'user', 'assistant']), parts: v.array(partSchema) })),
});

const exerciseSchema = v.object({
  question: word,
  answer: natural,
  digits: v.pipe(natural, v.minValue(1)),
  split: v.picklist(['train', 'test']),
});

/**
 * @throws SchoolError 'corpusMissing' when a file is not there, 'corpusCorrupt' (with file and line) when one is not what it should be,
 * 'corpusTooSmall' when there are no pages
 */
export async function loadCorpus(fetchBytes: FetchBytes, language: Language, preset: PresetName): Promise<Corpus> {
  const read = async (name: string): Promise<{ name: string; bytes: Uint8Array }> => {
    const bytes = await fetchBytes(`corpus/${language}/${preset}/${name}`);
    if (!bytes) throw new SchoolError('corpusMissing', { file: name });
    if (bytes.length > maxFileBytes) throw new SchoolError('corpusCorrupt', { file: name, bytes: bytes.length });
    return { name, bytes };
  };
  const [world, pages, conversations, exercises] = await Promise.all([
    read('world.json'),
    read('pages.jsonl'),
    read('conversations.jsonl'),
    read('exercises.jsonl'),
  ]);
  const files: CorpusFiles = {
    world: parse(worldSchema, textOf(world.bytes), { file: world.name, line: 1 }),
    pages: parseLines(pageSchema, pages),
    conversations: parseLines(conversationSchema, conversations),
    exercises: parseLines(exerciseSchema, exercises),
  };
  if (files.pages.length === 0) throw new SchoolError('corpusTooSmall', { tokens: 0, needed: 1 });
  const sums = [world, pages, conversations, exercises].map(({ bytes }) => crc32(bytes).toString(16).padStart(8, '0'));
  return { files, fingerprint: sums.join('') };
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function parseLines<Output>(
  schema: v.GenericSchema<unknown, Output>,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Output[] {
  const lines = textOf(bytes).split('\n');
  if (lines.length > maxLines) throw new SchoolError('corpusCorrupt', { file: name, line: maxLines });
  return lines.flatMap((line, i) => (line.trim() === '' ? [] : [parse(schema, line, { file: name, line: i + 1 })]));
}

function parse<Output>(
  schema: v.GenericSchema<unknown, Output>,
  json: string,
  where: { file: string; line: number },
): Output {
  try {
    return v.parse(schema, JSON.parse(json), { abortEarly: true });
  } catch {
    throw new SchoolError('corpusCorrupt', where);
  }
}
