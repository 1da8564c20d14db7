import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** `npm run walkthrough`: a whole school trained through the lessons of the built page, and a table of what they showed. */
export default defineConfig({
  ...base,
  testDir: 'tests/walkthrough',
  timeout: 3_600_000,
  reporter: [['list'], ['./tests/walkthrough/table.ts']],
  // A record of every step of a training would be large.
  use: { ...base.use, trace: 'off' },
});
