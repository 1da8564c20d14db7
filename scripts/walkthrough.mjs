// @ts-check
/**
 * `npm run walkthrough [-- --seeds 1,2,3 --language en]`: builds the page, trains a whole school of the quick preset in it for each seed, lesson
 * by lesson, and prints the figures that the lessons showed. Some minutes a seed; `--settings 'steps=600&rounds=10'` turns knobs, as in an
 * address, to see what shows with less.
 */
import { parseArgs } from 'node:util';
import { fail } from './ensure.mjs';
import { buildAndPlay } from './play.mjs';

const usage = 'Usage: npm run walkthrough [-- --seeds N,N --language en|zh --settings NAME=N&NAME=N]';

const { seeds, language, settings } = (() => {
  try {
    return parseArgs({
      options: {
        seeds: { type: 'string', default: '1' },
        language: { type: 'string', default: 'en' },
        settings: { type: 'string', default: '' },
      },
    }).values;
  } catch {
    return fail(usage);
  }
})();
if (!/^\d{1,6}(,\d{1,6})*$/.test(seeds) || !['en', 'zh'].includes(language)) fail(usage);

buildAndPlay('playwright.walkthrough.config.ts', [], {
  WALKTHROUGH_SEEDS: seeds,
  WALKTHROUGH_LANGUAGE: language,
  WALKTHROUGH_SETTINGS: settings,
});
