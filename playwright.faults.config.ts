import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

const { projects: _, ...shared } = base;

/** `npm run faults`: what goes wrong, injected into the built page, and a table of what it cost. */
export default defineConfig({
  ...shared,
  testDir: 'tests/faults',
  workers: 1,
  timeout: 600_000,
  reporter: [['list'], ['./tests/faults/table.ts']],
});
