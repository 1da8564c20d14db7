// @ts-check
/** `npm start`: installs what is missing, builds the page and serves it on this machine. */
import { ensureDependencies, ensureKernels, ensureNode, root } from './ensure.mjs';

ensureNode();
ensureDependencies();
ensureKernels();

const { build, preview } = await import('vite');
await build({ root, logLevel: 'warn' });
// A taken port moves to the next one: see `preview` in vite.config.ts.
const server = await preview({ root });
console.log(`\nSchoolbook is open at ${server.resolvedUrls?.local[0]}\nCtrl-C closes it.`);
