// @ts-check
/** `npm run fuzz [-- CASES]`: every fuzz target with 10,000 cases, and how long the slowest took. */
import { spawnSync } from 'node:child_process';
import { ensureDependencies, ensureKernels, ensureNode, root } from './ensure.mjs';

ensureNode();
ensureDependencies();
ensureKernels();
const [cases = '10000', ...filter] = process.argv.slice(2);
const command = ['node_modules/vitest/vitest.mjs', 'run', '--project=unit', 'tests/fuzz', ...filter];
const env = { ...process.env, FUZZ_CASES: cases };
process.exitCode = spawnSync(process.execPath, command, { cwd: root, env, stdio: 'inherit' }).status ?? 1;
