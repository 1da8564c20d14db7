import { expect, test } from './page.ts';

test('the page opens and shows its name', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Schoolbook/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
});

test.describe('a Chinese reader', () => {
  test.use({ locale: 'zh-CN' });

  test('finds the page in Chinese', async ({ page }) => {
    await page.goto('./');
    await expect(page.locator('#root')).toContainText(/[\u4e00-\u9fff]/);
  });
});

test('the policy forbids inline scripts and foreign addresses', async ({ page, request }) => {
  const html = await (await request.get('./')).text();
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*|'unsafe-(inline|eval)'/);
  await page.goto('./');
  expect(await page.locator('script:not([src])').count()).toBe(0);
});
