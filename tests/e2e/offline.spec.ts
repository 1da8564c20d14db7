/** Without a network, and against strangers: the service worker and the content security policy, on the built page. */
// Not ./page.ts: what is refused, or asked without a network, is told in the console.
import { expect, test } from '@playwright/test';
import { openAt } from './school.ts';

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the page opens and trains, after one visit', async ({ page, context }) => {
    await openAt(page, '1.4');
    // Not after eight seconds, as for a reader: now.
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.postMessage('keepMaterial'));
    const keptFile = () => page.evaluate(async () => (await caches.match('corpus/en/quick/pages.jsonl'))?.status);
    await expect.poll(keptFile, { timeout: 60_000 }).toBe(200);
    await context.setOffline(true);
    await page.goto('about:blank');
    await openAt(page, '1.4');
    await page.getByRole('button', { name: 'One step', exact: true }).click();
    await expect(page.getByTestId('step-pretrain')).toHaveAttribute('data-step', '1', { timeout: 60_000 });
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
    await context.setOffline(false);
  });
});

test('nothing from elsewhere gets in or out, and text does not become HTML', async ({ page, baseURL }) => {
  await openAt(page, '0');
  const outcomes = await page.evaluate(async () => {
    const outcome = async (act: () => unknown): Promise<string> => {
      try {
        await act();
        return 'allowed';
      } catch {
        return 'refused';
      }
    };
    const loads = (element: HTMLElement, source: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        element.onload = resolve;
        element.onerror = reject;
        element.setAttribute('src', source);
        document.body.append(element);
      });
    const inline = (): void => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.isBroken = true';
      document.body.append(script);
      if (!('isBroken' in globalThis)) throw new Error('did not run');
    };
    return {
      fetch: await outcome(() => fetch('http://127.0.0.1:9/')),
      image: await outcome(() => loads(new Image(), 'data:image/gif;base64,R0lGODlhAQABAAAAACw=')),
      script: await outcome(() => loads(document.createElement('script'), 'http://127.0.0.1:9/x.js')),
      inline: await outcome(inline),
      html: await outcome(() => {
        document.body.innerHTML = '<p>text</p>';
      }),
      // biome-ignore lint/security/noGlobalEval: it has to be refused
      eval: await outcome(() => globalThis.eval('1')),
      worker: await outcome(() => new Worker('data:text/javascript,1')),
    };
  });
  expect(new Set(Object.values(outcomes)), JSON.stringify(outcomes)).toEqual(new Set(['refused']));
  // The worker too: by the header of our own server, since a worker does not inherit the page's.
  const [worker] = page.workers();
  const reach = await worker?.evaluate(() => fetch('http://127.0.0.1:9/').then(String, (error) => `${error}`));
  expect(reach).toContain('TypeError');
  const policy = (await page.request.get(`${baseURL}`)).headers()['content-security-policy'];
  expect(policy).toContain("default-src 'none'");
});
