/**
 * From the untrained model to the reasoner through the panels of the lessons, on the quick preset: whether the effects that the lessons tell of
 * appear on the page itself. Every figure is read off the screen. A missed effect fails the seed and leaves its column in the table.
 */
import type { Locator, Page } from '@playwright/test';
import type { LessonId } from '../../src/lessons/order.ts';
import { expect, test } from '../e2e/page.ts';
import { goTo, numberIn, openAt, train } from '../e2e/school.ts';

const seeds = (process.env.WALKTHROUGH_SEEDS ?? '1').split(',').map(Number);
const language = process.env.WALKTHROUGH_LANGUAGE === 'zh' ? 'zh' : 'en';
/** Knobs, as in an address. */
const more = process.env.WALKTHROUGH_SETTINGS ?? '';
/** Patience, not a bound. */
const stageMs = 1_800_000;
const answerMs = 300_000;

/** The chief button of a panel; its name depends on the language. */
const buttonOf = (page: Page, panel: string): Locator => page.locator(`[data-panel="${panel}"] button.primary`);

/** Presses a panel's chief button, which is there again when the answer is complete. */
async function ask(page: Page, panel: string, isAnswered: () => Promise<unknown>): Promise<void> {
  await buttonOf(page, panel).click();
  await isAnswered();
  await expect(buttonOf(page, panel)).toBeEnabled({ timeout: answerMs });
}

const shown = (locator: Locator) => () => expect(locator.first()).toBeVisible({ timeout: answerMs });

/** What the text of the lesson says of the reader's own run: a count, or a share in percent. */
async function live(page: Page, name: string): Promise<number> {
  const figure = page.locator(`[data-live="${name}"]`).last();
  await expect(figure).toBeAttached();
  return Number.parseFloat((await figure.getAttribute('value')) ?? '');
}

/** First and last figure in a column of the table under the curves of practice, in percent. */
async function endsOf(page: Page, column: number): Promise<[number, number]> {
  const cells = await page.getByTestId('accuracy').locator(`tbody tr td:nth-of-type(${column})`).allInnerTexts();
  const measured = cells.filter((cell) => cell.trim() !== '').map(Number.parseFloat);
  return [measured[0] ?? Number.NaN, measured.at(-1) ?? Number.NaN];
}

/** Right ones in percent of all that some elements count. */
async function shareOf(counted: Locator): Promise<number> {
  let [right, total] = [0, 0];
  for (const one of await counted.all()) {
    right += await numberIn(one, 'data-right');
    total += await numberIn(one, 'data-total');
  }
  return Math.round((100 * right) / total);
}

for (const seed of seeds) {
  test(`seed ${seed}`, async ({ page }) => {
    const tell = (name: string, figure: number, unit = '%'): void => {
      const description = `${name}: ${figure}${unit}`;
      test.info().annotations.push({ type: 'figure', description });
      console.log(description);
    };
    const trainIn = async (lesson: LessonId, stage: string): Promise<void> => {
      await goTo(page, lesson);
      const beginMs = performance.now();
      await train(page, stage, stageMs);
      tell(`${lesson} training`, Math.round((performance.now() - beginMs) / 1000), ' s');
    };
    await openAt(page, '0', { language, seed, more });
    await trainIn('1.4', 'pretrain');
    await trainIn('2.2', 'sft');

    await goTo(page, '2.3');
    await ask(page, 'lives', shown(page.getByTestId('entropy')));
    const [made, asked] = [await live(page, 'invented'), await live(page, 'asked')];
    tell(`2.3 lives made up, of ${asked}`, made, '');
    tell('2.3 different answers about nobody', await live(page, 'distinct'), '');
    const [bits, bitsKnown] = [await live(page, 'bits'), await live(page, 'bitsKnown')];
    tell('2.3 bits a token, about nobody', bits, '');
    tell('2.3 bits a token, about somebody known', bitsKnown, '');
    expect.soft(2 * made, 'most answers about nobody are made up').toBeGreaterThan(asked);
    expect.soft(bits, 'it is less sure about nobody').toBeGreaterThan(bitsKnown);

    await goTo(page, '2.4');
    await ask(page, 'probe', shown(page.getByTestId('probe')));
    await trainIn('2.4', 'honest');
    await ask(page, 'after', shown(page.locator('[data-live="refusedAfter"]')));
    const honesty = async (name: string): Promise<[number, number]> => {
      const found: [number, number] = [await live(page, `${name}Before`), await live(page, `${name}After`)];
      tell(`2.4 ${name}, before`, found[0]);
      tell(`2.4 ${name}, after`, found[1]);
      return found;
    };
    const [inventedBefore, inventedAfter] = await honesty('invented');
    const [refusedBefore, refusedAfter] = await honesty('refused');
    tell(
      `2.4 declined of those it had known`,
      Math.round((100 * (await live(page, 'lost'))) / Math.max(1, await live(page, 'answeredBefore'))),
    );
    expect.soft(inventedAfter, 'fewer lives are made up').toBeLessThan(inventedBefore);
    expect.soft(refusedAfter, 'more strangers are declined').toBeGreaterThan(refusedBefore);

    await goTo(page, '2.5');
    const count = page.getByTestId('trial-count');
    await ask(page, 'trial', async () => {
      await shown(count)();
      await expect(count).toHaveAttribute('data-done', (await count.getAttribute('data-total')) ?? '', {
        timeout: answerMs,
      });
    });
    for (const [what, name] of [
      ['sums', 'sums'],
      ['people of one page', 'people'],
    ] as const) {
      const [without, withTools] = [await live(page, `${name}Without`), await live(page, `${name}With`)];
      tell(`2.5 ${what}, without tools`, without);
      tell(`2.5 ${what}, with tools`, withTools);
      expect.soft(withTools, `tools help with ${what}`).toBeGreaterThan(without);
    }
    tell('2.5 nobody is said to be nowhere, with tools', await live(page, 'nobodyWith'));

    await trainIn('3.2', 'rl');
    await page.getByTestId('accuracy').locator('summary').click();
    for (const [column, name] of [
      [2, 'drawn at T = 1'],
      [3, 'greedy'],
    ] as const) {
      const [first, last] = await endsOf(page, column);
      tell(`3.2 held-out sums, ${name}, first`, first);
      tell(`3.2 held-out sums, ${name}, last`, last);
      expect.soft(last, `practice raises the share of right sums, ${name}`).toBeGreaterThan(first);
    }

    await goTo(page, '3.3');
    await ask(page, 'compare', shown(page.getByTestId('compared')));
    const atOnce = await shareOf(page.locator('[data-testid^="atOnce-"]'));
    const worked = await shareOf(page.locator('[data-testid^="worked-"]'));
    tell('3.3 sums, the number at once', atOnce);
    tell('3.3 sums, worked out', worked);
    expect.soft(worked, 'working helps').toBeGreaterThan(atOnce);

    await goTo(page, '3.4');
    await ask(page, 'ladder', () =>
      expect(page.getByTestId('rung-sure')).toHaveAttribute('data-total', '200', { timeout: answerMs }),
    );
    const rung = (who: string): Promise<number> => shareOf(page.getByTestId(`rung-${who}`));
    const [teacher, imitator] = [await rung('teacher'), await rung('honest')];
    const [reasoner, sure] = [await rung('reasoner'), await rung('sure')];
    tell('3.4 the teacher', teacher);
    tell('3.4 who imitated it', imitator);
    tell('3.4 who practiced', reasoner);
    tell('3.4 who practiced, likeliest tokens', sure);
    expect.soft(imitator, 'imitation stays below the teacher').toBeLessThan(teacher);
    expect.soft(reasoner, 'practice goes past the teacher').toBeGreaterThan(teacher);
  });
}
