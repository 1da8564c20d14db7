/** The page from end to end on the quick preset: every figure is read off the screen. */
import type { Page } from '@playwright/test';
import { presets } from '../../src/llm/config.ts';
import { expect, test } from './page.ts';
import { expectAccessible, goTo, numberIn, openAt, train } from './school.ts';

const sharesShown = (page: Page): Promise<string[]> => page.locator('.pad').getByTestId('chance').allInnerTexts();

/**
 * Enough to go once through every stage. What each stage makes of a model with all its steps is seen by `npm run walkthrough`; practice is
 * seen below, from the assistant that comes with the page.
 */
const short = 'steps=400&batch=4&sftepochs=1&honepochs=1&rounds=2';

test('one model goes through all stages, answers, and is examined', async ({ page }) => {
  test.setTimeout(600_000);
  await openAt(page, '1.4', { more: short });

  await train(page, 'pretrain');
  const figure = page.getByTestId('loss-pretrain');
  await figure.locator('summary').click();
  const rows = figure.locator('tbody tr');
  const [first, last] = [
    await rows.first().locator('td').first().innerText(),
    await rows.last().locator('td').first().innerText(),
  ];
  expect(Number(last)).toBeLessThan(Number(first) / 2);
  expect(await page.getByTestId('samples').getByRole('listitem').count()).toBeGreaterThan(3);

  await goTo(page, '2.2');
  await train(page, 'sft');
  await goTo(page, '2.4');
  await page.getByRole('button', { name: 'Ask about everybody, five times each' }).click();
  await expect(page.getByTestId('probe')).toContainText(/\d/, { timeout: 60_000 });
  await train(page, 'honest');

  await goTo(page, '3.2');
  await train(page, 'rl');
  await expect(page.getByTestId('step-rl')).toHaveAttribute('data-step', '2');
  await expectAccessible(page);
  await page.getByText('Read the attempts at this question').click();
  await expect(page.getByTestId('rollouts').getByRole('listitem')).toHaveCount(presets.quick.rl.groupSize);
  await goTo(page, '3.1');

  // The language of the page changes; the model and the place stay.
  await page.getByRole('radio', { name: '中文' }).check({ force: true });
  await expect(page).toHaveURL(/#\/zh\/3\.1/);
  await expect(page.getByTestId('model')).toContainText('会推理的助手');
  await expect(page.getByTestId('model')).toContainText('英文');
  await expect(page.locator('.prose')).toContainText('习题只有题目');
  await page.getByRole('radio', { name: 'EN' }).check({ force: true });

  await page.getByRole('button', { name: 'Write', exact: true }).click();
  await expect(page.getByTestId('answer')).toContainText('<|im_end|>', { timeout: 20_000 });
  await expect(page.getByTestId('answered-by')).toContainText('reasoner');

  await goTo(page, '4');
  await page.getByRole('button', { name: 'Ask every checkpoint' }).click();
  await expect(page.getByTestId('report-card').getByRole('columnheader')).toHaveCount(6, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Ask them all again' })).toBeVisible({ timeout: 120_000 });
  await expectAccessible(page);

  // What was done is ticked off: every stage trained here, every checkpoint examined.
  await page.getByTestId('contents-button').click();
  for (const lesson of ['1.4', '2.2', '2.4', '3.2', '4']) {
    const line = page.getByRole('dialog').locator(`a[data-to="${lesson}"]`);
    if (lesson === '1.4') await expect(line).not.toContainText('done');
    else await expect(line).toContainText('done');
  }
  await page.keyboard.press('Escape');

  // Starting over asks before it throws four checkpoints away.
  await goTo(page, '1.4');
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(4);
  await page.getByRole('button', { name: 'Keep everything' }).click();
  await expect(page.getByTestId('model')).toContainText('reasoner');
});

test('practice makes the share of right sums rise', async ({ page }) => {
  test.setTimeout(300_000);
  await openAt(page, '3.1');
  await page.getByTestId('needs-honest').getByRole('button').first().click();
  await expect(page.getByTestId('model')).toContainText('honest assistant', { timeout: 60_000 });
  await goTo(page, '3.2');
  // With a fifth of the attempts and of the iterations, the share of right ones at the end is twice that at the beginning (.34, .74).
  await page.evaluate(() => {
    location.hash += '&questions=16&attempts=8&rounds=6';
  });
  await train(page, 'rl');
  const accuracy = page.getByTestId('accuracy-now');
  const [before, after] = [await numberIn(accuracy, 'data-first'), await numberIn(accuracy, 'data-last')];
  // Four standard errors of the difference of two shares of 128 attempts, at most.
  expect(after - before).toBeGreaterThan(4 * Math.sqrt((2 * 0.25) / 128));
  await expect(page.getByTestId('model')).toContainText('reasoner');
});

test('the temperature reshapes the chances at once, without asking the model', async ({ page }) => {
  await openAt(page, '0');
  const slider = page.locator('.pad').getByRole('slider', { name: 'Temperature' });
  await expect(page.locator('.pad').getByTestId('chances')).toBeVisible();
  const before = await sharesShown(page);
  await slider.fill('0');
  expect((await sharesShown(page))[0]).toBe('100%');
  await slider.fill('2');
  const hot = await sharesShown(page);
  expect(hot).not.toEqual(before);
  expect(Number.parseFloat(hot[0] ?? '')).toBeLessThan(Number.parseFloat(before[0] ?? ''));
});

test('one token at a time, while the model trains', async ({ page }) => {
  await openAt(page, '1.4');
  await page.getByTestId('controls-pretrain').getByRole('button').first().click();
  await expect(page.getByTestId('step-pretrain')).toBeVisible();
  for (let count = 1; count <= 3; count++) {
    await page.getByRole('button', { name: 'Next token' }).click();
    await expect(page.getByTestId('answer').getByRole('button')).toHaveCount(count);
  }
  await page.locator('.lesson h2').click();
  await page.keyboard.press(' ');
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'paused');
  const step = await numberIn(page.getByTestId('step-pretrain'), 'data-step');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('step-pretrain')).toHaveAttribute('data-step', `${step + 1}`);
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'paused');
});

test.describe('bad input', () => {
  test('50 MB pasted are refused, and what stood there stays', async ({ page }) => {
    await openAt(page, '1.2');
    const field = page.getByLabel('Any text', { exact: true });
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
    await openAt(page, '0');
    await page.getByLabel('Your text').fill('@#%'.repeat(200));
    await expect(page.getByTestId('prompt-size')).toContainText(/\d+ fit/);
    await expect(page.getByRole('button', { name: 'Write', exact: true })).toBeDisabled();
    await page.getByLabel('Your text').fill('A');
    await expect(page.getByRole('button', { name: 'Write', exact: true })).toBeEnabled();
  });

  test('a file that is no checkpoint changes nothing', async ({ page }) => {
    await openAt(page, '0', { language: 'zh' });
    const file = { name: 'x.bin', mimeType: 'application/octet-stream', buffer: Buffer.from('not a checkpoint') };
    await page.locator('input[type=file]').setInputFiles(file);
    await expect(page.getByTestId('notice')).toHaveAttribute('data-code', 'checkpointCorrupt');
    await expect(page.getByTestId('notice')).toContainText('内存里的模型没有变');
    await expect(page.getByTestId('model')).toContainText('未训练的模型');
  });

  test('an address full of nonsense opens the book at its beginning, and says so', async ({ page }) => {
    await page.goto('./#/fr/attic?preset=huge&seed=-3&temp=99');
    await expect(page).toHaveURL(/#\/en\/0\?preset=course&seed=1&temp=2$/);
    await expect(page.getByTestId('notice')).toContainText('temp=99');
  });
});

test('after a reload the run is offered and goes on where it was', async ({ page }) => {
  const step = () => numberIn(page.getByTestId('step-pretrain'), 'data-step');
  const lossTable = async (): Promise<string[]> => {
    const table = page.getByTestId('loss-pretrain');
    if ((await table.locator('tbody tr').count()) === 0) await table.locator('summary').click();
    return table.locator('tbody tr').allInnerTexts();
  };
  const pause = async (): Promise<void> => {
    await page.getByTestId('controls-pretrain').getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'paused');
  };
  await openAt(page, '1.4');
  await page.getByTestId('controls-pretrain').getByRole('button').first().click();
  await expect.poll(step).toBeGreaterThan(5);
  await pause();
  const [stepBefore, lossesBefore] = [await step(), await lossTable()];
  await page.reload();
  await page.getByTestId('resume-offer').getByRole('button', { name: 'Go on with it' }).click();
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'running', { timeout: 60_000 });
  await expect.poll(step).toBeGreaterThan(stepBefore);
  await pause();
  // The last row is the newest step, whatever its number; all others stand where they stood.
  expect((await lossTable()).slice(0, lossesBefore.length - 1)).toEqual(lossesBefore.slice(0, -1));

  // The run has a place among the reader's models: a name, a file to take home; and nothing in the way of anybody.
  await page.getByRole('button', { name: 'Your models' }).click();
  const models = page.getByRole('dialog', { name: 'Your models' });
  await models.getByRole('button', { name: /^Rename/ }).click();
  await models.getByLabel('Name of the run').fill('First try');
  await page.keyboard.press('Enter');
  await expect(models.getByTestId('saved-run')).toContainText('First try');
  await expectAccessible(page, 'dialog');
  const download = page.waitForEvent('download');
  await models.getByRole('radio', { name: /GGUF/ }).check();
  await models.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('schoolbook-en-quick-1-base.gguf');
});
