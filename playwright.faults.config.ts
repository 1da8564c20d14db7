import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** `npm run faults`: what goes wrong, injected into the built page, and a table of what it cost. */
export default defineConfig({
  ...base,
  testDir: 'tests/faults',
  timeout: 600_000,
  reporter: [['list'], ['./tests/faults/table.ts']],
});
