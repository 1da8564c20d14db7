// @ts-check
/** `npm run faults [-- NAME]`: builds the page, injects the faults (or those whose name fits) and prints what they cost. */
import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './browser.mjs';
import { ensureDependencies, ensureKernels, ensureNode, root } from './ensure.mjs';

ensureNode();
ensureDependencies();
ensureKernels();
const env = { ...process.env, CHROME_PATH: ensureBrowser() };
const names = process.argv.slice(2).flatMap((name) => ['-g', name]);
for (const command of [
  ['node_modules/vite/bin/vite.js', 'build'],
  ['node_modules/@playwright/test/cli.js', 'test', '--config', 'playwright.faults.config.ts', ...names],
]) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, env, stdio: 'inherit' });
  process.exitCode = status ?? 1;
  if (status !== 0) break;
}
