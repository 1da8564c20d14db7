// @ts-check
/**
 * `npm run screenshots -- FOLDER [ROUTE ...]`: builds the page and photographs each route (an address after the `#`; by
 * default the first page) in both themes, both languages, wide and narrow.
 */
import { join } from 'node:path';
import { browserFlags, ensureBrowser } from './browser.mjs';
import { ensureDependencies, ensureKernels, ensureNode, fail, root } from './ensure.mjs';

const [folder, ...routes] = process.argv.slice(2);
if (!folder) fail('Usage: npm run screenshots -- FOLDER [ROUTE ...]');

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

for (const locale of ['en-US', 'zh-CN']) {
  for (const width of [1280, 360]) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 800 } });
      for (const route of routes.length > 0 ? routes : ['']) {
        const page = await context.newPage();
        await page.goto(`${address}#${route}`, { waitUntil: 'networkidle' });
        const name = [route.replace(/\W+/g, '-') || 'home', locale.slice(0, 2), width, colorScheme].join('-');
        await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
        console.log(join(folder, `${name}.png`));
        await page.close();
      }
      await context.close();
    }
  }
}

await browser.close();
await server.close();
