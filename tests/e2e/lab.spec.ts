/** The lab: a knob is turned, a model made with it, trained, and laid beside another; the address carries it all. */
import { expect, test } from './page.ts';
import { expectAccessible, numberIn, openAt } from './school.ts';

test('one knob turned: set up, trained for some steps, compared, and carried by the address', async ({ page }) => {
  test.setTimeout(240_000);
  await openAt(page, 'lab', { more: 'batch=4&layers=99' });
  // What makes no sense is named, and the nearest taken.
  await expect(page.getByTestId('notice')).toContainText('layers=99');
  await page.getByTestId('notice').getByRole('button').click();
  await expect(page).toHaveURL(/layers=6/);
  const layers = page.locator('[data-knob="nLayer"]');
  await expect(layers.getByRole('slider')).toHaveValue('6');
  await expect(layers).toContainText('Preset:');

  const model = page.getByTestId('model');
  const controls = page.getByTestId('controls-pretrain');
  const deep = await model.innerText();
  const train = async (steps: number): Promise<void> => {
    await controls.getByRole('button', { name: 'One step' }).click();
    for (let done = 1; done <= steps; done++) {
      await expect.poll(() => numberIn(page.getByTestId('step-pretrain'), 'data-step')).toBe(done);
      if (done < steps) await controls.getByRole('button', { name: 'One step' }).click();
    }
  };
  const setUp = page.getByTestId('set-up');
  await expect(setUp).toBeDisabled();
  await layers.getByRole('slider').fill('1');
  await setUp.click();
  await expect(model).not.toHaveText(deep);
  await expect(setUp).toBeDisabled();
  await train(2);
  await page.getByRole('button', { name: 'Remember these curves' }).click();

  await page.getByRole('button', { name: 'All as in the preset' }).click();
  await expect(page).not.toHaveURL(/layers=|batch=/);
  await page.getByTestId('set-up').click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('button', { name: 'Throw away' })
    .or(page.getByText(/has this shape/))
    .first()
    .waitFor();
  if (await dialog.isVisible()) await dialog.getByRole('button', { name: 'Throw away' }).click();
  await expect(setUp).toBeDisabled({ timeout: 30_000 });
  await train(1);
  const cursor = page.getByRole('slider', { name: 'Cursor, for both' });
  await cursor.fill('1');
  await expect(page.getByTestId('at-cursor')).toHaveText(/At step 1: \d+\.\d+ in memory, \d+\.\d+ in the other run\./);
  await expectAccessible(page, 'main');

  // The run before it was kept by the browser, too: chosen, it is read and laid beside the one in memory.
  const against = page.getByRole('combobox', { name: 'Compare with' });
  const kept = against.locator('optgroup[label="kept in this browser"] option').first();
  await against.selectOption(await kept.getAttribute('value'));
  await expect(cursor).toHaveAttribute('max', '2');
  await cursor.fill('2');
  await expect(page.getByTestId('at-cursor')).toHaveText(/At step 2: \d+\.\d+ in memory, \d+\.\d+ in the other run\./);
});
