// @ts-check
/**
 * `npm run screenshots -- FOLDER [--load STAGE] [LESSON ...]`: builds the page and photographs lessons (`1.4`; by default the
 * first) in both themes, both languages, wide and narrow, with an untrained model or with a shipped one loaded.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { browserFlags, ensureBrowser } from './browser.mjs';
import { ensureDependencies, ensureKernels, ensureNode, fail, root } from './ensure.mjs';

const usage = 'Usage: npm run screenshots -- FOLDER [--load base|assistant|honest|reasoner] [LESSON ...]';
const loadable = ['base', 'assistant', 'honest', 'reasoner'];
const { values, positionals } = parseArgs({ options: { load: { type: 'string' } }, allowPositionals: true });
const [folder, ...chosen] = positionals;
if (!folder || (values.load && !loadable.includes(values.load))) fail(usage);
const lessons = chosen.length > 0 ? chosen : ['0'];

ensureNode();
ensureDependencies();
ensureKernels();

const executablePath = ensureBrowser();
const { build, preview } = await import('vite');
const { chromium } = await import('@playwright/test');
await build({ root, logLevel: 'warn' });
const server = await preview({ root });
const address = server.resolvedUrls?.local[0];
const browser = await chromium.launch({ executablePath, args: browserFlags });

for (const language of ['en', 'zh']) {
  const { seed } = JSON.parse(readFileSync(join(root, 'public/checkpoints', language, 'report.json'), 'utf8'));
  for (const [width, colorScheme] of /** @type {const} */ ([
    [1280, 'light'],
    [1280, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ])) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    /** @param {string} lesson */
    const addressOf = (lesson) => `#/${language}/${lesson}?preset=course&seed=${seed}`;
    const settled = () => page.locator('[data-testid="status"][data-status="idle"]').waitFor({ timeout: 60_000 });
    await page.goto(`${address}${addressOf('0')}`);
    await settled();
    if (values.load) {
      await page.locator('.two-ways .buttons button').nth(loadable.indexOf(values.load)).click();
      await page.locator(`[data-testid="model"][data-stage="${values.load}"]`).waitFor({ timeout: 60_000 });
      await settled();
    }
    for (const lesson of lessons) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, addressOf(lesson));
      await page.locator(`[data-lesson="${lesson}"] .prose`).waitFor();
      // Pictures of the model are asked for when they come into view.
      for (const panel of await page.locator('[data-panel]').all()) await panel.scrollIntoViewIfNeeded();
      await page.evaluate(() => scrollTo(0, 0));
      await page.mouse.move(0, 0);
      await page.waitForTimeout(1_500);
      const path = join(folder, `${[lesson, language, width, colorScheme].join('-')}.png`);
      await page.screenshot({ path, fullPage: true });
      console.log(path);
    }
    await context.close();
  }
}

await browser.close();
await server.close();
