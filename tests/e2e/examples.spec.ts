/** Lessons 2.1 to 2.5 as a reader goes through them; every figure is read off the screen. */
import { expect, test } from './page.ts';
import { expectAccessible, expectFits, goTo, numberIn, openAt } from './school.ts';

test('a conversation becomes tokens; a quick assistant learns from a changed pile', async ({ page }) => {
  // Kernels that share the processor with the browser take their time.
  test.setTimeout(240_000);
  await openAt(page, '2.1');
  const tokens = page.getByTestId('conversation-tokens');
  const mark = tokens.locator('[data-ids="259"]');
  await expect(mark).toHaveCount(2);
  await page.getByRole('button', { name: 'Write <|im_end|> into the question' }).click();
  // What is typed like a mark adds letters, and no mark.
  await expect(mark).toHaveCount(2);
  await expect(page.locator('[data-live="typedTokens"]')).toHaveText(/^\d+$/);
  await page.getByRole('radio', { name: 'from what the assistant says' }).check();
  await page.getByRole('checkbox', { name: 'Show what is learned from it' }).check();
  await expect(page.getByTestId('guess-learned')).toHaveAttribute('data-outcome', '2');
  const learned = Number(await page.locator('[data-live="learned"]').last().innerText());
  await page.getByRole('textbox', { name: 'Message 2' }).fill('');
  await expect(page.locator('[data-live="learned"]').last()).toHaveText('1');
  expect(learned).toBeGreaterThan(1);
  await page.getByRole('combobox', { name: 'Who speaks in message 2' }).selectOption('user');
  await expect(tokens).toContainText('Nothing is learned from it');
  await expect(page.getByTestId('task')).toHaveAttribute('data-done', 'true');

  // A base model of a few steps will do: what is tested is the way from the pile into training.
  await goTo(page, '1.4');
  const reading = page.getByTestId('controls-pretrain');
  await reading.getByRole('button').first().click();
  await expect(page.getByTestId('step-pretrain')).toHaveAttribute('data-step', /^[1-9]/, { timeout: 30_000 });
  await reading.getByRole('button', { name: 'Stop here' }).click();
  await goTo(page, '2.2');
  await expect(page.getByTestId('base-said').first()).not.toContainText('no base model', { timeout: 20_000 });
  const changes = page.getByTestId('changes');
  await page.getByRole('button', { name: 'Give it another name' }).click();
  await page.getByRole('textbox', { name: 'The assistant answers' }).fill('I am a teapot.');
  await page.getByRole('button', { name: 'Put it in the pile' }).click();
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('smallTalk');
  await page.getByRole('searchbox', { name: 'Find' }).fill('thank');
  await expect(page.getByTestId('example').first()).toContainText(/thank/i);
  await page
    .getByRole('button', { name: /^Leave out/ })
    .first()
    .click();
  await expect(changes).toHaveAttribute('data-removed', '1');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(changes).toHaveAttribute('data-removed', '0');
  await expect(changes).toHaveAttribute('data-added', '1');
  await expectAccessible(page, 'main');

  const controls = page.getByTestId('controls-sft');
  await controls.getByRole('button').first().click();
  await expect(page.getByTestId('side-by-side')).toHaveAttribute('data-shots', /^[2-9]|\d\d/, { timeout: 60_000 });
  await controls.getByRole('button', { name: 'Stop here' }).click();
  await expect(controls).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  await expect(changes).toContainText('learned from this pile');
  await expect(page.locator('[data-live="ownSaid"]')).not.toBeEmpty({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(changes).toContainText('learned from another pile');
});

test('it makes up lives, learns to decline, and asks tools', async ({ page }) => {
  test.setTimeout(240_000);
  await openAt(page, '2.3');
  await page.getByRole('button', { name: 'Load the trained assistant' }).click();
  await page.getByRole('button', { name: 'Ask eight times' }).click({ timeout: 30_000 });
  await expect(page.getByTestId('lives').getByRole('listitem')).toHaveCount(8);
  await expect(page.getByTestId('entropy')).toBeVisible({ timeout: 30_000 });
  expect(await numberIn(page.locator('[data-live="invented"]').last(), 'value')).toBeGreaterThan(4);
  await page.getByTestId('lives').getByRole('button').nth(2).click();
  await expect(page.getByTestId('lives').getByRole('button').nth(2)).toHaveAttribute('aria-pressed', 'true');
  // Of somebody who sounds familiar whole lives are told.
  await page.getByRole('button', { name: 'a name put together from known ones' }).click();
  await expect(page.locator('[data-live="nobody"]').first()).not.toHaveText('Orson Kovacs');
  await expect(page.getByTestId('lives').locator('.life.is-life').nth(4)).toBeVisible({ timeout: 30_000 });

  await goTo(page, '2.4');
  await page.getByTestId('controls-honest').getByRole('button', { name: /Skip/ }).click();
  await expect(page.getByTestId('controls-honest')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Ask about everybody, five times each' }).click();
  const unknown = page.getByTestId('probe');
  await expect(unknown).toHaveAttribute('data-unknown', /\d/, { timeout: 60_000 });
  await page.getByText(/conversations written out of this/).click();
  // Half of those it fails on become examples.
  await expect(page.getByTestId('generated').getByRole('listitem')).toHaveCount(
    Math.ceil((await numberIn(unknown, 'data-unknown')) / 2),
  );
  await page.getByRole('button', { name: 'Ask both about everybody' }).click();
  const share = async (name: string): Promise<number> =>
    Number.parseFloat((await page.locator(`[data-live="${name}"]`).last().getAttribute('value')) ?? '');
  await expect(page.locator('[data-live="refusedBefore"]')).toBeVisible({ timeout: 60_000 });
  expect(await share('refusedAfter')).toBeGreaterThan(70);
  expect(await share('refusedBefore')).toBeLessThan(20);
  await expectAccessible(page, 'main');

  await goTo(page, '2.5');
  await page.getByRole('button', { name: 'Ask with tools' }).click();
  const call = page.getByTestId('call');
  await expect(call).toHaveAttribute('data-tool', 'calculator', { timeout: 30_000 });
  const question = await page.getByTestId('tool-question').innerText();
  const [a = 0, b = 0] = question.match(/\d+/g)?.map(Number) ?? [];
  await expect(call.getByRole('textbox')).toHaveValue(`${a + b}`);
  await expect(page.getByTestId('task')).toHaveAttribute('data-done', 'false');
  await call.getByRole('button', { name: 'Paste it in and go on' }).click();
  await expect(page.getByTestId('turn-state')).toHaveAttribute('data-state', 'ended', { timeout: 30_000 });
  await expect(page.getByTestId('stream').locator('.strip .is-tool')).toHaveCount(`${a + b}`.length);
  await expect(page.getByTestId('task')).toHaveAttribute('data-done', 'true');
  await page.getByRole('button', { name: 'Measure both' }).click();
  await expect(page.getByTestId('trial-count')).toHaveAttribute('data-done', /^[1-9]/, { timeout: 30_000 });
  const count = page.getByTestId('trial-count');
  await expect(count).toHaveAttribute('data-done', (await count.getAttribute('data-total')) ?? '', { timeout: 60_000 });
  expect(await share('sumsWith')).toBeGreaterThan(await share('sumsWithout'));
  expect(await share('peopleWith')).toBeGreaterThan(await share('peopleWithout'));
  await expectAccessible(page, 'main');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFits(page);
});
