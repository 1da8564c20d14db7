import { beforeAll, describe, expect, it } from 'vitest';
import type { Inside } from '../../src/engine/protocol.ts';
import { createModel, disposeModel } from '../../src/llm/model.ts';
import { createRandom } from '../../src/llm/random.ts';
import { type Activations, trace } from '../../src/llm/trace.ts';
import {
  attentionOf,
  carried,
  changedCount,
  lensOf,
  logitsAt,
  parametersOf,
  shareOnPrevious,
  stationsOf,
  threadsIn,
} from '../../src/views/1.3-network/walk.ts';
import { arc, patternPaths, placeTokens } from '../../src/views/widgets/threads.ts';
import { smallConfig } from '../llm/modelChecks.ts';
import { useWasm } from '../wasmBackend.ts';

const text = [3, 1, 4, 1, 5, 9];
let activations: Activations;

beforeAll(async () => {
  await useWasm();
  const model = createModel(smallConfig, createRandom(1));
  activations = await trace(model, text);
  disposeModel(model);
});

describe('the walk through the network', () => {
  it('passes attention and MLP of every layer, between the ids and the output', () => {
    expect(stationsOf(2).map(({ kind }) => kind)).toEqual([
      ...['ids', 'embedding', 'attention', 'mlp', 'attention', 'mlp', 'output'],
    ]);
  });

  it('adds up: what comes in and what a part adds is what goes on, into the next part', () => {
    for (let token = 0; token < text.length; token++) {
      let onward: Float32Array = activations.embedding.slice(
        token * smallConfig.nEmbd,
        (token + 1) * smallConfig.nEmbd,
      );
      for (let layer = 0; layer < smallConfig.nLayer; layer++) {
        for (const part of ['attention', 'mlp'] as const) {
          const { before, added, after } = carried(activations, part, layer, token);
          expect([...before]).toEqual([...onward]);
          for (const [i, value] of after.entries()) {
            expect((before[i] as number) + (added[i] as number)).toBeCloseTo(value, 5);
          }
          onward = after;
        }
      }
    }
  });

  it('ends, after the last layer, in what the model says', () => {
    const last = lensOf(activations, smallConfig.nLayer - 1, 2);
    for (const [i, logit] of logitsAt(activations, 2).entries()) expect(last[i]).toBeCloseTo(logit, 4);
  });

  it('finds the threads of a head, each looking back, and none weaker than asked for', () => {
    const attention = attentionOf(activations, 0, 1);
    const all = threadsIn(attention, 0);
    expect(all).toHaveLength((text.length * (text.length + 1)) / 2);
    for (let from = 0; from < text.length; from++) {
      const sum = all.filter((thread) => thread.from === from).reduce((total, { weight }) => total + weight, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
    expect(threadsIn(attention, 0.3).every(({ weight, from, to }) => weight >= 0.3 && to <= from)).toBe(true);
  });

  it('tells how much a head looks one token back', () => {
    const T = 4;
    const back = Float32Array.from({ length: T * T }, (_, i) => Number(Math.max(0, Math.floor(i / T) - 1) === i % T));
    expect(shareOnPrevious(back)).toBe(1);
    expect(shareOnPrevious(Float32Array.of(1))).toBeUndefined();
  });

  it('counts parameters by the beginnings of their names', () => {
    const inside = {
      parameterCounts: { 'block0.mlpUp': 3, 'block0.mlpDown': 4, 'block1.mlpUp': 5 },
    } as unknown as Inside;
    expect(parametersOf(inside, 'block0.mlp')).toBe(7);
    expect(parametersOf(inside, 'block0.mlpUp', 'block1')).toBe(8);
  });
});

describe('how many probabilities have moved', () => {
  it('is none when all logits rise alike, and all when one of few changes much', () => {
    const before = Float32Array.of(1, 2, 3);
    expect(changedCount(before, Float32Array.of(6, 7, 8))).toBe(0);
    expect(changedCount(before, Float32Array.of(1, 2, 5))).toBe(3);
  });
});

describe('the picture of attention', () => {
  it('places tokens side by side, wide enough for their letters', () => {
    const { places, width } = placeTokens(['the', '你好', 'a']);
    for (const [i, place] of places.entries()) {
      const before = places[i - 1];
      if (before) expect(place.x - place.width / 2).toBeGreaterThan(before.x + before.width / 2);
    }
    expect(places[1]?.width).toBeGreaterThan(places[2]?.width ?? 0);
    expect(width).toBeGreaterThan((places[2]?.x ?? 0) + (places[2]?.width ?? 0) / 2);
  });

  it('draws arcs that begin and end on the row and stay below the top', () => {
    for (const distance of [0, 20, 100, 5000]) {
      const numbers = (arc(300, 300 - distance, 90).match(/-?[\d.]+/g) ?? []).map(Number);
      expect(numbers.slice(0, 2)).toEqual([300, 90]);
      expect(numbers.slice(-2)).toEqual([300 - distance, 90]);
      // The curve reaches three quarters of the way to its control points.
      expect(90 - 0.75 * (90 - (numbers[3] as number))).toBeGreaterThanOrEqual(0);
    }
  });

  it('draws a pattern with every weight once, in the strength it has', () => {
    const paths = patternPaths(Float32Array.of(1, 0, 0.3, 0.7));
    expect(paths.map((path) => path.split('M').length - 1)).toEqual([0, 1, 1, 1]);
    expect(paths[1]).toBe('M0 1h1v1h-1z');
  });
});
