/** Lesson 1.3 as a reader walks through it: every figure is read off the screen. */
import { expect, test } from './page.ts';
import { expectAccessible, numberIn, openAt } from './school.ts';

test('the sentence is walked through the network, before and while it learns', async ({ page }) => {
  await openAt(page, '1.3');
  const walk = page.getByTestId('walk');
  await expect(walk).toHaveAttribute('data-step', '0');

  // By keyboard: two stops on is the attention of the first layer.
  await page.locator('.lesson h2').click();
  for (const _ of [1, 2]) await page.keyboard.press('ArrowRight');
  const attention = page.getByTestId('attention');
  await expect(attention).toContainText('layer 1, head 1');
  await attention.locator('summary').click();
  const shares = await attention.locator('tbody td:last-child').allInnerTexts();
  const sum = shares.reduce((total, share) => total + (share.startsWith('<') ? 0 : Number.parseFloat(share)), 0);
  expect(Math.abs(sum - 100)).toBeLessThan(1.5);
  await expectAccessible(page, '[data-panel="walk"]');
  await page.getByRole('radio', { name: 'Head 2' }).check({ force: true });
  await expect(attention).toContainText('layer 1, head 2');
  await expect(attention.locator('tbody td:last-child')).not.toHaveText(shares);

  // Another last word moves nearly all of the probabilities.
  await page.getByRole('radio', { name: 'nearly all of them' }).check();
  await page.getByRole('textbox', { name: 'Your sentence' }).fill('Q: What is a hen?\nA:');
  await expect(page.getByTestId('guess-moved')).toHaveAttribute('data-outcome', '2');
  await expect(page.getByTestId('task')).toHaveAttribute('data-done', 'true');

  // The answer: one probability for each token of the vocabulary.
  await page.getByRole('radio', { name: 'Scores and probabilities' }).check({ force: true });
  const output = page.getByTestId('output');
  const [, all, chance] = /Of (\d+) tokens, .* with ([\d.]+)%/.exec(await output.innerText()) ?? [];
  expect(Number(all)).toBe(384);
  // Untrained, none stands out much from one in 384.
  expect(Number(chance)).toBeLessThan(3);

  // The numbers are those of this moment: they change while the model reads.
  await page.getByRole('button', { name: 'let the model read' }).click();
  await expect(async () => expect(await numberIn(walk, 'data-step')).toBeGreaterThan(5)).toPass({ timeout: 40_000 });
  await expect(output).not.toContainText(`with ${chance}%`);
  await page.getByTestId('answering').first().selectOption('untrained');
  await expect(walk).toHaveAttribute('data-step', '0');
  await expect(output).toContainText(`with ${chance}%`);
});
