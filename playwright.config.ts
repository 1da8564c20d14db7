import { defineConfig, devices } from '@playwright/test';
import { browserFlags, findBrowser } from './scripts/browser.mjs';

const port = Number(process.env.E2E_PORT ?? 4319);
const baseURL = `http://localhost:${port}/`;
/** What trains for minutes or watches for long tasks: beside another page it would starve, or measure the other. */
const alone = /\/(page|cost)\.spec\.ts$/;

/** End-to-end tests run against the built page: `npm test -- e2e` builds it first. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 2,
  projects: [
    { name: 'two at a time', testIgnore: alone },
    { name: 'alone', testMatch: alone, workers: 1, dependencies: ['two at a time'] },
  ],
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '.cache/tests/e2e.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    locale: 'en-US',
    // It would keep 20 MB for every test; offline.spec.ts has one.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findBrowser(), args: browserFlags },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort`,
    url: baseURL,
    reuseExistingServer: false,
  },
});
