/**
 * A newcomer's walk through the whole course: by keyboard alone on a laptop in English, by touch on a phone in Chinese. On the way every lesson
 * is looked at for what must hold in all of them. What is inside the panels is left to each lesson's own test.
 */
import type { Page } from '@playwright/test';
import { lessonIds } from '../../src/lessons/order.ts';
import { expect, test } from './page.ts';
import { expectAccessible, expectFits, openAt } from './school.ts';

// A record of every key pressed would take longer than the walk.
test.use({ trace: 'off' });

interface Walker {
  /** Presses the button of the lesson that has this name. */
  press(name: string): Promise<void>;
  /** Goes on to the next lesson, by the link at the end of this one. */
  turn(): Promise<void>;
  look(): Promise<void>;
}

const words = {
  en: { write: 'Let it write', step: 'One step', resume: 'Go on', stop: 'Stop here and keep it' },
  zh: { write: '让它写', step: '走一步', resume: '继续', stop: '到此为止，保留成果' },
};

/** From the opening to the glossary; what lessons 0 and 1.4 ask for is done. */
async function walk(page: Page, language: keyof typeof words, { press, turn, look }: Walker): Promise<void> {
  const { write, step, resume, stop } = words[language];
  const reached = page.getByTestId('step-pretrain');
  const atStep = async (): Promise<number> => Number(await reached.getAttribute('data-step'));
  for (const [index, lesson] of lessonIds.entries()) {
    await expect(page.locator(`[data-lesson="${lesson}"] .prose`)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`#/${language}/${lesson.replace('.', '\\.')}\\?`));
    if (index > 0) await expect(page.getByRole('main')).toBeFocused();
    if (lesson === '0') {
      await press(write);
      await expect(page.getByTestId('first-column').getByRole('row').nth(1)).toBeVisible({ timeout: 60_000 });
    }
    if (lesson === '1.4') {
      await press(step);
      await expect(reached).toHaveAttribute('data-step', '1', { timeout: 60_000 });
      await press(resume);
      await expect.poll(atStep, { timeout: 60_000 }).toBeGreaterThan(10);
      await press(stop);
      await expect(page.getByTestId('controls-pretrain')).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
    }
    await look();
    await expectFits(page);
    expect(await page.evaluate(() => document.getAnimations().length), `${lesson} moves`).toBe(0);
    if (index < lessonIds.length - 1) await turn();
  }
  for (const lesson of ['0', '1.4']) {
    await expect(page.locator(`.course-index a[data-to="${lesson}"]`)).toHaveAttribute('data-done', 'true');
  }
}

/** More controls than any lesson has: whoever has not come through by then is caught in one. */
const maxTabs = 250;

interface Focused {
  name: string;
  isInLesson: boolean;
  isNext: boolean;
  isSeen: boolean;
}

/** What has the focus, and whether that can be seen: on itself or, where it is drawn by something else, close by. */
const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const around = [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement];
    return {
      name: element.textContent?.trim() ?? '',
      isInLesson: element.closest('main') !== null,
      isNext: element.getAttribute('rel') === 'next',
      isSeen: around.some((part) => part && getComputedStyle(part).outlineStyle !== 'none'),
    };
  });

/** Moves the focus to something of the lesson: forward, and back if it lies behind. */
async function tabTo(page: Page, isWanted: (found: Focused) => boolean): Promise<void> {
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let count = 0; count < maxTabs; count++) {
      await page.keyboard.press(key);
      const found = await focused(page);
      if (!found.isInLesson) break;
      expect(found.isSeen, `the focus is seen on "${found.name}"`).toBe(true);
      if (isWanted(found)) return;
    }
  }
  throw new Error(`not reached by keyboard: ${isWanted}`);
}

test('by keyboard alone, on a laptop, in English', async ({ page }) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openAt(page, '0');
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await walk(page, 'en', {
    press: async (name) => {
      await tabTo(page, (found) => found.name === name);
      await page.keyboard.press('Enter');
    },
    turn: async () => {
      await tabTo(page, ({ isNext }) => isNext);
      await page.keyboard.press('Enter');
    },
    look: () => expectAccessible(page, 'main'),
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 800 }, hasTouch: true, colorScheme: 'dark' });

  test('by touch, in Chinese', async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openAt(page, '0', { language: 'zh' });
    await expectAccessible(page);
    const main = page.getByRole('main');
    await walk(page, 'zh', {
      // A phrase of the text may say the same.
      press: (name) => main.locator('button').getByText(name, { exact: true }).tap(),
      turn: () => main.locator('a[rel="next"]').tap(),
      look: () => expectAccessible(page, 'main'),
    });
  });
});
