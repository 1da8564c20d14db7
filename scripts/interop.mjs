// @ts-check
/** `npm run interop`: installs the other programs into tests/interop and runs the comparison. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureNode, fail, root } from './ensure.mjs';

ensureNode();
const folder = join(root, 'tests/interop');
const npm = process.env.npm_execpath;
const [command, ...before] = npm ? [process.execPath, npm] : ['npm'];
// Their binaries lie in the packages; an install script would look for more elsewhere. Not `npm ci`, which fails where the registry lacks
// the binary of some platform, whichever that is.
const options = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
const installed = spawnSync(/** @type {string} */ (command), [...before, ...options], {
  cwd: folder,
  stdio: ['ignore', 2, 2],
});
if (installed.status !== 0) fail('The other programs could not be installed: see above. Is the network there?');
const run = [join(root, 'scripts/run.mjs'), join(folder, 'interop.mjs'), ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, run, { cwd: root, stdio: 'inherit' }).status ?? 1;
