import { cpSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { serviceWorker } from './scripts/offlinePlugin.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Copies the data files of the corpus into the built page, where they are fetched from `corpus/{language}/{preset}/`. In
 * development they are served from where they lie, like every file of the project.
 */
function corpusFiles(): Plugin {
  return {
    name: 'corpus-files',
    apply: 'build',
    writeBundle({ dir }) {
      for (const language of ['en', 'zh']) {
        const from = path(`corpus/${language}`);
        if (existsSync(from)) cpSync(from, `${dir}/corpus/${language}`, { recursive: true });
      }
    },
  };
}

const policyTag = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"[^>]*>/;

/** The development server adds inline scripts, which the page's content security policy rightly forbids. */
function developmentPolicy(): Plugin {
  return {
    name: 'development-policy',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(policyTag, ''),
  };
}

/** Isolates the page from other origins: precise clocks and shared memory. The page also works without these headers. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** The page carries its policy itself, for static hosts; as a header it also binds the worker, which is a document of its own. */
const policy = policyTag.exec(readFileSync(path('index.html'), 'utf8'))?.[1] ?? '';

export default defineConfig({
  // Relative addresses: the built page works in any folder of any static host.
  base: './',
  // A missing file is answered by 404, not by the page: routes are behind the `#`.
  appType: 'mpa',
  plugins: [react(), corpusFiles(), developmentPolicy(), serviceWorker()],
  worker: { format: 'es' },
  build: {
    // WebAssembly is compiled while it loads, which needs a file of its own.
    assetsInlineLimit: (file) => (file.endsWith('.wasm') ? false : undefined),
  },
  server: { headers: isolation },
  preview: { headers: { ...isolation, 'Content-Security-Policy': policy }, port: 4173, strictPort: false },
});
