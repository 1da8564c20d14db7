// @ts-check
/** `npm run faults [-- NAME]`: builds the page, injects the faults (or those whose name fits) and prints what they cost. */
import { buildAndPlay } from './play.mjs';

buildAndPlay(
  'playwright.faults.config.ts',
  process.argv.slice(2).flatMap((name) => ['-g', name]),
);
