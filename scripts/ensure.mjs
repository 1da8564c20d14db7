// @ts-check
/**
 * What every command makes sure of before it starts: the node version, the dependencies, the kernels.
 * Uses only what comes with node, because in a fresh clone there is nothing else.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends the command with a message for a person, without a stack trace. @param {string} message @returns {never} */
export function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** The versions that the build tools support: 20.19 and later of 20, 22.12 and later. */
export function ensureNode() {
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  fail(`Schoolbook needs node 20.19 or later of 20, or 22.12 or later; this is node ${process.versions.node}.
Get one from https://nodejs.org and start again.`);
}

/**
 * Flags for a node that runs our kernels: node 20 knows the relaxed SIMD instructions only by a flag, which later versions
 * (where they are on by default) no longer accept.
 */
export const nodeFlags = major < 22 ? ['--experimental-wasm-relaxed-simd'] : [];

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>} */
function lockedPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm leaves a list of what it has installed in node_modules, at
 * the very end of an installation, so a broken-off one does not count. Packages for other platforms are rightly absent.
 */
function isInstalled() {
  const installed = lockedPackages(join(root, 'node_modules/.package-lock.json'));
  return Object.entries(lockedPackages(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    const found = installed[path];
    if (path === '') return true;
    return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.devOptional);
  });
}

/** npm gives up a whole installation when one download stalls, but keeps what has come, so another try goes on from there. */
const installAttempts = 3;

/** Installs the dependencies when the lock file asks for others than those that are there. */
export function ensureDependencies() {
  if (isInstalled()) return;
  console.error('Installing the dependencies (npm ci)...');
  // Within `npm start` and `npm test`, npm says where it is; run by hand, it is looked for on the PATH.
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm'];
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--fetch-timeout=60000'];
  for (let attempt = 1; attempt <= installAttempts; attempt++) {
    if (attempt > 1) console.error(`That did not work; trying again (${attempt} of ${installAttempts})...`);
    const { status } = spawnSync(/** @type {string} */ (command), [...before, ...options], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: !npm && process.platform === 'win32',
    });
    if (status === 0) return;
  }
  fail('The dependencies could not be installed: see above. Is the network there?');
}

/** Builds the WebAssembly kernels, which returns at once when they are newer than their sources. */
export function ensureKernels() {
  const { status } = spawnSync(process.execPath, ['scripts/kernels.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail('The kernels could not be built: see above.');
}
