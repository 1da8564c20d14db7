import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessonIds } from '../../src/lessons/order.ts';
import { areValid, knobNames, knobs, nearestSettings } from '../../src/llm/settings.ts';
import { samplingKnobs } from '../../src/store/limits.ts';
import { formatRoute, initialSampling, parseRoute, preferredLanguage, type Route } from '../../src/store/route.ts';

const fallback: Route = {
  language: 'en',
  lesson: '0',
  preset: 'course',
  seed: 1,
  settings: {},
  sampling: initialSampling,
  wantedBackend: undefined,
  isEmbedded: false,
  panel: undefined,
};
const someSettings = fc
  .dictionary(fc.constantFrom(...knobNames), fc.double({ min: -1, max: 7000, noNaN: true }))
  .map((settings) => nearestSettings(settings));
const hundredths = (min: number, max: number) => fc.integer({ min: min * 100, max: max * 100 }).map((n) => n / 100);

describe('the address', () => {
  it('is read as it was written', () => {
    const routes: fc.Arbitrary<Route> = fc.record({
      language: fc.constantFrom('en', 'zh'),
      lesson: fc.constantFrom(...lessonIds),
      preset: fc.constantFrom('quick', 'course'),
      seed: fc.integer({ min: 0, max: 999999 }),
      settings: someSettings,
      sampling: fc.record({
        temperature: hundredths(0, 2),
        topK: fc.integer({ min: 0, max: 50 }),
        topP: hundredths(0.05, 1),
      }),
      wantedBackend: fc.constantFrom(undefined, 'webgpu', 'wasm', 'cpu'),
      isEmbedded: fc.boolean(),
      panel: fc.constantFrom(undefined, 'chances', 'a b&c'),
    });
    fc.assert(
      fc.property(routes, (route) => {
        expect(parseRoute(formatRoute(route), fallback)).toEqual({ route, corrections: [] });
      }),
    );
  });

  it('whatever it holds, gives a valid route', () => {
    fc.assert(
      fc.property(fc.string(), (hash) => {
        const { route } = parseRoute(`#${hash}`, fallback);
        expect(lessonIds).toContain(route.lesson);
        expect(['en', 'zh']).toContain(route.language);
        expect(['quick', 'course']).toContain(route.preset);
        expect(Number.isInteger(route.seed) && route.seed >= 0 && route.seed <= 999999).toBe(true);
      }),
    );
  });

  it('whatever the knobs are set to, they stay within their bounds', () => {
    const values = fc.oneof(fc.double().map(String), fc.integer().map(String), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(values, values, values, (temp, topk, topp) => {
        const { sampling } = parseRoute(`#/en/1.5?${new URLSearchParams({ temp, topk, topp })}`, fallback).route;
        for (const knob of ['temperature', 'topK', 'topP'] as const) {
          expect(sampling[knob]).toBeGreaterThanOrEqual(samplingKnobs[knob].min);
          expect(sampling[knob]).toBeLessThanOrEqual(samplingKnobs[knob].max);
        }
        expect(Number.isInteger(sampling.topK)).toBe(true);
      }),
    );
  });

  it('knobs of training go to their nearest value, and what was replaced is named', () => {
    const values = fc.oneof(fc.double().map(String), fc.integer().map(String), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.constantFrom(...knobNames), values, (name, text) => {
        const { short } = knobs[name];
        const { route, corrections } = parseRoute(`#/en/lab?${new URLSearchParams({ [short]: text })}`, fallback);
        expect(areValid(route.settings)).toBe(true);
        expect(Object.keys(route.settings).every((key) => key === name)).toBe(true);
        const isAsWritten = text === '' || route.settings[name] === Number(text);
        expect(corrections.length === 0).toBe(isAsWritten);
      }),
    );
    const { route, corrections } = parseRoute('#/en/lab?layers=99&width=64&steps=many', fallback);
    expect(route.settings).toEqual({ nLayer: knobs.nLayer.max, nEmbd: 64 });
    expect(corrections).toEqual(['layers=99', 'steps=many']);
  });

  it('names what it replaced', () => {
    const { route, corrections } = parseRoute('#/fr/attic?preset=huge&seed=-1&temp=9&topk=2', fallback);
    expect(route).toEqual({ ...fallback, sampling: { ...initialSampling, temperature: 2, topK: 2 } });
    expect(corrections).toEqual(['temp=9', 'fr', 'attic', 'preset=huge', 'seed=-1']);
  });

  it.each(['#/en/0?seed=1e9', '#/en/0?seed=12345678'])('%s falls back', (hash) => {
    expect(parseRoute(hash, fallback)).toMatchObject({
      route: fallback,
      corrections: [expect.stringContaining('seed=')],
    });
  });

  it('without anything is no mistake', () => {
    expect(parseRoute('', fallback)).toEqual({ route: fallback, corrections: [] });
  });

  it('prefers Chinese only for those who ask for it first', () => {
    expect(preferredLanguage(['zh-TW', 'en'])).toBe('zh');
    expect(preferredLanguage(['de', 'en-GB', 'zh'])).toBe('en');
    expect(preferredLanguage([])).toBe('en');
  });
});
