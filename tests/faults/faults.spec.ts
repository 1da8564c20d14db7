/**
 * Faults, one a test, injected from outside into the page as it is built. Each says how often it was injected, how much training it cost (in
 * seconds, from the steps that are done again and the time a step takes here), and what the reader saw. Goal: at most 30 s, and never a
 * page that does not go on.
 */
import { test as base, expect, type Page, type Worker } from '@playwright/test';
import type { LessonId } from '../../src/lessons/order.ts';
import type { TrainingStage } from '../../src/llm/reports.ts';
import { goTo, openAt } from '../e2e/school.ts';

const maxLostSeconds = 30;
const patience = { timeout: 120_000 };
const lessonOf: Record<TrainingStage, LessonId> = { pretrain: '1.4', sft: '2.2', honest: '2.4', rl: '3.2' };

/** Nothing may be asked of another origin; errors in the console are what this is about. */
const test = base.extend<{ ownOrigin: undefined }>({
  ownOrigin: [
    async ({ context, baseURL }, use) => {
      const foreign: string[] = [];
      context.on('request', (request) => {
        if (/^http/.test(request.url()) && !request.url().startsWith(baseURL ?? '')) foreign.push(request.url());
      });
      await use(undefined);
      expect(foreign).toEqual([]);
    },
    { auto: true },
  ],
});

/** A line of the table. */
function report(fault: string, times: number, lost: string, seen: string): void {
  const description = [fault, `${times}×`, lost, seen.replaceAll(/\s+/g, ' ').trim()].join(' | ');
  test.info().annotations.push({ type: 'fault', description });
}

interface Place {
  step: number;
  /** A step takes so long here. */
  stepSeconds: number;
}

const controls = (page: Page, stage: TrainingStage) => page.getByTestId(`controls-${stage}`);
const status = (page: Page) => page.getByTestId('status');
const stepOf = async (page: Page, stage: TrainingStage): Promise<number> =>
  Number((await page.getByTestId(`step-${stage}`).getAttribute('data-step', patience)) ?? 0);

/** The newest save of the stage under way, read from the browser's storage itself. */
const savedStep = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('schoolbook');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const request = database.transaction('runs').objectStore('runs').getAll();
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            database.close();
            resolve(Math.max(0, ...request.result.map(({ progress }) => progress?.now.step ?? 0)));
          };
        };
      }),
  );

/** Starts a stage (of the quick model for reading, of the one that came with the page for the others) and waits for its first save. */
async function startStage(page: Page, stage: TrainingStage): Promise<void> {
  // A reading so long that it does not end before the fault comes.
  if (stage === 'pretrain') await openAt(page, '1.4', { more: 'steps=6000' });
  else await openAt(page, '0');
  if (stage !== 'pretrain') {
    const parents = { sft: /base model/, honest: /Load the assistant/, rl: /honest assistant/ };
    await page.getByRole('button', { name: parents[stage] }).click();
    await expect(page.getByTestId('model')).toContainText('came with the page', patience);
    await goTo(page, lessonOf[stage]);
  }
  await controls(page, stage).getByRole('button').first().click();
  await expect.poll(() => savedStep(page), patience).toBeGreaterThan(0);
}

/** Lets it train for a while; then where it is, and how long a step takes. */
async function train(page: Page, stage: TrainingStage, seconds: number): Promise<Place> {
  const [before, startMs] = [await stepOf(page, stage), performance.now()];
  await expect.poll(() => stepOf(page, stage), patience).toBeGreaterThan(before);
  await page.waitForTimeout(1000 * seconds);
  const step = await stepOf(page, stage);
  return { step, stepSeconds: (performance.now() - startMs) / 1000 / (step - before) };
}

const lostSeconds = ({ step, stepSeconds }: Place, resumedAt: number): number =>
  Math.max(0, step - resumedAt) * stepSeconds;

/** Takes the offer to go on, and reads off from which step it does. */
async function resumeAfterReload(page: Page): Promise<number> {
  const at = await savedStep(page);
  await page.getByTestId('resume-offer').getByRole('button', { name: 'Go on with it' }).click(patience);
  await expect(status(page)).toHaveAttribute('data-status', 'running', patience);
  return at;
}

const seconds = (values: readonly number[]): string => `${Math.max(...values).toFixed(1)} s at most`;

for (const stage of ['pretrain', 'sft', 'honest', 'rl'] as const) {
  test(`reload in the middle of a step: ${stage}`, async ({ page }) => {
    await startStage(page, stage);
    const lost: number[] = [];
    const times = stage === 'pretrain' ? 3 : 1;
    let offer = '';
    for (let i = 0; i < times; i++) {
      const place = await train(page, stage, 7);
      await page.reload();
      offer = await page.getByTestId('resume-offer').innerText(patience);
      const at = await resumeAfterReload(page);
      lost.push(lostSeconds(place, at));
      await expect.poll(() => stepOf(page, stage), patience).toBeGreaterThan(at);
    }
    report(`reload mid-step (${stage})`, times, seconds(lost), offer);
    expect(Math.max(...lost)).toBeLessThanOrEqual(maxLostSeconds);
  });
}

/** The worker of the engine; the helper threads of its kernels are workers too, and never listen. */
const engineOf = (page: Page): Worker => page.workers().find((worker) => worker.url().includes('/worker-')) as Worker;

/** Injects something into the worker, and waits until a new one has gone on. */
async function recoveredFrom(page: Page, stage: TrainingStage, inject: (worker: Worker) => Promise<unknown>) {
  const place = await train(page, stage, 5);
  await inject(engineOf(page)).catch(() => {});
  const note = page.getByTestId('recovery');
  await expect(note).toHaveAttribute('data-lost', /\d/, patience);
  const steps = Number(await note.getAttribute('data-lost'));
  const saw = await note.locator('p').innerText();
  await expect(status(page)).toHaveAttribute('data-status', 'running');
  const at = await stepOf(page, stage);
  await expect.poll(() => stepOf(page, stage), patience).toBeGreaterThan(at);
  await note.getByRole('button').click();
  // Only once it is past the place where it failed does the next failure count as another one.
  await expect.poll(() => savedStep(page), patience).toBeGreaterThan(place.step);
  return { lost: steps * place.stepSeconds, saw };
}

const workerFaults: [fault: string, times: number, inject: (worker: Worker) => Promise<unknown>][] = [
  [
    'error that nobody in the worker catches',
    3,
    (worker) => worker.evaluate(() => setTimeout(() => Promise.reject(new RangeError('injected')), 0)),
  ],
  ['worker killed without a word', 1, (worker) => worker.evaluate(() => globalThis.close())],
  [
    'NaN in a batch',
    2,
    (worker) =>
      worker.evaluate(() => {
        // How much each target of a batch counts; nothing else of this size is made so.
        const { map } = Float32Array.prototype;
        Object.assign(Float32Array.prototype, {
          map(this: Float32Array, change: (value: number, index: number, array: Float32Array) => number) {
            const changed = map.call(this, change);
            return changed.length > 500 ? changed.fill(Number.NaN) : changed;
          },
        });
        setTimeout(() => Object.assign(Float32Array.prototype, { map }), 2000);
      }),
  ],
  [
    'backend throws in the middle of a step',
    2,
    (worker) =>
      worker.evaluate(() => {
        // What a training batch is laid out with, and nothing else.
        const { set } = Float32Array.prototype;
        const fail = (): never => {
          Object.assign(Float32Array.prototype, { set });
          throw new RangeError('out of memory, injected');
        };
        Object.assign(Float32Array.prototype, {
          set(this: Float32Array, values: ArrayLike<number>, offset?: number) {
            return Array.isArray(values) ? fail() : set.call(this, values, offset);
          },
        });
      }),
  ],
];

for (const [fault, times, inject] of workerFaults) {
  test(fault, async ({ page }) => {
    await startStage(page, 'pretrain');
    const lost: number[] = [];
    let saw = '';
    for (let i = 0; i < times; i++) {
      const outcome = await recoveredFrom(page, 'pretrain', inject);
      lost.push(outcome.lost);
      saw = outcome.saw;
    }
    report(fault, times, seconds(lost), saw);
    expect(Math.max(...lost)).toBeLessThanOrEqual(maxLostSeconds);
  });
}

test('device.destroy()', async ({ page }) => {
  // Before the engine asks for it: the device is kept where the fault can find it.
  page.on('worker', (worker) => {
    worker
      .evaluate(() => {
        const { requestDevice } = GPUAdapter.prototype;
        GPUAdapter.prototype.requestDevice = async function (...options) {
          const device = await requestDevice.apply(this, options);
          Object.assign(globalThis, { device });
          return device;
        };
      })
      .catch(() => {});
  });
  await page.goto('./#/en/1.4?preset=quick&seed=1&backend=webgpu');
  await expect(status(page)).toHaveAttribute('data-status', 'idle', { timeout: 240_000 });
  await expect(page.getByTestId('backend')).toHaveAttribute('data-backend', 'webgpu');
  await controls(page, 'pretrain').getByRole('button').first().click();
  await expect.poll(() => savedStep(page), { timeout: 240_000 }).toBeGreaterThan(0);
  const { lost, saw } = await recoveredFrom(page, 'pretrain', (worker) =>
    worker.evaluate(() => (globalThis as { device?: GPUDevice }).device?.destroy()),
  );
  report('`device.destroy()` (WebGPU in software)', 1, seconds([lost]), saw);
  expect(saw).toContain('graphics card');
  expect(lost).toBeLessThanOrEqual(maxLostSeconds);
});

test('the disk is full', async ({ page }) => {
  await startStage(page, 'pretrain');
  await engineOf(page).evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    Object.assign(globalThis, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put }) });
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('injected', 'QuotaExceededError');
    };
  });
  const saved = await savedStep(page);
  const problem = page.getByTestId('keeping-problem');
  // The next save that is due: one asked for by a pause does not come when the pause falls into a look at the model.
  await expect(problem).toHaveAttribute('data-code', 'storageFull', patience);
  const saw = await problem.innerText();
  expect(await savedStep(page)).toBe(saved);
  await controls(page, 'pretrain').getByRole('button').first().click();
  const download = page.waitForEvent('download');
  await problem.getByRole('button').click();
  expect((await download).suggestedFilename()).toMatch(/schoolbook-en-quick-1-base\.bin/);
  await engineOf(page).evaluate(() => (globalThis as unknown as { makeRoom(): void }).makeRoom());
  await page.getByRole('button', { name: 'One step', exact: true }).click();
  await expect(problem).toHaveCount(0, patience);
  report('no room left (QuotaExceededError)', 1, 'nothing', saw);
});

test('the newest save is damaged', async ({ page }) => {
  await startStage(page, 'pretrain');
  const place = await train(page, 'pretrain', 20);
  // Paused twice, so that there are two saves some steps apart.
  await controls(page, 'pretrain').getByRole('button').first().click();
  await expect(status(page)).toHaveAttribute('data-status', 'paused');
  await expect.poll(() => savedStep(page)).toBeGreaterThanOrEqual(place.step);
  const newest = await savedStep(page);
  const before = await page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('schoolbook');
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction(['runs', 'blobs'], 'readwrite');
          transaction.objectStore('runs').getAll().onsuccess = ({ target }) => {
            const [{ progress }] = (target as IDBRequest).result;
            const blobs = transaction.objectStore('blobs');
            blobs.get(progress.now.key).onsuccess = ({ target: found }) => {
              const bytes: Uint8Array = (found as IDBRequest).result;
              bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
              blobs.put(bytes, progress.now.key);
            };
            transaction.oncomplete = () => {
              database.close();
              resolve(progress.before.step);
            };
          };
          transaction.onerror = () => reject(transaction.error);
        };
      }),
  );
  await page.reload();
  await page.getByTestId('resume-offer').getByRole('button', { name: 'Go on with it' }).click(patience);
  await expect(status(page)).toHaveAttribute('data-status', 'running', patience);
  await expect.poll(() => stepOf(page, 'pretrain'), patience).toBeGreaterThan(before);
  const lost = (newest - before) * place.stepSeconds;
  const note = page.getByTestId('recovery');
  await expect(note).toHaveAttribute('data-lost', `${newest - before}`);
  report('the newest save is damaged', 1, seconds([lost]), await note.locator('p').innerText());
  expect(lost).toBeLessThanOrEqual(maxLostSeconds);
});

test('a file that was cut off is brought in', async ({ page }) => {
  await openAt(page, '1.4');
  await page.getByRole('button', { name: 'One step', exact: true }).click();
  await expect(status(page)).toHaveAttribute('data-status', 'paused');
  await page.getByRole('button', { name: 'Your models' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your models' });
  const download = page.waitForEvent('download');
  await dialog.getByRole('radio', { name: /Hugging Face/ }).check();
  await dialog.getByRole('button', { name: 'Download' }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  const whole = Buffer.concat(chunks);
  const model = await page.getByTestId('model').innerText();
  let saw = '';
  for (const share of [0.1, 0.5, 0.99]) {
    const buffer = whole.subarray(0, Math.floor(share * whole.length));
    await dialog.locator('input[type=file]').setInputFiles({ name: 'model.zip', mimeType: 'application/zip', buffer });
    await expect(page.getByTestId('notice')).toHaveAttribute('data-code', 'checkpointCorrupt');
    saw = await page.getByTestId('notice').innerText();
    expect(await page.getByTestId('model').innerText()).toBe(model);
  }
  report('truncated export on import', 3, 'nothing', saw);
});

test('the tab is hidden for a minute, and the machine sleeps', async ({ page, context }) => {
  await startStage(page, 'pretrain');
  const place = await train(page, 'pretrain', 3);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  // Saved at once, not after fifteen seconds.
  await expect.poll(() => savedStep(page), { timeout: 5000 }).toBeGreaterThanOrEqual(place.step);
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await page.waitForTimeout(60_000);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(status(page)).toHaveAttribute('data-status', 'running');
  const at = await stepOf(page, 'pretrain');
  expect(at).toBeGreaterThanOrEqual(place.step);
  await expect.poll(() => stepOf(page, 'pretrain'), patience).toBeGreaterThan(at);
  await expect(page.getByTestId('recovery')).toHaveCount(0);
  report('tab hidden and frozen for 60 s', 1, 'nothing', 'the run, some steps further');
});

test('two tabs', async ({ page, context }) => {
  await startStage(page, 'pretrain');
  await controls(page, 'pretrain').getByRole('button').first().click();
  await expect(status(page)).toHaveAttribute('data-status', 'paused');
  const step = await stepOf(page, 'pretrain');
  const second = await context.newPage();
  await openAt(second, '1.4');
  await expect(second.getByTestId('resume-offer')).toHaveCount(0);
  await second.getByRole('button', { name: 'Your models' }).click();
  const run = second.getByTestId('saved-run');
  const saw = await run.innerText();
  expect(saw).toContain('open in another tab');
  await run.getByRole('button', { name: /^Go on/ }).click();
  await expect(status(second)).toHaveAttribute('data-status', 'running', patience);
  await expect.poll(() => stepOf(second, 'pretrain'), patience).toBeGreaterThan(step);
  await expect(page.getByTestId('run-taken')).toBeVisible();
  await expect(status(page)).toHaveAttribute('data-status', 'paused');
  report('the same run in two tabs', 1, 'nothing', saw);
});

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('offline start', async ({ page, context }) => {
    await openAt(page, '1.4');
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.postMessage('keepMaterial'));
    const isKept = () => page.evaluate(async () => (await caches.match('corpus/en/quick/pages.jsonl'))?.status);
    await expect.poll(isKept, patience).toBe(200);
    await controls(page, 'pretrain').getByRole('button').first().click();
    const place = await train(page, 'pretrain', 5);
    await context.setOffline(true);
    await page.reload();
    const at = await resumeAfterReload(page);
    await expect.poll(() => stepOf(page, 'pretrain'), patience).toBeGreaterThan(at);
    report('reload without a network', 1, seconds([lostSeconds(place, at)]), 'the page, and the offer to go on');
    await context.setOffline(false);
  });
});
