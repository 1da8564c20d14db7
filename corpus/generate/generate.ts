/**
 * Writes the corpus. Usage:
 *   npx tsx corpus/generate/generate.ts [--language en|zh|all] [--preset course|quick|all] [--check] [--summary]
 * --check writes nothing and fails when a committed file differs from what would be written; --summary prints what was counted.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language, PresetName } from '../../src/llm/config.ts';
import { buildCorpus, serializeCorpus } from './build.ts';
import { sources } from './sources.ts';
import { summarize } from './summary.ts';

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

for (const language of languages) {
  for (const preset of presetNames) {
    const files = buildCorpus(sources[language], preset);
    const folder = join(root, language, preset);
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(serializeCorpus(files))) {
      const path = join(folder, name);
      if (!values.check) writeFileSync(path, content);
      else if (!existsSync(path) || readFileSync(path, 'utf8') !== content) {
        differs = true;
        console.error(`differs: ${language}/${preset}/${name}`);
      }
    }
    if (values.summary) console.log(`## ${language} ${preset}\n\n${summarize(files)}\n`);
  }
}
if (differs) process.exitCode = 1;
