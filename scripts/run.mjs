// @ts-check
/** `node scripts/run.mjs FILE.ts [arguments]`: runs a TypeScript command in node, with what it needs in place. */
import { spawn } from 'node:child_process';
import { ensureDependencies, ensureKernels, ensureNode, fail, nodeFlags } from './ensure.mjs';

const [file, ...options] = process.argv.slice(2);
if (!file) fail('Usage: node scripts/run.mjs FILE.ts [arguments]');

ensureNode();
ensureDependencies();
ensureKernels();

const child = spawn(process.execPath, [...nodeFlags, '--import', 'tsx', file, ...options], { stdio: 'inherit' });
// Ctrl-C reaches the child too, by way of the terminal: it ends in its own time, and this waits for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});
