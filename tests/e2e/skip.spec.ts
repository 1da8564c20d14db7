/**
 * Into the middle of the book by its address, without a model: the ready-made checkpoints make every lesson of the second half usable. How long
 * that takes is printed, not bounded: it depends on what else the machine does.
 */
import type { Page } from '@playwright/test';
import { lessonIds } from '../../src/lessons/order.ts';
import { expect, test } from './page.ts';

const lessons = lessonIds.filter((id) => /^[234]/.test(id) || id === 'lab');

/**
 * Waits as the page itself would see it. What `expect` waits for is looked at once a second in the end, too seldom where seconds are measured.
 */
const appears = (page: Page, selector: string, state: 'visible' | 'hidden' = 'visible'): Promise<void> =>
  page.locator(selector).first().waitFor({ state, timeout: 60_000 });

/** Presses the offer to load what the lesson needs; where several are needed, that of the latest, which brings the others along. */
async function load(page: Page): Promise<void> {
  const main = page.getByRole('main');
  const needs = main.locator('[data-testid^="needs-"]');
  const skip = main.locator('[data-testid^="controls-"] button.quiet');
  await needs.or(skip).first().waitFor();
  const named = ['all', 'reasoner', 'honest', 'assistant', 'base'].map((stage) => main.getByTestId(`needs-${stage}`));
  const counts = await Promise.all(named.map((offer) => offer.count()));
  const latest = named[counts.findIndex((count) => count > 0)];
  await (latest?.getByRole('button') ?? skip).first().click();
  await appears(page, 'main [data-testid^="needs-"]', 'hidden');
  await expect(needs).toHaveCount(0);
  await page
    .getByTestId('model')
    .filter({ hasNotText: /untrained|未训练/ })
    .waitFor({ timeout: 60_000 });
}

test('each lesson by its address, its checkpoints loaded, in turn in English and in Chinese', async ({ context }) => {
  test.setTimeout(600_000);
  const taken: string[] = [];
  for (const [i, lesson] of lessons.entries()) {
    const page = await context.newPage();
    const beginMs = performance.now();
    await page.goto(`./#/${i % 2 === 0 ? 'en' : 'zh'}/${lesson}`);
    await appears(page, '[data-testid="status"][data-status="idle"]');
    // Whoever writes a conversation needs a tokenizer and no model.
    if (lesson !== '2.1') await load(page);
    for (const panel of await page.locator('[data-panel]').all()) await expect(panel).toBeVisible();
    taken.push(`${lesson} ${((performance.now() - beginMs) / 1000).toFixed(1)}`);
    await page.close();
  }
  console.log(`seconds from the address to a usable lesson: ${taken.join(', ')}`);
});

/** As written into the address, and as taken instead. */
const senseless = {
  ...{ seed: ['-3', '1'], temp: ['99', '2'], topk: ['-5', undefined], topp: ['7', undefined] },
  ...{ layers: ['99', '6'], width: ['abc', undefined], vocab: ['5', '320'], context: ['64', '128'] },
  ...{ rlrate: ['9', '0.002'], rounds: ['1000', '100'], brevity: ['-1', '0'] },
} satisfies Record<string, [string, string | undefined]>;

for (const language of ['en', 'zh'] as const) {
  test(`each senseless value in an address is named and replaced, ${language}`, async ({ page }) => {
    const parts = Object.entries(senseless).map(([name, [written]]) => `${name}=${written}`);
    await page.goto(`./#/${language}/lab?preset=quick&${parts.join('&')}`);
    const notice = page.getByTestId('notice');
    for (const part of parts) await expect(notice).toContainText(part);
    await expect(notice).toContainText(language === 'en' ? 'The nearest that does was taken' : '已经换成最接近的');
    const query = new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
    for (const [name, [, taken]] of Object.entries(senseless)) expect(query.get(name) ?? undefined, name).toBe(taken);
    // What is left makes sense, and says the same when it is opened by somebody else.
    const shared = page.url();
    await page.goto('about:blank');
    await page.goto(shared);
    await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'idle', { timeout: 60_000 });
    await expect(notice).toBeHidden();
    expect(page.url()).toBe(shared);
  });
}
