/** Lesson 1.5 as a reader does it: draw, re-shape, force, go back, roll. */
import type { Locator } from '@playwright/test';
import { expect, test } from './page.ts';
import { expectAccessible, openAt } from './school.ts';

test('a token is drawn by a number, the story forks where another is forced, and rolls tell themselves apart', async ({
  page,
}) => {
  await openAt(page, '1.5', { more: 'temp=1' });
  const now = page.getByTestId('hat-now');
  await expect(page.getByTestId('candidates')).toBeVisible();
  await page.getByRole('button', { name: 'Draw one.' }).click();

  // The number drawn lies in the stretch of the token that was taken.
  await expect(now).toHaveAttribute('data-random', /0\.\d+/);
  const [number = 2, from = 2, to = -1] = (await now.innerText()).match(/\d\.\d{4}/g)?.map(Number) ?? [];
  expect(from).toBeLessThanOrEqual(number);
  expect(number).toBeLessThanOrEqual(to);
  expect(await now.getAttribute('data-hit')).toBe(await now.getAttribute('data-chosen'));

  // Another hat, the same number: at once, and the token in the story stays.
  const chosen = await now.getAttribute('data-chosen');
  await page.locator('[data-panel="chances"]').getByRole('slider', { name: 'Temperature' }).fill('0');
  await expect(now).toHaveAttribute('data-chosen', `${chosen}`);
  const first = page.getByTestId('candidates').getByRole('button').first();
  await expect(first).toContainText('100%');
  await page.getByRole('button', { name: 'At 1', exact: true }).click();

  // Forced by keyboard: a second branch, and the first is still there to go back to.
  const tree = page.getByTestId('tree');
  const drawn = tree.getByRole('button').nth(1);
  const name = await drawn.innerText();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tree).toContainText('2 tokens in 2 branches');
  await expect(now).toContainText('You chose');
  await drawn.click();
  await expect(drawn).toHaveAttribute('aria-current', 'true');
  await expect(page.getByTestId('story')).toContainText(name.replaceAll(/[␣↵<].*/g, ''));

  // It draws by itself until it is paused.
  await page.locator('.lesson h2').click();
  await page.keyboard.press(' ');
  await expect(async () => expect(await tokensIn(tree)).toBeGreaterThan(4)).toPass({ timeout: 20_000 });
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Let it draw', exact: true })).toBeVisible();
  await expectAccessible(page, '[data-panel="chances"]');

  // Without chance all rolls are one; with it they are not.
  await page.getByRole('radio', { name: 'one', exact: true }).check();
  await page.getByRole('button', { name: 'Set it to 0' }).click();
  await page.getByRole('button', { name: 'Roll several at once' }).click();
  await expect(page.getByTestId('guess-coldRolls')).toHaveAttribute('data-outcome', '0', { timeout: 30_000 });
  await page.getByRole('button', { name: 'At 1', exact: true }).click();
  await page.getByRole('button', { name: 'Roll again' }).click();
  await expect(page.locator('[data-live="differentTexts"]').last()).toHaveText('6', { timeout: 30_000 });
  await expect(page.getByTestId('task')).toHaveAttribute('data-done', 'true');
});

const tokensIn = async (tree: Locator): Promise<number> =>
  Number(/(\d+) tokens/.exec(await tree.locator('figcaption').innerText())?.[1] ?? 0);
