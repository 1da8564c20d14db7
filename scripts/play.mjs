// @ts-check
/** For commands that look at the built page with Playwright. */
import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './browser.mjs';
import { ensureDependencies, ensureKernels, ensureNode, root } from './ensure.mjs';

/**
 * Builds the page and runs the tests of a configuration; the exit code is that of the first part that fails.
 * @param {string} config @param {string[]} [options] of Playwright @param {NodeJS.ProcessEnv} [more] for the tests
 */
export function buildAndPlay(config, options = [], more = {}) {
  ensureNode();
  ensureDependencies();
  ensureKernels();
  const env = { ...process.env, ...more, CHROME_PATH: ensureBrowser() };
  for (const command of [
    ['node_modules/vite/bin/vite.js', 'build'],
    ['node_modules/@playwright/test/cli.js', 'test', '--config', config, ...options],
  ]) {
    const { status } = spawnSync(process.execPath, command, { cwd: root, env, stdio: 'inherit' });
    process.exitCode = status ?? 1;
    if (status !== 0) break;
  }
}
