/**
 * Who may import whom: the doors of the house, enforced. An import is found by its line (`import … from`, `export … from`,
 * `import()`, `new URL(…, import.meta.url)`), which the formatter keeps regular.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  from: string;
  /** A path below the root for a file of ours, the name as written for a package. */
  to: string;
  isOurs: boolean;
  isType: boolean;
}

const importForms = [
  /^\s*(?:import|export)\s+(type\s)?[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*()['"]([^'"]+)['"]/gm,
  /\bimport\(\s*()['"]([^'"]+)['"]/g,
  /\bnew URL\(\s*()['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g,
];

function readImports(from: string, source: string): Import[] {
  return importForms.flatMap((form) =>
    [...source.matchAll(form)].map(([, type, name = '']) => {
      const isOurs = name.startsWith('.');
      const to = isOurs ? join(dirname(from), name.replace(/\?.*$/, '')).replaceAll('\\', '/') : name;
      return { from, to, isOurs, isType: Boolean(type) };
    }),
  );
}

/** Without block comments and line comments (but with `https://` in strings). */
const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

function sourcesIn(folder: string): Map<string, string> {
  const absolute = join(root, folder);
  if (!existsSync(absolute)) return new Map();
  return new Map(
    readdirSync(absolute, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !path.startsWith('src/llm/ops/wasm/assembly/') && !path.includes('node_modules/'))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

const page = sourcesIn('src');
const generators = sourcesIn('corpus/generate');
const free = new Map([...sourcesIn('scripts'), ...sourcesIn('tests')]);
const importsOf = (sources: Map<string, string>): Import[] =>
  [...sources].flatMap(([path, source]) => readImports(path, source));
const pageImports = importsOf(page);

/** Files from which `isGoal` can be reached along value imports, themselves included. */
function reaching(imports: Import[], isGoal: (found: Import) => boolean): Set<string> {
  const reached = new Set(imports.filter((found) => !found.isType && isGoal(found)).map((found) => found.from));
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const found of imports) if (!found.isType && reached.has(found.to)) reached.add(found.from);
  }
  return reached;
}

const withTensors = reaching(pageImports, ({ to }) => to.startsWith('@tensorflow/'));

type Rule = (found: Import) => boolean;
const isIn =
  (...folders: string[]): Rule =>
  ({ to, isOurs }) =>
    isOurs && folders.some((folder) => to === folder || to.startsWith(`${folder}/`));
const isPackage =
  (...names: string[]): Rule =>
  ({ to, isOurs }) =>
    !isOurs && names.some((name) => to === name || to.startsWith(`${name}/`));
const isTypeIn =
  (folder: string): Rule =>
  (found) =>
    found.isType && isIn(folder)(found);
/** A file of llm that brings no tensors with it, however far its own imports go. */
const isTensorFreeLlm: Rule = (found) => isIn('src/llm')(found) && !withTensors.has(found.to);
const backends = ['cpu', 'wasm', 'webgpu'].map((name) => `@tensorflow/tfjs-backend-${name}`);

/** The table: the first room whose folder holds the file decides. */
const rooms: [folder: string, ...rules: Rule[]][] = [
  ['src/llm', isIn('src/llm'), isPackage('@tensorflow/tfjs-core', 'valibot')],
  [
    'src/engine',
    isIn('src/engine', 'src/llm', 'corpus', 'build/kernels'),
    isPackage('@tensorflow/tfjs-core', ...backends, 'idb', 'valibot'),
  ],
  [
    'src/store',
    isIn('src/store', 'src/engine/protocol.ts', 'src/engine/client.ts', 'src/lessons/order.ts'),
    isTypeIn('src/engine'),
    isTypeIn('src/llm'),
    isTensorFreeLlm,
    isPackage('zustand'),
  ],
  ['src/views/widgets', isIn('src/views/widgets'), isTypeIn('src/llm'), isPackage('react', 'recharts')],
  [
    'src/views',
    isIn('src/views', 'src/store', 'src/i18n', 'src/lessons', 'src/styles'),
    isTypeIn('src/engine/protocol.ts'),
    isTypeIn('src/llm'),
    isTensorFreeLlm,
    isPackage('react', 'recharts'),
  ],
  ['src/lessons', isIn('src/lessons'), isPackage('react')],
  ['src/i18n', isIn('src/i18n'), isPackage('react')],
  ['src/offline', isIn('src/offline')],
  [
    'src/main.tsx',
    isIn('src/views', 'src/store', 'src/offline', 'src/engine/trust.ts'),
    isPackage('react', 'react-dom'),
  ],
  [
    'corpus/generate',
    isIn('corpus/generate'),
    isTypeIn('src/llm'),
    isTensorFreeLlm,
    ({ to }) => to.startsWith('node:'),
  ],
];

const roomOf = (path: string) => rooms.find(([folder]) => path === folder || path.startsWith(`${folder}/`));
const say = ({ from, to }: Import): string => `${from} imports ${to}`;

describe('the doors', () => {
  it('finds every form of import', () => {
    const source = `import { a } from './a.ts';
import type {
  B,
} from '../b.ts';
export { c } from 'c';
import './d.css';
const e = await import('./e.ts');
new Worker(new URL('./f.ts', import.meta.url), { type: 'module' });
import g from './g.wasm?url';
const sentence = "we import h from 'h'";`;
    expect(readImports('src/x/y.ts', source).map(({ to, isType }) => (isType ? `type ${to}` : to))).toEqual([
      'src/x/a.ts',
      'type src/b.ts',
      'c',
      'src/x/g.wasm',
      'src/x/d.css',
      'src/x/e.ts',
      'src/x/f.ts',
    ]);
  });

  it('every file of src stands in a room', () => {
    expect([...page.keys()].filter((path) => !path.endsWith('.d.ts') && !roomOf(path))).toEqual([]);
  });

  it.each(rooms.map(([folder]) => folder))('%s imports only what it may', (folder) => {
    const imports = [...pageImports, ...importsOf(generators)].filter((found) => roomOf(found.from)?.[0] === folder);
    const [, ...rules] = roomOf(folder) ?? [folder];
    expect(imports.filter((found) => !rules.some((rule) => rule(found))).map(say)).toEqual([]);
  });

  it('nobody imports the union package of tfjs, which brings twice the code', () => {
    const imports = [...pageImports, ...importsOf(generators), ...importsOf(free)];
    expect(imports.filter(isPackage('@tensorflow/tfjs')).map(say)).toEqual([]);
  });

  it('there are no cycles', () => {
    const nodes = new Set(page.keys());
    // Peel off files that import nothing that is left: what stays is on a cycle, or leads into one.
    for (let before = -1; before !== nodes.size; ) {
      before = nodes.size;
      const importers = new Set(
        pageImports.filter(({ from, to }) => from !== to && nodes.has(to)).map(({ from }) => from),
      );
      for (const path of nodes) if (!importers.has(path)) nodes.delete(path);
    }
    expect([...nodes]).toEqual([]);
  });

  it('no file only hands on what others export', () => {
    const isBarrel = (source: string): boolean => {
      const rest = withoutComments(source).replace(/^\s*(import|export)\s[^;]*?\bfrom\s*['"][^'"]+['"];?/gm, '');
      return /^\s*export\s[^;]*?\bfrom\s/m.test(source) && rest.trim() === '';
    };
    expect([...page].filter(([, source]) => isBarrel(source)).map(([path]) => path)).toEqual([]);
  });
});

describe('src/llm', () => {
  // A word like `document` is also a term of the subject, so the page's objects are known by what is asked of them.
  const impurities = [
    /\bMath\.random\b/,
    /\bDate\.now\b|\bnew Date\(/,
    /\bset(Timeout|Interval)\(|\brequestAnimationFrame\b/,
    /(?<![.\w])fetch\(|\b(local|session)Storage\b|\bindexedDB\b/,
    /(?<![.\w])document\.(body|head|cookie|title|create\w+|querySelector\w*|getElement\w+|addEventListener)\b/,
    /(?<![.\w])window\.(document|location|navigator|innerWidth|innerHeight|matchMedia|addEventListener)\b/,
  ];

  it('knows no page, no clock, no network and no chance but its seeded one', () => {
    const found = [...page]
      .filter(([path]) => path.startsWith('src/llm/'))
      .flatMap(([path, source]) =>
        impurities
          .map((impurity) => impurity.exec(withoutComments(source))?.[0] ?? '')
          .filter(Boolean)
          .map((words) => `${path}: ${words}`),
      );
    expect(found).toEqual([]);
  });
});
