/** The engine on WebGPU: steps are recorded, and commands take effect at once although several steps are under way. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import type { EngineEvent } from '../../src/engine/protocol.ts';
import { type Preset, presets } from '../../src/llm/config.ts';

type EventOf<Kind extends EngineEvent['kind']> = Extract<EngineEvent, { kind: Kind }>;

const reading = { ...presets.quick.pretrain.en, steps: 400, batchSize: 2, evalEverySteps: 1000 };

/** A model of a few thousand weights: SwiftShader is no graphics card. */
const small: Preset = {
  ...presets.quick,
  model: { nLayer: 1, nHead: 2, nEmbd: 16, contextLength: 32, ropeBase: 1000 },
  vocabSize: { en: 300, zh: 300 },
  pretrain: { en: reading, zh: reading },
};

it('trains, pauses, steps, stops and answers', async () => {
  const events: EngineEvent[] = [];
  const listeners = new Set<(event: EngineEvent) => void>();
  const engine = createEngine(
    (event) => {
      events.push(event);
      for (const listener of listeners) listener(event);
    },
    {
      fetchBytes: async (path) => {
        const response = await fetch(`/${path}`);
        return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
      },
      nowMs: () => performance.now(),
      nextTask: () => new Promise((resolve) => setTimeout(resolve, 0)),
      presets: { ...presets, quick: small },
      backends: { gpu: navigator.gpu, wasmPaths: '', kernels: () => Promise.reject(new Error('none are needed')) },
    },
  );
  const next = <Kind extends EngineEvent['kind']>(
    kind: Kind,
    fits: (event: EventOf<Kind>) => boolean = () => true,
  ): Promise<EventOf<Kind>> =>
    new Promise((resolve) => {
      const listener = (event: EngineEvent): void => {
        if (event.kind !== kind || !fits(event as EventOf<Kind>)) return;
        listeners.delete(listener);
        resolve(event as EventOf<Kind>);
      };
      listeners.add(listener);
    });
  const isPaused = ({ status }: EventOf<'status'>): boolean => status.kind === 'paused';
  const isIdle = ({ status }: EventOf<'status'>): boolean => status.kind === 'idle';

  const backend = next('backend');
  const opened = next('status', isIdle);
  engine.handle({ kind: 'open', language: 'en', preset: 'quick', seed: 1, backend: 'webgpu' });
  expect((await backend).choice).toEqual({ name: 'webgpu', reason: 'requested', kernels: 'software' });
  await opened;

  const compiled = next('working', ({ task, done }) => task === 'compile' && done === 1);
  engine.handle({ kind: 'start', runId: 'p', stage: 'pretrain' });
  await compiled;
  await next('reports', ({ reports }) => (reports.at(-1)?.step ?? 0) > 20);

  const paused = next('status', isPaused);
  const askedMs = performance.now();
  engine.handle({ kind: 'pause' });
  const { status } = await paused;
  console.log(`paused after ${(performance.now() - askedMs).toFixed(0)} ms`);
  const stepOf = (of: typeof status): number => ('step' in of ? of.step : 0);
  const stepped = next('status', isPaused);
  engine.handle({ kind: 'step' });
  expect(stepOf((await stepped).status)).toBe(stepOf(status) + 1);

  const inspected = next('inspected');
  engine.handle({ kind: 'inspect', requestId: 'i', stage: 'live', prompt: { kind: 'raw', text: 'The fox' } });
  expect((await inspected).step).toBe(stepOf(status) + 1);

  const idle = next('status', isIdle);
  engine.handle({ kind: 'stop' });
  await idle;
  const seen = events.filter((event) => event.kind === 'reports').flatMap(({ reports }) => reports);
  expect(seen.map(({ step }) => step)).toEqual(Array.from({ length: stepOf(status) + 1 }, (_, i) => i + 1));
  expect(seen.at(-1)?.loss).toBeLessThan(seen[0]?.loss as number);
  await engine.dispose();
  expect(tf.memory().numTensors).toBe(0);
});
