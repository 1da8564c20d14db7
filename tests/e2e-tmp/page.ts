/**
 * Playwright's `test`, with promises that hold on every page of every test: nothing is reported as an error, and nothing is
 * asked of another origin. Import `test` and `expect` from here.
 */
import { test as base, expect } from '@playwright/test';

export { expect };

export const test = base.extend<{ promises: undefined }>({
  promises: [
    async ({ context, baseURL }, use) => {
      const origin = new URL(baseURL ?? '').origin;
      const errors: string[] = [];
      const offOrigin: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      context.on('weberror', (error) => errors.push(String(error.error())));
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== origin) offOrigin.push(url.href);
      });
      await use(undefined);
      expect(errors, 'errors in the console').toEqual([]);
      expect(offOrigin, 'requests to other origins').toEqual([]);
    },
    { auto: true },
  ],
});
