// @ts-check
/**
 * Serves the page when there is no network. `files` and `version` are put in front of this text by the build (scripts/offlinePlugin.ts):
 * every file of the page with a mark of its contents.
 *
 * What the page itself is made of is kept when this worker is installed; the corpus, the trained checkpoints and the vocabularies of GPT
 * when the page asks for it. A version has a cache of its own and takes over what has not changed; the cache of the version before it stays
 * for tabs that still run it. While there is a network, the page itself is asked of it, so that a new version is there after one reload.
 */

/** @typedef {{ waitUntil(work: Promise<unknown>): void }} LifeEvent */
/** @typedef {LifeEvent & { request: Request, respondWith(response: Promise<Response>): void }} AskEvent */
const scope = /** @type {any} */ (globalThis);
/** @type {Record<string, string>} */
const files = scope.builtFiles;
/** @type {string} */
const version = scope.builtVersion;
const root = new URL('./', scope.location.href);
const prefix = 'schoolbook-';
const cacheName = `${prefix}${version}`;
const revisionHeader = 'X-Schoolbook-Revision';
const page = 'index.html';
/** How long the network may take for the page before the kept one is shown. */
const networkPatienceMs = 4000;

/** Large, and not needed for the page to open. @param {string} path */
const isMaterial = (path) =>
  path.startsWith('corpus/') || path.startsWith('checkpoints/') || /\/(o200k|r50k)_base-/.test(path);

/** @param {string} path */
const addressOf = (path) => new URL(path, root).href;

/** The kept file of just this content, in whichever version's cache. @param {string} path */
async function findKept(path) {
  for (const name of await caches.keys()) {
    const kept = name.startsWith(prefix) ? await (await caches.open(name)).match(addressOf(path)) : undefined;
    if (kept?.headers.get(revisionHeader) === files[path]) return kept;
  }
  return undefined;
}

/** Keeps a file, unless it is there already. @param {string} path */
async function keep(path) {
  const cache = await caches.open(cacheName);
  if (await cache.match(addressOf(path))) return;
  const response = (await findKept(path)) ?? (await fetch(addressOf(path), { cache: 'no-cache' }));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const headers = new Headers(response.headers);
  headers.set(revisionHeader, /** @type {string} */ (files[path]));
  // The body arrives unpacked; a length that was counted before would be wrong.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  await cache.put(addressOf(path), new Response(await response.arrayBuffer(), { headers }));
}

scope.addEventListener('install', (/** @type {LifeEvent} */ event) => {
  const shell = Object.keys(files).filter((path) => !isMaterial(path));
  event.waitUntil(Promise.all(shell.map(keep)).then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (/** @type {LifeEvent} */ event) => {
  const tidy = async () => {
    const own = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
    // In the order in which they were made; the last one belongs to tabs that are still open.
    for (const name of own.slice(0, -1)) await caches.delete(name);
    await scope.clients.claim();
  };
  event.waitUntil(tidy());
});

/** The page says that it has nothing more urgent to load. */
scope.addEventListener('message', (/** @type {LifeEvent & { data: unknown }} */ event) => {
  if (event.data !== 'keepMaterial') return;
  const keepAll = async () => {
    for (const path of Object.keys(files).filter(isMaterial)) await keep(path).catch(() => {});
  };
  event.waitUntil(keepAll());
});

scope.addEventListener('fetch', (/** @type {AskEvent} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(answerPage(request));
  else event.respondWith(answerFile(request));
});

/** @param {Request} request */
async function answerPage(request) {
  const kept = async () => {
    const own = await (await caches.open(cacheName)).match(addressOf(page));
    return own ?? fetch(request);
  };
  const late = new Promise((resolve) => setTimeout(resolve, networkPatienceMs)).then(kept);
  const fresh = fetch(request).then((response) => (response.status >= 500 ? kept() : response), kept);
  const answer = await Promise.race([fresh, late]);
  // Only the browser itself may follow a redirection, and nobody may change it.
  return answer.type === 'opaqueredirect' ? answer : isolated(answer);
}

/** @param {Request} request */
async function answerFile(request) {
  const cache = await caches.open(cacheName);
  const own = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  if (own) return own;
  try {
    return await fetch(request);
  } catch (error) {
    // A tab of the version before this one asks for a file of its own.
    const older = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
    if (older) return older;
    throw error;
  }
}

/** Cut off from other origins, as our own server does it: two threads of WebAssembly share memory only then. @param {Response} response */
function isolated(response) {
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
