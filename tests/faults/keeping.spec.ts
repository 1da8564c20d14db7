/** Nothing is lost: reload, a killed worker, a full disk, two tabs. */
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../e2e/page.ts';

async function openReading(page: Page, seed = 1): Promise<void> {
  await page.goto(`./#/en/reading?preset=quick&seed=${seed}`);
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'idle', { timeout: 60_000 });
}

const stepOf = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('step-pretrain').getAttribute('data-step'));

/** Starts reading and waits until a save has been made after the step given. */
async function trainTo(page: Page, step: number): Promise<void> {
  await page.getByTestId('controls-pretrain').getByRole('button').first().click();
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(step);
  await pause(page);
}

/** A pause is saved at once. */
async function pause(page: Page): Promise<void> {
  await page.getByTestId('controls-pretrain').getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'paused');
  const step = await stepOf(page);
  await expect.poll(() => savedStep(page)).toBe(step);
}

/** The step of the newest save, read from the browser's storage itself. */
const savedStep = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('schoolbook');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const request = database.transaction('runs').objectStore('runs').getAll();
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            database.close();
            const steps = request.result.map(({ progress }) => progress?.now.step ?? 0);
            resolve(Math.max(0, ...steps));
          };
        };
      }),
  );

const losses = async (page: Page): Promise<string[]> => {
  const table = page.getByTestId('loss-pretrain');
  if ((await table.locator('tbody tr').count()) === 0) await table.locator('summary').click();
  return table.locator('tbody tr').allInnerTexts();
};

/** In a new tab of the same browser. */
async function newTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await openReading(page, 2);
  return page;
}

test('after a reload the run is offered and goes on where it was', async ({ page }) => {
  await openReading(page);
  await trainTo(page, 20);
  const step = await stepOf(page);
  const before = await losses(page);
  await page.reload();
  await page.getByTestId('resume-offer').getByRole('button', { name: 'Go on with it' }).click();
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'running', { timeout: 60_000 });
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(step + 5);
  await pause(page);
  expect((await losses(page)).slice(0, before.length - 1)).toEqual(before.slice(0, -1));
  await expect(page.getByTestId('resume-offer')).toHaveCount(0);
});

test('a killed worker is replaced, and training goes on from the last save', async ({ page }) => {
  await openReading(page);
  await trainTo(page, 20);
  const step = await stepOf(page);
  await page.getByTestId('controls-pretrain').getByRole('button').first().click();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(step + 3);
  // A crash as the page sees it: an error that nobody in the worker catches.
  await page.workers()[0]?.evaluate(() => setTimeout(() => Promise.reject(new RangeError('injected')), 0));
  await expect(page.getByTestId('recovery')).toHaveAttribute('data-lost', /\d+/, { timeout: 60_000 });
  await expect(page.getByTestId('recovery')).toContainText(`back at step`);
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'running');
  const lost = Number(await page.getByTestId('recovery').getAttribute('data-lost'));
  expect(lost).toBeGreaterThan(0);
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(step + lost + 3);
});

test('two tabs: the second says who holds the run, and can take it over', async ({ page, context }) => {
  await openReading(page);
  await trainTo(page, 5);
  const second = await newTab(context);
  await expect(second.getByTestId('resume-offer')).toHaveCount(0);
  await second.getByRole('navigation').getByRole('link').first().click();
  const run = second.getByTestId('saved-run');
  await expect(run).toContainText('open in another tab');
  await run.getByRole('button', { name: /^Go on/ }).click();
  await expect(second.getByTestId('status')).toHaveAttribute('data-status', 'running', { timeout: 60_000 });
  await expect(page.getByTestId('run-taken')).toBeVisible();
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'paused');
  await second.close();
});

test('a full disk is told, with a way to take the model home', async ({ page, context }) => {
  await openReading(page);
  await trainTo(page, 5);
  const session = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  await page.getByRole('button', { name: 'One step' }).click();
  const problem = page.getByTestId('keeping-problem');
  await expect(problem).toHaveAttribute('data-code', 'storageFull', { timeout: 30_000 });
  const download = page.waitForEvent('download');
  await problem.getByRole('button').click();
  expect((await download).suggestedFilename()).toMatch(/schoolbook-en-quick-1-base\.bin/);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(problem).toHaveCount(0);
});

test('a saved run is renamed and deleted', async ({ page }) => {
  await openReading(page);
  await trainTo(page, 5);
  await page.goto('./#/en/opening?preset=quick&seed=1');
  const run = page.getByTestId('saved-run');
  await run.getByRole('button', { name: /^Rename/ }).click();
  await run.getByLabel('Name of the run').fill('First try');
  await page.keyboard.press('Enter');
  await expect(run).toContainText('First try');
  await page.reload();
  await page.getByTestId('resume-offer').getByRole('button', { name: 'Not now' }).click();
  await run.getByRole('button', { name: 'Delete: First try' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete it' }).click();
  await expect(run).toHaveCount(0);
});
