/** Lesson 1.1: the filters, the pages behind them, two runs, and a text of one's own. */
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { expectAccessible, expectFits, numberIn, openAt } from './school.ts';

const panel = (page: Page, name: string) => page.locator(`[data-panel="${name}"]`);
const pagesLeft = (page: Page, filter: string): Promise<number> =>
  numberIn(page.getByTestId(`filter-${filter}`), 'data-pages');

test('filters are switched, pages are opened and compared', async ({ page }) => {
  await openAt(page, '1.1');
  const duplicates = page.getByTestId('filter-duplicate');
  await expect(duplicates).toBeVisible();
  const clean = await pagesLeft(page, 'duplicate');
  const before = await pagesLeft(page, 'privacy');
  expect(clean).toBeLessThan(before);
  await expect(page.getByTestId('read-these')).toHaveAttribute('data-is-read', 'true');
  await page.getByRole('button', { name: 'switch the last one off' }).click();
  await expect(duplicates).toHaveAttribute('data-pages', `${before}`);
  await expect(page.getByTestId('read-these')).toHaveAttribute('data-is-read', 'false');
  await page.getByTestId('filter-language').getByRole('checkbox').uncheck();
  await expect.poll(() => pagesLeft(page, 'duplicate')).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'All filters on' }).click();
  await expect(duplicates).toHaveAttribute('data-pages', `${clean}`);

  // What a filter dropped is listed, and opened with the reason.
  const quality = page.getByTestId('filter-quality');
  const dropped = (await pagesLeft(page, 'language')) - (await pagesLeft(page, 'quality'));
  await quality.getByRole('button').click();
  await expect(page.getByTestId('pages-found')).toHaveAttribute('data-total', `${dropped}`);
  await page.getByTestId('page-line').nth(1).click();
  const open = page.getByTestId('page-view');
  await expect(open).toContainText('Dropped by the filter “Quality”.');
  await expect(page.getByTestId('task')).toHaveAttribute('data-done', 'true');
  const first = await open.getAttribute('data-index');
  await page.getByRole('main').focus();
  await page.keyboard.press('ArrowRight');
  await expect(open).not.toHaveAttribute('data-index', first as string);

  await page.getByRole('button', { name: 'one that is nearly the copy of another' }).click();
  await expect(open).toHaveAttribute('data-reason', 'nearDuplicate');
  const twins = page.getByTestId('twins');
  await expect(twins.locator('mark').first()).toBeVisible();
  await twins.getByRole('button', { name: 'Open it' }).click();
  await expect(open).toContainText('Kept.');
  await expect(open.getByRole('button', { name: 'copy 1', exact: true })).toBeVisible();

  // Pages are found by their words.
  await panel(page, 'pages').getByRole('combobox').selectOption('all');
  await panel(page, 'pages').getByRole('searchbox').fill('no such words');
  await expect(page.getByTestId('pages-found')).toHaveAttribute('data-total', '0');
  await panel(page, 'pages').getByRole('searchbox').fill('fox');
  await expect(page.getByTestId('page-line').first()).toBeVisible();
  await expectAccessible(page, '[data-lesson="1.1"]');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
});

test('two runs of the reader stand side by side', async ({ page }) => {
  await openAt(page, '1.1');
  const [clean, copied] = [page.getByTestId('run-clean'), page.getByTestId('run-copied')];
  const controls = page.getByTestId('controls-pretrain');
  const readOneStep = async (): Promise<void> => {
    await controls.getByRole('button', { name: 'One step' }).click();
    await expect(page.getByTestId('step-pretrain')).toHaveAttribute('data-step', '1');
    await controls.getByRole('button', { name: 'Stop' }).click();
  };
  await panel(page, 'runs').scrollIntoViewIfNeeded();
  await page.getByRole('radio', { name: 'about as much' }).check();
  await readOneStep();
  await clean.getByRole('button', { name: 'See what it recites' }).click();
  await expect(clean).toHaveAttribute('data-step', 'known', { timeout: 30_000 });
  await copied.getByRole('button').click();
  await expect(copied).toHaveAttribute('data-step', 'untrained', { timeout: 30_000 });
  await readOneStep();
  await copied.getByRole('button', { name: 'See what it recites' }).click();
  await expect(copied).toHaveAttribute('data-step', 'known', { timeout: 30_000 });
  // One step of reading leaves nothing to recite, whatever was read.
  for (const run of [clean, copied]) {
    expect(await numberIn(run.locator('.run-share'), 'data-share')).toBeLessThan(0.1);
  }
  await expect(page.getByTestId('guess-copies')).toHaveAttribute('data-outcome', '1');
  await expect(page.getByTestId('recital').getByRole('listitem').first()).toBeVisible();
});

test('a text of one’s own is read instead', async ({ page }) => {
  await openAt(page, '1.1');
  const own = panel(page, 'own');
  const taken = page.getByTestId('own-taken');
  await own.getByRole('textbox').fill('An owl sat in a tree.\n\n<img src=x onerror=alert(1)> is no picture.');
  await own.getByRole('button', { name: 'Take this text' }).click();
  await expect(taken).toHaveAttribute('data-documents', '2');
  const lines = Array.from({ length: 40 }, (_, i) => JSON.stringify({ text: `<b>Owl</b> number ${i} sat in a tree.` }));
  await own.locator('input[type="file"]').setInputFiles([
    { name: 'owls.jsonl', mimeType: 'application/json', buffer: Buffer.from([...lines, 'no line'].join('\n')) },
    { name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from('# Owls\n\nThey hoot.') },
  ]);
  await expect(taken).toHaveAttribute('data-documents', '42');
  await expect(taken).toContainText('<b>Owl</b> number 0');
  await expect(taken).toContainText('they held no text: 1.');
  await own.locator('input[type="file"]').setInputFiles(textFile('\0'.repeat(400)));
  await expect(page.getByTestId('notice')).toHaveAttribute('data-code', 'ownTextBinary');
  // Too little to learn from is refused, and the model stays.
  await own.locator('input[type="file"]').setInputFiles(textFile('An owl sat in a tree.'));
  await expect(taken).toHaveAttribute('data-documents', '1');
  await taken.getByRole('button', { name: 'Let a model read this instead' }).click();
  await expect(page.getByTestId('notice')).toHaveAttribute('data-code', 'corpusTooSmall', { timeout: 30_000 });
  const reads = page.getByTestId('read-these');
  await expect(reads).toContainText('the cleaned crawl');
  await own.locator('input[type="file"]').setInputFiles(textFile('An owl sat in a tree and sang.\n\n'.repeat(100)));
  await expect(taken).toHaveAttribute('data-documents', '100');
  await taken.getByRole('button', { name: 'Let a model read this instead' }).click();
  await expect(reads).toContainText('your own text', { timeout: 30_000 });
  await taken.getByRole('button', { name: 'Back to the crawl' }).click();
  await expect(reads).toContainText('the cleaned crawl', { timeout: 30_000 });
});

const textFile = (text: string) => ({ name: 'owls.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
