import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KnobName, presets } from '../../src/llm/config.ts';
import { stageNames, stageResult, trainingStages } from '../../src/llm/reports.ts';
import {
  areValid,
  knobNames,
  knobs,
  nearest,
  nearestSettings,
  sameSettings,
  settingsOf,
  touchedBy,
  withSettings,
  withStage,
} from '../../src/llm/settings.ts';

const names = fc.constantFrom(...knobNames);
const languages = fc.constantFrom('en' as const, 'zh' as const);
const basis = fc.constantFrom(presets.quick, presets.course);
const anySettings = fc.dictionary(names, fc.oneof(fc.double(), fc.integer()));

describe('the knobs', () => {
  it('the nearest value is within bounds, is its own nearest, and none that the knob can have is nearer', () => {
    fc.assert(
      fc.property(names, fc.double({ noNaN: true }), (name, value) => {
        const { min, max, step } = knobs[name];
        const near = nearest(name, value)!;
        expect(near).toBeGreaterThanOrEqual(min);
        expect(near).toBeLessThanOrEqual(max);
        expect(nearest(name, near)).toBe(near);
        if (step === 'log' || value < min || value > max) return;
        for (let other = min; other <= max + 1e-9; other += step) {
          expect(Math.abs(near - value)).toBeLessThanOrEqual(Math.abs(other - value) + 1e-9);
        }
      }),
    );
    for (const name of knobNames) expect(nearest(name, Number.NaN), name).toBeUndefined();
  });

  it('stand, in every preset, where they can be turned to', () => {
    for (const preset of Object.values(presets)) {
      for (const language of ['en', 'zh'] as const) {
        for (const name of knobNames) {
          const value = knobs[name].read(preset, language);
          expect(value, `${preset.name} ${name}`).toBeGreaterThanOrEqual(knobs[name].min);
          expect(value, `${preset.name} ${name}`).toBeLessThanOrEqual(knobs[name].max);
        }
      }
    }
  });

  it('what is written can be read, and nothing else has moved', () => {
    fc.assert(
      fc.property(basis, names, fc.double({ noNaN: true }), languages, (preset, name, wanted, language) => {
        const value = nearest(name, wanted)!;
        const turned = withSettings(preset, { [name]: value }, language);
        const free = new Set<KnobName>(name === 'nEmbd' || name === 'nHead' ? [name, 'nHead'] : [name]);
        if (name !== 'nHead') expect(knobs[name].read(turned, language)).toBe(value);
        for (const other of knobNames.filter((candidate) => !free.has(candidate))) {
          expect(knobs[other].read(turned, language), other).toBe(knobs[other].read(preset, language));
        }
      }),
    );
  });

  it('whatever they are turned to, a model can be made: heads of whole groups of channels, at least one', () => {
    fc.assert(
      fc.property(basis, anySettings, languages, (preset, settings, language) => {
        const { name, settings: noted, model } = withSettings(preset, settings, language);
        expect(name).toBe(preset.name);
        if (noted) expect(areValid(noted)).toBe(true);
        expect(model.nHead).toBeGreaterThanOrEqual(1);
        expect(model.nEmbd % model.nHead).toBe(0);
        expect((model.nEmbd / model.nHead) % 8).toBe(0);
      }),
    );
  });

  it('without settings a preset is itself', () => {
    expect(withSettings(presets.quick, {}, 'en')).toBe(presets.quick);
    expect(withSettings(presets.quick, { nLayer: Number.NaN }, 'en')).toBe(presets.quick);
  });

  it('turned twice stand as if turned once', () => {
    fc.assert(
      fc.property(anySettings, languages, (settings, language) => {
        const once = withSettings(presets.course, settings, language);
        expect(withSettings(presets.course, once.settings ?? {}, language)).toEqual(once);
      }),
    );
  });

  it('touch the checkpoint of their stage and every later one', () => {
    expect(touchedBy('nLayer')).toEqual([...stageNames]);
    expect(touchedBy('rlRate')).toEqual(['reasoner']);
    for (const name of knobNames) {
      const { stage } = knobs[name];
      const first = stage === 'open' ? 'untrained' : stageResult[stage];
      expect(touchedBy(name)[0]).toBe(first);
      expect(touchedBy(name).at(-1)).toBe('reasoner');
    }
  });

  it('of one stage replace those of that stage alone', () => {
    fc.assert(
      fc.property(anySettings, anySettings, fc.constantFrom(...trainingStages), (before, wanted, stage) => {
        const [a, b] = [nearestSettings(before), nearestSettings(wanted)];
        const after = withStage(a, stage, b);
        expect(settingsOf(after, stage)).toEqual(settingsOf(b, stage));
        for (const other of ['open', ...trainingStages] as const) {
          if (other !== stage) expect(settingsOf(after, other)).toEqual(settingsOf(a, other));
        }
        expect(sameSettings(withStage(after, stage, a), a)).toBe(true);
      }),
    );
  });

  it('have short names that no two share', () => {
    expect(new Set(knobNames.map((name) => knobs[name].short)).size).toBe(knobNames.length);
  });
});
