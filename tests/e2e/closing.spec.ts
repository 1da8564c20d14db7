/** The last lesson, as a reader does it with the checkpoints that come with the page. */
import { expect, test } from './page.ts';
import { expectAccessible, expectFits, goTo, openAt } from './school.ts';

const stages = 5;

test('five ages of one model: whose answer it is, what all say, the quiz, the way home', async ({ page }) => {
  test.setTimeout(240_000);
  await openAt(page, '1.4');
  // A guess made earlier, to be found again here.
  const guessed = page.locator('main .guess label').nth(1);
  const expected = await guessed.innerText();
  await guessed.click();
  await page.getByRole('button', { name: 'Skip: load the trained stage' }).click();
  await expect(page.getByTestId('model')).toContainText('base model', { timeout: 60_000 });
  await goTo(page, '4');
  await expect(page.getByTestId('prediction')).toContainText(expected);
  await expect(page.getByTestId('prediction')).toContainText('has not shown it yet');
  await expect(page.getByTestId('needs-all')).toContainText('2 of 5 checkpoints');

  // Before the examination the quiz only takes notes; then it is marked by the card on the screen.
  const quiz = page.getByTestId('quiz-surprise');
  await quiz.getByRole('radio', { name: 'it grew more than tenfold' }).check();
  await page.getByTestId('quiz-inventor').getByRole('radio', { name: 'base model' }).check();
  await expect(page.locator('.quiz').getByText('Noted.')).toHaveCount(2);
  await page.getByRole('button', { name: 'Ask every checkpoint' }).click();
  await expect(page.getByRole('button', { name: 'Ask them all again' })).toBeVisible({ timeout: 120_000 });
  const losses = await page.locator('td[data-skill="valLoss"]').allInnerTexts();
  const growth = Math.exp(Number(losses[0]) - Number(losses[1]));
  expect(growth, 'reading taught it something').toBeGreaterThan(1);
  await expect(page.getByTestId('quiz-score')).toHaveAttribute('data-right', growth > 10 ? '1' : '0');
  await expect(page.locator('.quiz').getByText('Noted.')).toHaveCount(1);
  await expect(page.getByTestId('task')).toHaveAttribute('data-done', 'false');

  // An answer opens whole.
  const cell = page.getByTestId('report-card').locator('.answer-cell').last();
  await cell.focus();
  await page.keyboard.press('Enter');
  await expect(cell).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByTestId('whole-answer')).toBeVisible();

  // On paper there is the card and nothing else.
  await page.evaluate(() => {
    document.documentElement.dataset.print = 'card';
  });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('The same run again:')).toBeVisible();
  await expect(page.getByTestId('report-card')).toBeVisible();
  await expect(page.locator('[data-panel="quiz"]')).toBeHidden();
  const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g);
  expect(sheets?.length).toBeLessThanOrEqual(2);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('button', { name: 'Load all five' }).click();
  await expect(page.getByTestId('needs-all')).toBeHidden({ timeout: 60_000 });

  const game = page.locator('[data-panel="guess"]');
  await game.getByRole('button', { name: 'Show an answer' }).click();
  const choices = game.getByRole('group', { name: 'Which checkpoint wrote this?' }).getByRole('button');
  await expect(choices).toHaveCount(stages);
  await expect(choices.first()).toBeEnabled({ timeout: 60_000 });
  await expect(game.getByTestId('nameless')).not.toBeEmpty();
  await choices.first().click();
  const told = game.getByTestId('guessed');
  const writer = await told.getAttribute('data-writer');
  await expect(told).toContainText(writer === 'untrained' ? 'You have told 1 of 1' : 'You have told 0 of 1');

  await page.getByRole('button', { name: 'Let all of them answer it' }).click();
  const ages = page.getByTestId('ages').getByRole('listitem');
  await expect(ages).toHaveCount(stages);
  for (let i = 0; i < stages; i++) await expect(ages.nth(i)).toHaveAttribute('data-open', 'false', { timeout: 60_000 });
  const answers = await ages.locator('p').allInnerTexts();
  expect(new Set(answers).size, 'the checkpoints differ').toBeGreaterThan(1);

  // The link leads to the beginning, with the settings of the school in memory.
  await expect(page.getByLabel('A link to this run')).toHaveValue(/#\/en\/0\?preset=course&seed=\d+$/);
  await expectAccessible(page, 'main');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFits(page);
});
