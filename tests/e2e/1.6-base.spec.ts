/** Lesson 1.6 as a reader does it, with the base model that comes with the page. */
import { expect, test } from './page.ts';
import { expectAccessible, numberIn, openAt } from './school.ts';

test('pages read often are by heart, sums and facts come from memory, and pages never read are squeezed', async ({
  page,
}) => {
  await openAt(page, '1.6');
  // Without a model a phrase leads to the panel, which says what it needs.
  await page.getByRole('button', { name: 'Write “2+2=”' }).click();
  await expect(page.locator('[data-panel="sums"]')).toBeFocused();
  await page.getByTestId('needs-base').first().getByRole('button').first().click();
  await expect(page.getByTestId('needs-base')).toHaveCount(0, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Begin a page of each kind' }).click();
  const often = page.getByTestId('recital-often');
  const once = page.getByTestId('recital-once');
  await expect(often).toHaveAttribute('data-recited', /\d/, { timeout: 60_000 });
  await expect(once).toHaveAttribute('data-recited', /\d/, { timeout: 60_000 });
  const share = async (part: typeof often): Promise<number> =>
    (await numberIn(part, 'data-recited')) / (await numberIn(part, 'data-of'));
  expect(await share(often)).toBeGreaterThan(await share(once));
  await expect(page.getByTestId('task')).toHaveAttribute('data-done', 'true');

  // What is underlined stands on the page that it leads to.
  const quoted = (await often.locator('u').allInnerTexts()).join('').replaceAll(/\s/g, '');
  await often.locator('summary').first().click();
  const source = (await often.locator('.quote-page').first().innerText()).replaceAll(/\s/g, '');
  expect(source).toContain(quoted.slice(0, 20));

  // The link leads to that very page, as lesson 1.1 shows it, and back.
  const link = often.getByTestId('page-link').first();
  const address = await link.innerText();
  await link.click();
  const pages = page.locator('[data-panel="pages"]');
  await expect(pages).toBeFocused({ timeout: 30_000 });
  await expect(pages.locator('[aria-current="true"]')).toContainText(address, { timeout: 30_000 });
  await page.goBack();

  await page.getByRole('radio', { name: 'the model', exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Squeeze pages that it never read.' }).click();
  const compression = page.getByTestId('compression');
  await compression.locator('summary').click({ timeout: 60_000 });
  const bitsOf = async (row: string): Promise<number> =>
    Number(await compression.getByRole('row', { name: row }).getByRole('cell').innerText());
  expect(await bitsOf('Your model')).toBeLessThan(await bitsOf('The untrained model'));
  await expect(page.locator('[data-live="bits"]').last()).toHaveText(`${(await bitsOf('Your model')).toFixed(2)}`);

  await page.getByRole('button', { name: 'Write “2+2=”' }).click();
  await expect(page.getByTestId('sums').getByRole('row', { name: '4017+2836=' })).toContainText('no, 6853', {
    timeout: 60_000,
  });
  // Where a stretch that stands in the corpus begins is up to the model: perhaps within what was given.
  await expect(page.getByTestId('drift').locator('.quoted-text')).toContainText('2+2=');
  await expect(page.getByTestId('drift').locator('.is-given').first()).toContainText('2');

  await page.getByRole('button', { name: 'Try three contexts.' }).click();
  await expect(page.getByTestId('contexts').locator('li')).toHaveCount(3, { timeout: 60_000 });
  await expectAccessible(page, '.lesson');
});
