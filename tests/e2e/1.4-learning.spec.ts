/** Lesson 1.4 as a reader does it: one guess and one step on it, some real steps, the learning rate turned, what is written. */
import { expect, test } from './page.ts';
import { expectAccessible, expectFits, numberIn, openAt } from './school.ts';

test('a step makes the right token likelier, real steps draw the curves, and the learning rate can be turned and put back', async ({
  page,
}) => {
  await openAt(page, '1.4');
  const guess = page.getByTestId('guess');
  const now = page.getByTestId('guess-now');
  await expect(guess).toHaveAttribute('data-learned', 'false', { timeout: 30_000 });
  await expect(now).not.toHaveAttribute('data-after', /./);
  const place = await guess.getAttribute('data-position');

  // The phrase makes the step; the loss is spelled out before and after.
  await page.getByRole('button', { name: 'make one step', exact: true }).click();
  await expect(guess).toHaveAttribute('data-learned', 'true', { timeout: 30_000 });
  expect(await guess.getAttribute('data-position')).toBe(place);
  const [before, after] = [await numberIn(now, 'data-before'), await numberIn(now, 'data-after')];
  expect(after).toBeGreaterThan(before);
  const losses = (await page.getByTestId('guess-loss').locator('strong').allInnerTexts()).map(Number);
  expect(losses.map((loss) => loss.toFixed(1))).toEqual([before, after].map((p) => (-Math.log(p)).toFixed(1)));
  await expect(page.locator('[data-live="guessAfter"]')).toHaveText(/%$/);
  await page.getByRole('button', { name: 'Take the step back' }).click();
  await expect(guess).toHaveAttribute('data-learned', 'false', { timeout: 30_000 });
  await guess.getByRole('button', { name: 'Another place' }).click();
  await expect(guess).not.toHaveAttribute('data-position', `${place}`, { timeout: 30_000 });

  // Twice the rate, before the first step is made.
  const next = page.getByTestId('rate-next');
  const planned = await numberIn(next, 'data-rate');
  await page.getByRole('button', { name: 'double it' }).click();
  await expect(page.locator('[data-panel="rate"]')).toBeFocused();
  expect((await numberIn(next, 'data-rate')) / planned).toBeCloseTo(2, 6);
  const controls = page.getByTestId('controls-pretrain');
  const reached = page.getByTestId('step-pretrain');
  await controls.getByRole('button', { name: 'One step' }).click();
  await expect(reached).toHaveAttribute('data-step', '1', { timeout: 60_000 });
  await expect(page.getByTestId('phase')).toHaveAttribute('data-phase', 'copying');
  await expect(page.getByTestId('rate')).toContainText(`Step 1 was made at ${Number((2 * planned).toPrecision(4))}`);
  await page.locator('[data-panel="rate"]').getByRole('button', { name: 'Back to × 1' }).click();
  await controls.getByRole('button', { name: 'One step' }).click();
  await expect(reached).toHaveAttribute('data-step', '2', { timeout: 60_000 });
  // The second step of the warm-up, as the plan has it.
  await expect(page.getByTestId('rate')).toContainText(`Step 2 was made at ${Number((2 * planned).toPrecision(4))}`);

  // What it wrote after its first step: walked over by keyboard.
  const samples = page.getByTestId('samples');
  await expect(samples.getByRole('listitem')).toHaveCount(1);
  await samples.getByRole('button').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(samples.getByRole('button').nth(1)).toBeFocused();
  await expect(page.locator('.sample-told')).toContainText('step 1');
  await expectAccessible(page, '.lesson');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
});
