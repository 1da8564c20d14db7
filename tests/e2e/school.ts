/** What the tests of the page do with it: open it somewhere, go on to another lesson, train a stage, look for faults. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { LessonId } from '../../src/lessons/order.ts';
import { expect } from './page.ts';

/** Patience, not a bound: on a machine with other work a stage takes several times as long. */
const stageMs = 420_000;

export interface Opening {
  language?: 'en' | 'zh';
  seed?: number;
  /** More of the address, for example `temp=1`. */
  more?: string;
}

/** Opens the page at a lesson, with the quick model set up on wasm. */
export async function openAt(
  page: Page,
  lesson: LessonId,
  { language = 'en', seed = 1, more }: Opening = {},
): Promise<void> {
  await page.goto(`./#/${language}/${lesson}?preset=quick&seed=${seed}${more ? `&${more}` : ''}`);
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'idle', { timeout: 60_000 });
  await expect(page.locator(`[data-lesson="${lesson}"] .prose`)).toBeVisible();
}

/** Goes to a lesson by its mark in the thumb index. */
export async function goTo(page: Page, lesson: LessonId): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  // On a narrow page the other parts are in the contents.
  if (width < 768) {
    await page.getByTestId('contents-button').click();
    await page.getByRole('dialog').locator(`a[data-to="${lesson}"]`).click();
  } else {
    await page.locator(`.course-index a[data-to="${lesson}"]`).click();
  }
  await expect(page.locator(`[data-lesson="${lesson}"] .prose`)).toBeVisible();
}

/** Presses a stage's start button and waits until its checkpoint is in memory. */
export async function train(page: Page, stage: string, patienceMs = stageMs): Promise<void> {
  const controls = page.getByTestId(`controls-${stage}`);
  await controls.getByRole('button').first().click();
  await expect(controls).toHaveAttribute('data-state', 'done', { timeout: patienceMs });
}

export const numberIn = async (locator: Locator, attribute: string): Promise<number> =>
  Number(await locator.getAttribute(attribute));

/** Targets of at least 24 pixels (WCAG 2.2) are not among what axe looks for by itself. */
const options = { resultTypes: ['violations' as const], rules: { 'target-size': { enabled: true } } };

/** @param part a selector: the part of the page that is looked at */
export async function expectAccessible(page: Page, part = 'body'): Promise<void> {
  // 'Legacy' looks at this one document only, which is all there is, and takes half the time.
  const builder = new AxeBuilder({ page }).include(part).options(options).setLegacyMode(true);
  const { violations } = await builder.analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Nothing hangs over the edge of the window. */
export async function expectFits(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
}
