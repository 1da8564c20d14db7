import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

const { projects: _, ...shared } = base;

/** `npm run walkthrough`: a whole school trained through the lessons of the built page, and a table of what they showed. */
export default defineConfig({
  ...shared,
  testDir: 'tests/walkthrough',
  workers: 1,
  timeout: 3_600_000,
  reporter: [['list'], ['./tests/walkthrough/table.ts']],
  // A record of every step of a training would be large.
  use: { ...base.use, trace: 'off' },
});
