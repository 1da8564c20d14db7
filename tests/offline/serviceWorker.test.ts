/** The service worker in a world of its own: caches in a map, a network that can change and fail. Versions share the caches. */
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const source = readFileSync(new URL('../../src/offline/serviceWorker.mjs', import.meta.url), 'utf8');
const root = 'https://host.example/book/';

type Handler = (event: object) => void;
type Network = (address: string) => Response | Error;
type Asked = Request | string;
const addressOf = (asked: Asked): string => (typeof asked === 'string' ? asked : asked.url);

/** What the caches of one browser hold: those of all versions, in the order in which they were made. */
function createBrowser() {
  const stores = new Map<string, Map<string, Response>>();
  const world: { network: Network; asked: string[] } = { network: () => new Error('offline'), asked: [] };
  const open = async (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    return {
      match: async (asked: Asked) => store.get(addressOf(asked))?.clone(),
      put: async (asked: Asked, response: Response) => void store.set(addressOf(asked), response),
    };
  };
  const caches = {
    open,
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
    match: async (asked: Asked) => {
      for (const store of stores.values()) {
        const found = store.get(addressOf(asked));
        if (found) return found.clone();
      }
      return undefined;
    },
  };
  const fetch = async (asked: Asked): Promise<Response> => {
    world.asked.push(addressOf(asked));
    const answer = world.network(addressOf(asked));
    if (answer instanceof Error) throw answer;
    return answer;
  };

  /** A version of the page: its files with the marks of their contents. */
  function version(name: string, files: Record<string, string>) {
    const handlers = new Map<string, Handler>();
    const context = createContext({
      ...{ caches, fetch, Response, Headers, URL, setTimeout, location: new URL('serviceWorker.js', root) },
      ...{ builtFiles: files, builtVersion: name, skipWaiting: async () => {}, clients: { claim: async () => {} } },
      addEventListener: (kind: string, handler: Handler) => handlers.set(kind, handler),
    });
    runInContext(source, context);
    const live = async (kind: string, more: object = {}): Promise<void> => {
      const work: Promise<unknown>[] = [];
      handlers.get(kind)?.({ ...more, waitUntil: (promise: Promise<unknown>) => work.push(promise) });
      await Promise.all(work);
    };
    const ask = (path: string, mode: string): Promise<Response> => {
      const answers: Promise<Response>[] = [];
      const request = { url: new URL(path, root).href, method: 'GET', mode };
      handlers.get('fetch')?.({ request, respondWith: (promise: Promise<Response>) => answers.push(promise) });
      return answers[0] as Promise<Response>;
    };
    return {
      async arrive() {
        await live('install');
        await live('activate');
      },
      keepMaterial: () => live('message', { data: 'keepMaterial' }),
      page: (path = '') => ask(path, 'navigate'),
      file: (path: string) => ask(path, 'cors'),
    };
  }
  return { world, stores, version };
}

const serving =
  (files: Record<string, string>): Network =>
  (address) => {
    const path = address.slice(root.length) || 'index.html';
    return files[path] === undefined ? new Response('', { status: 404 }) : new Response(files[path]);
  };

const first = { 'index.html': 'page 1', 'app-1.js': 'code 1', 'same.js': 'same', 'corpus/en/pages.jsonl': 'pages' };
const second = { 'index.html': 'page 2', 'app-2.js': 'code 2', 'same.js': 'same', 'corpus/en/pages.jsonl': 'pages' };

async function visited() {
  const browser = createBrowser();
  browser.world.network = serving(first);
  const page = browser.version('v1', first);
  await page.arrive();
  return { ...browser, page };
}
const textOf = async (answer: Promise<Response>): Promise<string> => (await answer).text();

describe('the service worker', () => {
  it('has the page and its files without a network, isolated, and the material once it was asked for', async () => {
    const { world, page } = await visited();
    world.network = () => new Error('offline');
    const opened = await page.page();
    expect(await opened.text()).toBe('page 1');
    expect(opened.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(await textOf(page.file('app-1.js'))).toBe('code 1');
    await expect(page.file('corpus/en/pages.jsonl')).rejects.toThrow('offline');
    world.network = serving(first);
    await page.keepMaterial();
    world.network = () => new Error('offline');
    expect(await textOf(page.file('corpus/en/pages.jsonl'))).toBe('pages');
  });

  it('brings a new version with the next visit, fetches of it only what has changed, and keeps the old one for open tabs', async () => {
    const { world, page, version, stores } = await visited();
    await page.keepMaterial();
    world.network = serving(second);
    expect(await textOf(page.page())).toBe('page 2');
    world.asked.length = 0;
    const next = version('v2', second);
    await next.arrive();
    await next.keepMaterial();
    expect(world.asked.map((address) => address.slice(root.length)).sort()).toEqual(['app-2.js', 'index.html']);
    // A tab of the first version loads a part that the host no longer has.
    world.network = () => new Error('offline');
    expect(await textOf(next.file('app-1.js'))).toBe('code 1');
    expect(await textOf(next.page())).toBe('page 2');
    world.network = serving(second);
    await version('v3', second).arrive();
    expect([...stores.keys()]).toEqual(['schoolbook-v2', 'schoolbook-v3']);
  });

  it('keeps the version there is when a new one arrives only in part', async () => {
    const { world, page, version } = await visited();
    world.network = (address) => (address.endsWith('app-2.js') ? new Error('cut off') : serving(second)(address));
    await expect(version('v2', second).arrive()).rejects.toThrow('cut off');
    world.network = () => new Error('offline');
    expect(await textOf(page.page())).toBe('page 1');
    expect(await textOf(page.file('app-1.js'))).toBe('code 1');
  });

  it('shows the kept page when the host answers with an error', async () => {
    const { world, page } = await visited();
    world.network = () => new Response('bad gateway', { status: 502 });
    expect(await textOf(page.page())).toBe('page 1');
  });

  it('hands a redirection on to the browser, which alone may follow it', async () => {
    const { world, page } = await visited();
    // As fetch gives it to a service worker: nothing of it can be read or made again.
    const redirection = Object.defineProperties(new Response(null), {
      ...{ type: { value: 'opaqueredirect' }, status: { value: 0 }, ok: { value: false } },
    });
    world.network = () => redirection;
    expect(await page.page('index.html')).toBe(redirection);
  });
});
