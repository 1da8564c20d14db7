/** Lesson 1.2: pairs are merged and unmerged, any text is cut into tokens, ours and those of GPT. */
import { expect, test } from './page.ts';
import { expectAccessible, expectFits, numberIn, openAt } from './school.ts';

test('merges are made one by one, taken back, and made to the end', async ({ page }) => {
  await openAt(page, '1.2');
  const made = page.getByTestId('merge-buttons');
  const count = page.getByTestId('stretch-count');
  const stretch = page.getByTestId('stretch');
  await expect(made).toHaveAttribute('data-made', '0');
  const before = await numberIn(count, 'data-tokens');
  const marked = await stretch.locator('.token.is-pair').count();
  await made.getByRole('button', { name: 'Merge one pair' }).click();
  await expect(count).toHaveAttribute('data-tokens', `${before - marked / 2}`);
  await expect(stretch.locator('.token.is-new')).toHaveCount(marked / 2);
  await made.getByRole('button', { name: 'Undo one' }).click();
  await expect(count).toHaveAttribute('data-tokens', `${before}`);
  await made.getByRole('button', { name: 'Ten' }).click();
  await expect(made).toHaveAttribute('data-made', '10');
  await page.getByRole('main').focus();
  await page.keyboard.press('ArrowRight');
  await expect(made).toHaveAttribute('data-made', '11');
  const guess = page.getByTestId('guess-shrink');
  await guess.getByRole('radio', { name: 'about half' }).check();
  await expect(guess).not.toHaveAttribute('data-outcome', /\d/);
  await made.getByRole('button', { name: 'All' }).click();
  await expect(guess).toHaveAttribute('data-outcome', /\d/);
  expect(await numberIn(count, 'data-tokens')).toBeLessThan(before - marked / 2);
  await expect(page.getByTestId('vocabulary')).toContainText(/With 384 tokens in the vocabulary/);
});

test('in Chinese, 你 and 好 become one', async ({ page }) => {
  await openAt(page, '1.2', { language: 'zh' });
  await expect(page.getByTestId('stretch')).toBeVisible();
  await page.getByRole('button', { name: '你好', exact: true }).click();
  const made = page.getByTestId('merge-buttons');
  await expect(made).not.toHaveAttribute('data-made', '0');
  const stretch = page.getByTestId('stretch');
  const [you] = [stretch.locator('.token.is-pair', { hasText: '你' }).first()];
  await expect(you).toHaveText('你');
  await made.getByRole('button', { name: '合并一对' }).click();
  await expect(stretch.locator('.token.is-new').first()).toHaveText('你好');
  await expectAccessible(page, '[data-lesson="1.2"]');
});

test('any text becomes tokens, ours and those of GPT', async ({ page }) => {
  const parts: string[] = [];
  page.on('request', (request) => {
    if (/(r50k|o200k)_base/.test(request.url())) parts.push(request.url());
  });
  await openAt(page, '1.2');
  const field = page.locator('[data-panel="tokens"]').getByRole('textbox');
  const run = page.getByTestId('token-run');
  await field.fill('Hello 𝄞 你 12345');
  await expect(page.getByTestId('token-count')).toContainText('the same text');
  // Digits stay single, and the clef is one glyph over the tokens that share it.
  for (const digit of '2345')
    await expect(run.locator('.token-text', { hasText: new RegExp(`^${digit}$`) })).toHaveCount(1);
  const clef = run.getByRole('button', { name: /𝄞/ });
  await expect(clef).toHaveCount(1);
  expect(await clef.locator('.token-parts i').count()).toBeGreaterThan(1);
  await clef.hover();
  await expect(page.locator('[data-panel="tokens"]').getByTestId('token-facts')).toContainText('one character');
  await run.getByRole('button').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(run.getByRole('button').nth(1)).toBeFocused();
  await expect(run.getByRole('button').nth(1)).toHaveAttribute('aria-pressed', 'true');

  expect(parts).toEqual([]);
  await field.fill('hello world');
  await page.getByRole('button', { name: 'Fetch the vocabulary of GPT-2' }).click();
  await expect(page.getByTestId('gpt-run').locator('.token-ids')).toHaveText(['31373', '995'], { timeout: 30_000 });
  const ours = page.getByTestId('gpt-compared').getByRole('listitem').first();
  await expect(ours).toHaveAttribute(
    'data-tokens',
    (await page.getByTestId('token-count').getAttribute('data-tokens')) ?? '',
  );
  expect(parts.some((url) => url.includes('r50k_base'))).toBe(true);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
});
