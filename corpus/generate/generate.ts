/**
 * Writes the corpus. Usage:
 *   npx tsx corpus/generate/generate.ts [--language en|zh|all] [--preset course|quick|all] [--check] [--summary]
 * --check writes nothing and fails when a committed file differs from what would be written; --summary prints what was counted. When
 * everything is generated, the figures in corpus/README.md are counted anew.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language, PresetName } from '../../src/llm/config.ts';
import type { CorpusFiles } from '../../src/llm/world.ts';
import { buildCorpus, serializeCorpus } from './build.ts';
import { sources } from './sources.ts';
import { summarize, withFigures } from './summary.ts';

const { values } = parseArgs({
  options: {
    language: { type: 'string', default: 'all' },
    preset: { type: 'string', default: 'all' },
    check: { type: 'boolean', default: false },
    summary: { type: 'boolean', default: false },
  },
});

/** The chosen one of the names, or all of them. */
function chosen<T extends string>(option: string, value: string, names: readonly T[]): readonly T[] {
  if (value === 'all') return names;
  const name = names.find((candidate) => candidate === value);
  if (!name) throw new Error(`--${option} ${value}: one of ${names.join(', ')}, all`);
  return [name];
}

const root = join(import.meta.dirname, '..');
const languages = chosen('language', values.language, Object.keys(sources) as Language[]);
const presetNames = chosen('preset', values.preset, ['course', 'quick'] satisfies PresetName[]);
let differs = false;

/** Writes a file of corpus/, or compares it. */
function put(path: string, content: string): void {
  const file = join(root, path);
  if (!values.check) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== content) {
    differs = true;
    console.error(`differs: corpus/${path}`);
  }
}

const corpora: CorpusFiles[] = [];
for (const language of languages) {
  for (const preset of presetNames) {
    const files = buildCorpus(sources[language], preset);
    corpora.push(files);
    for (const [name, content] of Object.entries(serializeCorpus(files))) put(`${language}/${preset}/${name}`, content);
    if (values.summary) console.log(`${summarize(files)}\n`);
  }
}
if (values.language === 'all' && values.preset === 'all') {
  put('README.md', withFigures(readFileSync(join(root, 'README.md'), 'utf8'), corpora));
}
if (differs) process.exitCode = 1;
