/** Counts what corpus/README.md states, from the generated files themselves. */
import { cleanPages } from '../../src/llm/cleaning.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import type { AnswerStyle, Conversation, CorpusFiles } from '../../src/llm/world.ts';
import { serializeCorpus } from './build.ts';

/** What was counted, as label and figure. */
export function countCorpus(files: CorpusFiles): Record<string, string> {
  const { world, pages, conversations, exercises } = files;
  const { documents, verdicts } = cleanPages(pages, world.language);
  const removed = verdicts.filter(({ kept }) => !kept);
  const byFilter = tally(removed, ({ filter }) => filter ?? 'none');
  const hosts = tally(documents, ({ url }) => new URL(url).host.replace(/\d/, ''));
  const documentBytes = new TextEncoder().encode(documents.map(({ text }) => text).join('')).length;
  const sums = conversations.filter(({ kind }) => kind === 'sum');
  const styles = tally(sums, ({ style }) => style ?? 'direct');
  const kinds = tally(conversations, ({ kind }) => kind);
  const tiers = tally(world.people, ({ tier }) => tier);
  const sizes = Object.entries(serializeCorpus(files)).map(
    ([name, content]) => `${name} ${kilobytes(new TextEncoder().encode(content).length)}`,
  );
  return {
    'Files (KB)': sizes.join(', '),
    'People: famous, mid, obscure': `${tiers.famous}, ${tiers.mid}, ${tiers.obscure}`,
    'Towns, animals, featured documents': `${world.towns.length}, ${world.animals.length}, ${world.featured.length}`,
    'New names, recombined names': `${world.newNames.length}, ${world.recombinedNames.length}`,
    'Raw pages': `${pages.length}`,
    'Removed by cleaning': `${removed.length} (${percent(removed.length, pages.length)}): ${list(byFilter)}`,
    Documents: `${documents.length}, ${kilobytes(documentBytes)} KB`,
    'Documents by site': list(hosts),
    'Documents with a masked number or address': `${countMasked(files)}`,
    Conversations: `${conversations.length}: ${list(kinds)}`,
    'Sum answers by style': list(styles),
    "The teacher's sums that are wrong": wrongSums(world.language, sums),
    'Exercises: train, test': `${exercises.filter(({ split }) => split === 'train').length}, ${exercises.filter(({ split }) => split === 'test').length}`,
  };
}

/** The counts as a Markdown table under a heading. */
export function summarize(files: CorpusFiles): string {
  const { language, preset } = files.world;
  const rows = Object.entries(countCorpus(files)).map(([label, figure]) => `| ${label} | ${figure} |`);
  return [`### ${language}/${preset}`, '', '| What | Count |', '|---|---|', ...rows].join('\n');
}

const figures = /(?<=<!-- figures -->\n)[\s\S]*(?=\n<!-- end of figures -->)/;

/** The README with its figures replaced by those of `corpora`. */
export const withFigures = (readme: string, corpora: readonly CorpusFiles[]): string =>
  readme.replace(figures, () => corpora.map(summarize).join('\n\n'));

function tally<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

const list = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)}`;
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}%`;

/** Pages whose text the privacy filter changes. */
function countMasked({ world, pages }: CorpusFiles): number {
  const plain = cleanPages(pages, world.language, { privacy: false }).documents;
  const masked = cleanPages(pages, world.language).documents;
  const texts = new Set(masked.map(({ text }) => text));
  return plain.filter(({ text }) => !texts.has(text)).length;
}

/** The true sum of a question and the number of its answer, from the texts alone. */
export function isRightSum(language: CorpusFiles['world']['language'], { messages }: Conversation): boolean {
  const text = (i: number): string => {
    const part = messages[i]?.parts[0];
    return part?.kind === 'text' ? part.text : '';
  };
  const [, a, b] = /(\d+)\+(\d+)/.exec(text(0)) ?? [];
  return phrasebooks[language].finalNumber(text(1)) === Number(a) + Number(b);
}

function wrongSums(language: CorpusFiles['world']['language'], sums: readonly Conversation[]): string {
  const wrong = sums.filter((conversation) => !isRightSum(language, conversation));
  const bySloppy = wrong.filter(({ style }) => style === ('sloppy' satisfies AnswerStyle)).length;
  return `${wrong.length} of ${sums.length} (${percent(wrong.length, sums.length)}), ${bySloppy} of them sloppy`;
}
