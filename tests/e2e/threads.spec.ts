import { usefulThreads } from '../../src/engine/threadMaker.ts';
import { expect, test } from './page.ts';

/** The corpus is cleaned before the backend is chosen. */
const patience = { timeout: 60_000 };

test('the kernels run on several threads where the server isolates the page', async ({ page }) => {
  await page.goto('./#/en/0?preset=quick&seed=1');
  const processors = await page.evaluate(() => navigator.hardwareConcurrency);
  await expect(page.getByTestId('backend')).toHaveAttribute('data-threads', `${usefulThreads(processors)}`, patience);
});

test('and on one, silently, where it does not', async ({ page }) => {
  await page.route('**', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response, headers });
  });
  await page.goto('./#/en/0?preset=quick&seed=1');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await expect(page.getByTestId('backend')).toHaveAttribute('data-threads', '1', patience);
});
