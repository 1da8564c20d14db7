import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, places, preferredLanguage, type Route } from '../../src/store/route.ts';

const fallback: Route = { language: 'en', place: 'opening', preset: 'course', seed: 1, wantedBackend: undefined };

describe('the address', () => {
  it('is read as it was written', () => {
    const routes = fc.record({
      language: fc.constantFrom('en', 'zh'),
      place: fc.constantFrom(...places),
      preset: fc.constantFrom('quick', 'course'),
      seed: fc.integer({ min: 0, max: 999999 }),
      wantedBackend: fc.constantFrom(undefined, 'webgpu', 'wasm', 'cpu'),
    });
    fc.assert(
      fc.property(routes, (route) => {
        expect(parseRoute(formatRoute(route as Route), fallback)).toEqual(route);
      }),
    );
  });

  it('whatever it holds, gives a valid route', () => {
    fc.assert(
      fc.property(fc.string(), (hash) => {
        const route = parseRoute(`#${hash}`, fallback);
        expect(places).toContain(route.place);
        expect(['en', 'zh']).toContain(route.language);
        expect(['quick', 'course']).toContain(route.preset);
        expect(Number.isInteger(route.seed) && route.seed >= 0 && route.seed <= 999999).toBe(true);
      }),
    );
  });

  it.each(['#/fr/attic?preset=huge&seed=-1', '#/en/opening?seed=1e9', '#/en/opening?seed=12345678', ''])(
    '%s falls back',
    (hash) => {
      expect(parseRoute(hash, fallback)).toEqual(fallback);
    },
  );

  it('prefers Chinese only for those who ask for it first', () => {
    expect(preferredLanguage(['zh-TW', 'en'])).toBe('zh');
    expect(preferredLanguage(['de', 'en-GB', 'zh'])).toBe('en');
    expect(preferredLanguage([])).toBe('en');
  });
});
