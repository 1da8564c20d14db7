/** The frame around the lessons: what is always there, and how one gets about in it. */
import { lessonIds } from '../../src/lessons/order.ts';
import { expect, test } from './page.ts';
import { expectAccessible, goTo, openAt } from './school.ts';

test.describe('getting about', () => {
  test('by keyboard alone: skip, contents, panels, help, and the switch that turns the keys off', async ({ page }) => {
    await openAt(page, '1.4');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Skip to the lesson' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('2');
    await expect(page.locator('[data-panel="training"]')).toBeFocused();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    await expect(help).toBeVisible();
    await help.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
    await page.getByRole('main').focus();
    await page.keyboard.press('1');
    await expect(page.getByRole('main')).toBeFocused();

    await page.getByTestId('contents-button').focus();
    await page.keyboard.press('Enter');
    const contents = page.getByRole('dialog', { name: 'Contents' });
    await expect(contents.getByRole('link')).toHaveCount(lessonIds.length);
    await contents.getByRole('link', { name: 'Why it makes things up' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-lesson="2.3"]')).toBeFocused();
    // The switch was kept.
    await page.reload();
    await page.keyboard.press('?');
    await expect(help).toBeHidden();
  });

  test('a lesson ticks itself off, is remembered, and can be forgotten', async ({ page }) => {
    await openAt(page, '0');
    const task = page.getByTestId('task');
    await expect(task).toHaveAttribute('data-done', 'false');
    await page.getByRole('button', { name: 'Let it write' }).click();
    await expect(page.getByTestId('written').getByRole('listitem')).toHaveCount(3, { timeout: 60_000 });
    await expect(task).toHaveAttribute('data-done', 'true');
    await page.reload();
    await expect(task).toHaveAttribute('data-done', 'true');
    await expect(page.locator('.course-index a[data-to="0"]')).toHaveAttribute('data-done', 'true');
    await page.getByTestId('contents-button').click();
    await expect(page.getByTestId('progress')).toContainText('1 of 17');
    await page.getByRole('button', { name: 'Reset progress' }).click();
    await expect(page.getByTestId('progress')).toContainText('0 of 17');
    await page.keyboard.press('Escape');
    await expect(task).toHaveAttribute('data-done', 'false');
  });

  test('a phrase acts, a word explains itself, a guess waits for the run', async ({ page }) => {
    await openAt(page, '1.5');
    await page.getByRole('button', { name: 'Set it to 0' }).click();
    await expect(page.locator('[data-panel="chances"]').getByTestId('chance').first()).toHaveText('100%');
    await expect(page).toHaveURL(/temp=0/);
    const term = page.getByRole('button', { name: 'temperature', exact: true });
    await term.hover();
    await expect(page.getByRole('tooltip')).toContainText('How bold the draw is');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('tooltip')).toBeHidden();
    await page.getByRole('button', { name: 'Draw one.' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('task')).toHaveAttribute('data-done', 'true');

    await goTo(page, '2.3');
    await page.getByRole('radio', { name: 'mostly something made up' }).check();
    await expect(page.getByText('Now let the model show it.')).toBeVisible();
    await page.getByRole('button', { name: 'Load the trained assistant' }).click();
    await page.getByRole('button', { name: 'Ask eight times' }).click({ timeout: 30_000 });
    await expect(page.getByTestId('guess-nobody')).toHaveAttribute('data-outcome', /[01]/, { timeout: 30_000 });
    const outcome = await page.getByTestId('guess-nobody').getAttribute('data-outcome');
    await expect(page.getByRole('status').filter({ hasText: 'What your model did' })).toContainText(
      outcome === '1' ? 'As you expected.' : 'Not what you expected.',
    );
  });

  test('embedded, one panel stands alone', async ({ page }) => {
    await page.goto('./#/en/1.4?preset=quick&seed=1&embed=1&panel=samples');
    await expect(page.getByRole('heading', { level: 3 })).toHaveText(/What it writes from nothing/);
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.locator('.pad')).toHaveCount(0);
    await expectAccessible(page);
    await page.goto('./?embed=1#/zh/1.5?preset=quick&seed=1');
    await expect(page.getByTestId('chance').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('navigation')).toHaveCount(0);
  });
});
