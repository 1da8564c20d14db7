/** The page from end to end on the quick preset: every figure is read off the screen. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';

const stageMs = 180_000;
const places = ['opening', 'tokens', 'reading', 'examples', 'exercises', 'report'] as const;

/** Opens the page at a place, with the quick model set up on wasm. */
async function openAt(page: Page, place: (typeof places)[number], language = 'en'): Promise<void> {
  await page.goto(`./#/${language}/${place}?preset=quick&seed=1`);
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'idle', { timeout: 60_000 });
  await expect(page.getByTestId('chances').getByTestId('chance').first()).toBeAttached();
}

/** Presses a stage's start button and waits until its checkpoint is in memory. */
async function train(page: Page, stage: string): Promise<void> {
  const controls = page.getByTestId(`controls-${stage}`);
  await controls.getByRole('button').first().click();
  await expect(controls).toHaveAttribute('data-state', 'done', { timeout: stageMs });
}

const chapter = (page: Page, place: (typeof places)[number]): Locator =>
  page.getByRole('navigation').getByRole('link').nth(places.indexOf(place));
const numberIn = async (locator: Locator, attribute: string): Promise<number> =>
  Number(await locator.getAttribute(attribute));
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
}
const sharesShown = (page: Page): Promise<string[]> => page.getByTestId('chance').allInnerTexts();

test('one model goes through all stages, answers, and is examined', async ({ page }) => {
  test.setTimeout(360_000);
  await openAt(page, 'reading');

  await train(page, 'pretrain');
  await page.getByTestId('loss-pretrain').locator('summary').click();
  const rows = page.getByTestId('loss-pretrain').locator('tbody tr');
  const [first, last] = [
    await rows.first().locator('td').first().innerText(),
    await rows.last().locator('td').first().innerText(),
  ];
  expect(Number(last)).toBeLessThan(Number(first) / 2);
  expect(await page.getByTestId('samples').getByRole('listitem').count()).toBeGreaterThan(3);

  await chapter(page, 'examples').click();
  await train(page, 'sft');
  await expect(page.getByTestId('probe')).toContainText(/\d/);
  await train(page, 'honest');

  await chapter(page, 'exercises').click();
  await train(page, 'rl');
  const accuracy = page.getByTestId('accuracy-now');
  await expect(page.getByTestId('rollouts').getByRole('listitem')).toHaveCount(12);
  await expectAccessible(page);

  // The language of the page changes; the model and the place stay.
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page).toHaveURL(/#\/zh\/exercises/);
  await expect(page.getByTestId('model')).toContainText('会推理的助手');
  await expect(page.getByTestId('model')).toContainText('英文');
  await page.getByRole('button', { name: 'EN' }).click();

  await page.getByRole('button', { name: 'Write' }).click();
  await expect(page.getByTestId('answer')).toContainText('<|im_end|>', { timeout: 20_000 });
  await expect(page.getByTestId('answered-by')).toContainText('reasoner');

  await chapter(page, 'report').click();
  await page.getByRole('button', { name: 'Ask every checkpoint' }).click();
  await expect(page.getByTestId('report-card').getByRole('columnheader')).toHaveCount(6, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Ask them all again' })).toBeVisible({ timeout: 120_000 });
  await expectAccessible(page);

  // Starting over asks before it throws four checkpoints away.
  await chapter(page, 'reading').click();
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(4);
  await page.getByRole('button', { name: 'Keep everything' }).click();
  await expect(page.getByTestId('model')).toContainText('reasoner');
});

test('the temperature reshapes the chances at once, without asking the model', async ({ page }) => {
  await openAt(page, 'opening');
  const before = await sharesShown(page);
  const slider = page.getByRole('slider', { name: 'Temperature' });
  await slider.fill('0');
  expect((await sharesShown(page))[0]).toBe('100%');
  await slider.fill('2');
  const hot = await sharesShown(page);
  expect(hot).not.toEqual(before);
  expect(Number.parseFloat(hot[0] ?? '')).toBeLessThan(Number.parseFloat(before[0] ?? ''));
});

test('one token at a time, while the model trains', async ({ page }) => {
  await openAt(page, 'reading');
  await page.getByTestId('controls-pretrain').getByRole('button').first().click();
  await expect(page.getByTestId('step-pretrain')).toBeVisible();
  for (let count = 1; count <= 3; count++) {
    await page.getByRole('button', { name: 'Next token' }).click();
    await expect(page.getByTestId('answer').getByRole('button')).toHaveCount(count);
  }
  await page.locator('h2').first().click();
  await page.keyboard.press(' ');
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'paused');
  const step = await numberIn(page.getByTestId('step-pretrain'), 'data-step');
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step-pretrain')).toHaveAttribute('data-step', `${step + 1}`);
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'paused');
});

test.describe('bad input', () => {
  test('50 MB pasted are refused, and what stood there stays', async ({ page }) => {
    await openAt(page, 'tokens');
    const field = page.getByLabel('Any text');
    await field.fill('fox');
    await field.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', 'x'.repeat(50 * 1024 * 1024));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect(page.getByTestId('notice')).toHaveAttribute('data-code', 'textTooLong');
    await expect(field).toHaveValue('fox');
    await field.fill('');
    await expect(page.getByText('Nothing typed, no tokens.')).toBeVisible();
  });

  test('a prompt longer than the context says how many tokens fit', async ({ page }) => {
    await openAt(page, 'opening');
    await page.getByLabel('Your text').fill('@#%'.repeat(200));
    await expect(page.getByTestId('prompt-size')).toContainText(/\d+ fit/);
    await expect(page.getByRole('button', { name: 'Write' })).toBeDisabled();
    await page.getByLabel('Your text').fill('A');
    await expect(page.getByRole('button', { name: 'Write' })).toBeEnabled();
  });

  test('a file that is no checkpoint changes nothing', async ({ page }) => {
    await openAt(page, 'opening', 'zh');
    const file = { name: 'x.bin', mimeType: 'application/octet-stream', buffer: Buffer.from('not a checkpoint') };
    await page.locator('input[type=file]').setInputFiles(file);
    await expect(page.getByTestId('notice')).toHaveAttribute('data-code', 'checkpointCorrupt');
    await expect(page.getByTestId('notice')).toContainText('内存里的模型没有变');
    await expect(page.getByTestId('model')).toContainText('未训练的模型');
  });

  test('an address full of nonsense opens the book at its beginning', async ({ page }) => {
    await page.goto('./#/fr/attic?preset=huge&seed=-3');
    await expect(page).toHaveURL(/#\/en\/opening\?preset=course&seed=1/);
  });
});

for (const [scheme, width, language] of [
  ['light', 1280, 'en'],
  ['dark', 360, 'zh'],
] as const) {
  test(`every chapter is whole and accessible: ${scheme}, ${width} px, ${language}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 800 });
    await openAt(page, 'opening', language);
    for (const place of places) {
      await chapter(page, place).click();
      await expect(page).toHaveURL(new RegExp(`#/${language}/${place}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${place} is wider than the window`).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  });
}
