import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserFlags, findBrowser } from './scripts/browser.mjs';
import { nodeFlags } from './scripts/ensure.mjs';

// Training a model takes its time on a small machine.
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Tests of rooms that hold no tensors: nothing that one of them leaves behind can meet the next. */
const withoutTensors = ['store', 'views', 'lessons', 'corpus'].map((room) => `tests/${room}/**/*.test.{ts,tsx}`);
const unit = { ...patience, environment: 'node', pool: 'forks', execArgv: nodeFlags } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...unit,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**', 'tests/e2e/**', '**/node_modules/**', ...withoutTensors],
        },
      },
      {
        test: {
          ...unit,
          name: 'unit, shared',
          include: withoutTensors,
          // A world of its own for each file takes longer than the tests in it.
          isolate: false,
        },
      },
      {
        extends: './vite.config.ts',
        // Found beforehand: a dependency met in the middle of a run reloads the page and fails the test.
        optimizeDeps: {
          include: [
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-core/dist/register_all_gradients',
            '@tensorflow/tfjs-backend-cpu',
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-webgpu',
            'react',
            'idb',
            'react-dom/client',
            'recharts',
            'valibot',
            'zustand',
          ],
        },
        test: {
          ...patience,
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: findBrowser(), args: browserFlags } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
