// @ts-check
/**
 * `npm test`: every check there is, in order; stops at the first part that fails.
 * `npm test -- unit e2e` runs those parts only, and what they need.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureDependencies, ensureNode, fail, root } from './ensure.mjs';

/**
 * @typedef {object} Part
 * @property {string} title
 * @property {string[]} command  arguments of node
 * @property {string[]} [needs]  parts that must have run before
 * @property {boolean} [browser]
 * @property {string} [counts]  where the part writes its report; a part without one counts as one check
 */

const vitest = (/** @type {string} */ project) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  `--project=${project}*`,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=.cache/tests/${project}.json`,
];

/** @type {Record<string, Part>} */
const parts = {
  kernels: { title: 'Kernels', command: ['scripts/kernels.mjs'] },
  lint: {
    title: 'Format and lint',
    command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  },
  types: { title: 'Types', command: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  unit: {
    title: 'Unit tests',
    command: vitest('unit'),
    needs: ['kernels'],
    counts: '.cache/tests/unit.json',
  },
  browser: {
    title: 'Browser tests',
    command: vitest('browser'),
    needs: ['kernels'],
    browser: true,
    counts: '.cache/tests/browser.json',
  },
  build: { title: 'Build', command: ['node_modules/vite/bin/vite.js', 'build'], needs: ['kernels'] },
  e2e: {
    title: 'End to end',
    command: ['node_modules/@playwright/test/cli.js', 'test'],
    needs: ['kernels', 'build'],
    browser: true,
    counts: '.cache/tests/e2e.json',
  },
};

/** The asked parts and those they need, in the order of the table. @param {string[]} asked */
function selectParts(asked) {
  for (const name of asked) {
    if (!(name in parts)) fail(`There is no part "${name}". The parts are: ${Object.keys(parts).join(', ')}.`);
  }
  const wanted = new Set(asked.flatMap((name) => [...(parts[name]?.needs ?? []), name]));
  return Object.entries(parts).filter(([name]) => asked.length === 0 || wanted.has(name));
}

/** How many checks of a part passed, failed and were skipped. @param {Part} part @param {boolean} isOk */
function count(part, isOk) {
  const nothing = { passed: 0, failed: isOk ? 0 : 1, skipped: 0 };
  if (!part.counts) return { ...nothing, passed: isOk ? 1 : 0 };
  const path = join(root, part.counts);
  if (!existsSync(path)) return nothing;
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const counted = report.stats
    ? { passed: report.stats.expected, failed: report.stats.unexpected, skipped: report.stats.skipped }
    : { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
  // A part can fail without a failing test, for example by an error outside of any.
  return isOk || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

/** A port that nobody listens on. @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const seconds = (/** @type {number} */ sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

const selected = selectParts(process.argv.slice(2));
const beginMs = performance.now();
ensureNode();
ensureDependencies();
/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env, E2E_PORT: String(await freePort()) };
if (selected.some(([, part]) => part.browser)) env.CHROME_PATH = ensureBrowser();
console.log(`Prepared in ${seconds(beginMs)}`);
rmSync(join(root, '.cache/tests'), { recursive: true, force: true });

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const lines = [];
while (selected.length > 0 && total.failed === 0) {
  const [, part] = /** @type {[string, Part]} */ (selected.shift());
  console.log(`\n=== ${part.title}`);
  const partMs = performance.now();
  const isOk = spawnSync(process.execPath, part.command, { cwd: root, env, stdio: ['ignore', 1, 2] }).status === 0;
  const counted = count(part, isOk);
  total.passed += counted.passed;
  total.failed += counted.failed;
  total.skipped += counted.skipped;
  lines.push(`${isOk ? 'ok    ' : 'FAILED'}  ${part.title} (${counted.passed} passed, ${seconds(partMs)})`);
}

console.log(`\n=== Summary\n${lines.join('\n')}`);
if (selected.length > 0) console.log(`Not run: ${selected.map(([name]) => name).join(', ')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped} in ${seconds(beginMs)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
