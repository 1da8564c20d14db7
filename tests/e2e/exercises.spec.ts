/** Lessons 3.1 to 3.4 as a reader walks through them, with the stages that come with the page. */
import { presets } from '../../src/llm/config.ts';
import { expect, test } from './page.ts';
import { expectAccessible, expectFits, goTo, numberIn, openAt } from './school.ts';

const answerMs = 60_000;

test('attempts, the loop of practice, thinking, and rewards that go wrong', async ({ page }) => {
  test.setTimeout(240_000);
  await openAt(page, '3.1');

  // 3.1: the honest assistant tries one sum many times; one attempt is opened.
  await page.getByTestId('needs-honest').getByRole('button').first().click();
  const attempts = page.locator('[data-panel="attempts"]');
  await attempts.getByRole('button', { name: 'Try 16 times' }).click({ timeout: answerMs });
  const cards = page.getByTestId('rollouts').getByRole('listitem');
  await expect(cards).toHaveCount(16, { timeout: answerMs });
  const right = page.getByTestId('attempts-right');
  const marked = await cards.filter({ hasText: '✓' }).count();
  expect(await numberIn(right, 'data-right')).toBe(marked);
  await expect(cards.filter({ hasText: 'chosen' })).toHaveCount(marked > 0 ? 1 : 0);
  await cards.first().getByRole('button').click();
  await expect(page.getByTestId('attempt-tokens')).toContainText('<|im_end|>');
  await expect(page.getByTestId('pass')).toContainText('one of 8 with');
  await page.getByRole('button', { name: 'at temperature 0' }).click();
  await expect
    .poll(async () => new Set(await cards.locator('.rollout-text').allTextContents()).size, { timeout: answerMs })
    .toBe(1);
  await expectAccessible(page, 'main');

  // 3.2: two iterations, one at a time, then back to the first, the only one that was measured.
  await goTo(page, '3.2');
  const controls = page.getByTestId('controls-rl');
  for (const step of ['1', '2']) {
    await controls.getByRole('button', { name: 'One step' }).click();
    await expect(page.getByTestId('step-rl')).toHaveAttribute('data-step', step, { timeout: answerMs });
    await expect(controls).toHaveAttribute('data-state', 'paused', { timeout: answerMs });
  }
  await expect(page.getByTestId('loop')).toContainText(`Iteration 2: ${presets.course.rl.groupSize} attempts`);
  await expect(page.getByRole('radio', { name: 'policy gradient' })).toBeDisabled();
  await expectAccessible(page, 'main');
  await page.getByRole('button', { name: 'Keep iteration 1' }).click();
  // The second iteration is thrown away by it.
  await page.getByRole('button', { name: 'Throw away and go on' }).click();
  await expect(controls).toHaveAttribute('data-state', 'done', { timeout: answerMs });
  await expect(page.getByText('The reasoner in memory is iteration 1')).toBeVisible();

  // 3.3: the number at once is worse than the number worked out, and the table shows the model's own working.
  await goTo(page, '3.3');
  await page.locator('[data-panel="compare"]').getByRole('button', { name: 'Measure both ways' }).click();
  await expect(page.getByTestId('compared')).toContainText('95%', { timeout: answerMs });
  const shares = async (way: string): Promise<number> => {
    const groups = page.locator(`[data-testid^="${way}-"]`);
    return (await numberIn(groups.first(), 'data-right')) + (await numberIn(groups.nth(1), 'data-right'));
  };
  expect(await shares('worked')).toBeGreaterThan(await shares('atOnce'));
  await page.getByRole('button', { name: 'Look inside' }).click();
  await expect(page.getByTestId('workings').getByRole('row').nth(2)).toBeVisible({ timeout: answerMs });
  await expectAccessible(page, 'main');

  // 3.4: the teacher is counted, both pupils are asked, and a reward for brevity ruins a copy.
  await goTo(page, '3.4');
  await expect(page.getByTestId('rung-teacher')).toBeVisible({ timeout: answerMs });
  await page.getByRole('button', { name: 'Ask both the same unseen sums' }).click();
  await expect(page.getByTestId('rung-sure')).toHaveAttribute('data-total', '200', { timeout: answerMs });
  const share = async (who: string): Promise<number> => {
    const rung = page.getByTestId(`rung-${who}`);
    return (await numberIn(rung, 'data-right')) / (await numberIn(rung, 'data-total'));
  };
  expect(await share('honest')).toBeLessThan(await share('teacher'));
  const before = await page.getByTestId('model').textContent();
  await page.getByRole('button', { name: 'Practice for this reward' }).click();
  const now = page.getByTestId('reward-now');
  await expect(now).toHaveAttribute('data-step', '10', { timeout: answerMs });
  expect(await numberIn(now, 'data-last')).toBeLessThan((await numberIn(now, 'data-first')) / 2);
  expect(await page.getByTestId('model').textContent()).toBe(before);
  await expectAccessible(page, 'main');

  await page.setViewportSize({ width: 360, height: 800 });
  for (const lesson of ['3.1', '3.2', '3.3', '3.4'] as const) {
    await goTo(page, lesson);
    await expectFits(page);
  }
});
