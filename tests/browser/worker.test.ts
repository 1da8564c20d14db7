import { afterEach, expect, it } from 'vitest';
import { createClient } from '../../src/engine/client.ts';
import type { EngineCommand, EngineEvent } from '../../src/engine/protocol.ts';
import { usefulThreads } from '../../src/engine/threadMaker.ts';

type EventOf<Kind extends EngineEvent['kind']> = Extract<EngineEvent, { kind: Kind }>;

const client = createClient(undefined, `${location.origin}/`);
afterEach(() => client.dispose());

function tell<Kind extends EngineEvent['kind']>(
  command: EngineCommand,
  kind: Kind,
  fits: (event: EventOf<Kind>) => boolean = () => true,
): Promise<EventOf<Kind>> {
  const answer = new Promise<EventOf<Kind>>((resolve, reject) => {
    const end = client.subscribe((event) => {
      if (event.kind === kind && fits(event as EventOf<Kind>)) {
        end();
        resolve(event as EventOf<Kind>);
      } else if (event.kind === 'refused' || (event.kind === 'status' && event.status.kind === 'failed')) {
        end();
        reject(new Error(JSON.stringify(event)));
      }
    });
  });
  client.send(command);
  return answer;
}

it('the engine trains in its worker and answers meanwhile; a software adapter is passed over', async () => {
  const choice = tell({ kind: 'open', language: 'en', preset: 'quick', seed: 1 }, 'backend');
  const opened = tell({ kind: 'pause' }, 'opened');
  const { threads, ...rest } = (await choice).choice;
  expect(rest).toMatchObject({ name: 'wasm', reason: 'softwareAdapter', kernels: 'relaxed' });
  // The test's server isolates the page, as the page's own does.
  expect(threads).toBe(usefulThreads(navigator.hardwareConcurrency));
  expect((await opened).trainingTokens).toBeGreaterThan(10_000);
  const { reports } = await tell({ kind: 'start', runId: 'p', stage: 'pretrain' }, 'reports');
  expect(reports[0]?.loss).toBeGreaterThan(5);
  await tell({ kind: 'resume' }, 'reports');
  const prompt = { kind: 'raw', text: 'The fox' } as const;
  const sentMs = performance.now();
  const { logits, step } = await tell({ kind: 'inspect', requestId: 'i', stage: 'live', prompt }, 'inspected');
  console.log(`answered in ${(performance.now() - sentMs).toFixed(0)} ms at step ${step}`);
  expect(logits.length).toBeGreaterThan(300);
  expect(logits.every(Number.isFinite)).toBe(true);
  const isIdle = ({ status }: EventOf<'status'>): boolean => status.kind === 'idle';
  await tell({ kind: 'stop' }, 'status', isIdle);
  const saved = await tell({ kind: 'save', requestId: 's', stage: 'base' }, 'saved');
  expect(saved.bytes.length).toBeGreaterThan(100_000);
  await tell({ kind: 'loadFile', bytes: saved.bytes }, 'status', isIdle);
});
