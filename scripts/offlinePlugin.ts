/** Writes the service worker into the built page, with the list of all its files. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

const source = new URL('../src/offline/serviceWorker.mjs', import.meta.url);
const name = 'serviceWorker.js';

const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16);

export function serviceWorker(): Plugin {
  let folder = 'dist';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved({ build }) {
      folder = build.outDir;
    },
    // After everything else has been written, the corpus and the public files included.
    closeBundle: {
      order: 'post',
      handler() {
        const files = Object.fromEntries(
          readdirSync(folder, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && entry.name !== name)
            .map((entry) => join(entry.parentPath, entry.name))
            .map((path) => [relative(folder, path).replaceAll('\\', '/'), hashOf(readFileSync(path))] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        );
        const code = readFileSync(source, 'utf8');
        const version = hashOf(JSON.stringify(files) + code);
        const head = `globalThis.builtVersion = ${JSON.stringify(version)};\nglobalThis.builtFiles = ${JSON.stringify(files)};\n`;
        writeFileSync(join(folder, name), head + code);
      },
    },
  };
}
