import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { thin } from '../../scripts/curve.ts';
import { nodeFlags, root } from '../../scripts/ensure.mjs';
import { type TrainOptions, trainSchool } from '../../scripts/trainSchool.ts';
import { decodeCheckpoint } from '../../src/llm/checkpoint.ts';
import { stageNames, trainingStages } from '../../src/llm/reports.ts';
import { microEnvironment, microPreset } from '../fixtures/microCorpus.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schoolbook-'));
});
afterAll(() => rm(folder, { recursive: true }));

const optionsFor = (name: string): TrainOptions => ({
  ...{ language: 'en', preset: microPreset, seed: 3, stages: trainingStages, isResuming: false },
  out: join(folder, name),
});
const checkpointIn = async (name: string, stage: string) =>
  decodeCheckpoint(new Uint8Array(await readFile(join(folder, name, `${stage}.bin`))));

describe('training without a page', () => {
  it('leaves a checkpoint a stage and a report', async () => {
    const { report, isFinished } = await trainSchool(microEnvironment(), optionsFor('straight'));
    expect(isFinished).toBe(true);
    const names = [...stageNames.map((stage) => `${stage}.bin`), 'report.json'];
    expect((await readdir(join(folder, 'straight'))).sort()).toEqual(names.sort());
    expect(report.stages.map(({ stage }) => stage)).toEqual(trainingStages);
    expect(report.cards.map(({ stage }) => stage)).toEqual(stageNames);
    expect(report.gates.length).toBeGreaterThan(10);
    const reasoner = await checkpointIn('straight', 'reasoner');
    expect(reasoner.lineage.map(({ stage }) => stage)).toEqual(stageNames);
    expect(reasoner.optimizer).toBeUndefined();
  });

  it('goes on after interruptions as if there had been none', async () => {
    const options = optionsFor('torn');
    // Interrupted in the middle of pretraining, in the first step of the assistant's stage, and in reinforcement learning.
    for (const [stage, step] of [
      ['pretrain', 33],
      ['sft', 1],
      ['rl', 2],
    ] as const) {
      let isInterrupted = false;
      const { isFinished } = await trainSchool(
        microEnvironment(),
        { ...options, isResuming: true },
        {
          onStep(current, report) {
            if (current === stage && report.step === step) isInterrupted = true;
          },
          isInterrupted: () => isInterrupted,
        },
      );
      expect(isFinished).toBe(false);
      expect(await readdir(options.out)).toContain('progress.bin');
    }
    const steps: string[] = [];
    const { report, isFinished } = await trainSchool(
      microEnvironment(),
      { ...options, isResuming: true },
      { onStep: (stage, { step }) => steps.push(`${stage} ${step}`) },
    );
    expect(isFinished).toBe(true);
    expect(steps).toEqual(['rl 3']);
    expect(await readdir(options.out)).not.toContain('progress.bin');
    for (const stage of stageNames) {
      const [torn, straight] = [await checkpointIn('torn', stage), await checkpointIn('straight', stage)];
      expect(torn.parameters).toEqual(straight.parameters);
      expect(torn.notes).toEqual(straight.notes);
    }
    const straight = JSON.parse(await readFile(join(folder, 'straight', 'report.json'), 'utf8'));
    const curves = (stages: typeof report.stages) => stages.map(({ curve, tokens }) => ({ curve, tokens }));
    expect(JSON.parse(JSON.stringify(curves(report.stages)))).toEqual(curves(straight.stages));
    expect(report.gates.map(({ value }) => `${value}`)).toEqual(
      straight.gates.map(({ value }: { value: number | null }) => `${value ?? Number.NaN}`),
    );
  });

  it('does the exercises again with what should not work, once', async () => {
    const options = { ...optionsFor('straight'), isResuming: true, hasControls: true };
    const { report } = await trainSchool(microEnvironment(), options);
    expect(report.controls.map(({ name }) => name)).toEqual(['coinFlip', 'noLengthPenalty']);
    expect(report.gates.filter(({ name }) => name.startsWith('control'))).toHaveLength(2);
    const steps: string[] = [];
    const again = await trainSchool(microEnvironment(), options, { onStep: (stage) => steps.push(stage) });
    expect(steps).toEqual([]);
    expect(again.report.controls).toEqual(JSON.parse(JSON.stringify(report.controls)));
    expect((await checkpointIn('straight', 'reasoner')).lineage).toHaveLength(stageNames.length);
  });

  it('needs the checkpoint before, of the same school', async () => {
    const sft = { ...optionsFor('empty'), stages: ['sft'] as const };
    await expect(trainSchool(microEnvironment(), sft)).rejects.toMatchObject({ code: 'stageNeedsParent' });
    const other = { ...optionsFor('straight'), seed: 4, stages: ['rl'] as const };
    await expect(trainSchool(microEnvironment(), other)).rejects.toMatchObject({ code: 'checkpointMismatch' });
  });
});

describe('curves', () => {
  it('are thinned to a number of points and lose no measurement', () => {
    const points = Array.from({ length: 1600 }, (_, i) => ({
      ...{ step: i + 1, loss: i },
      ...((i + 1) % 100 === 0 && { valLoss: i }),
    }));
    const thinned = thin(points);
    expect(thinned.length).toBeLessThanOrEqual(200);
    expect(thinned.at(-1)?.step).toBe(1600);
    expect(thinned.filter(({ valLoss }) => valLoss !== undefined)).toHaveLength(16);
    expect(thinned[0]?.loss).toBe(3.5);
    expect(thin(points.slice(0, 50))).toEqual(points.slice(0, 50));
  });
});

describe('the commands', () => {
  const run = (...command: string[]): Promise<{ code: number; stderr: string; stdout: string }> =>
    new Promise((resolve) => {
      const options = [...nodeFlags, '--import', 'tsx', ...command];
      execFile(process.execPath, options, { cwd: root }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
      });
    });

  it.each([
    [['scripts/train.ts'], '--out is needed'],
    [['scripts/train.ts', '--out', 'x', '--language', 'de'], 'one of en, zh'],
    [['scripts/train.ts', '--out', 'x', '--seed', '1.5'], 'a whole number'],
    [['scripts/train.ts', '--out', 'x', '--stages', 'sft,nap'], 'one of pretrain'],
    [['scripts/train.ts', '--out', 'x', '--without', 'soap'], 'one of url, extract'],
    [['scripts/train.ts', '--fast'], '--fast'],
    [['scripts/export.ts'], '--checkpoint and --out'],
    [['scripts/export.ts', '--checkpoint', 'x', '--out', 'y', '--format', 'onnx'], 'one of schoolbook'],
    [['scripts/export.ts', '--checkpoint', 'README.md', '--out', 'y', '--format', 'gguf'], 'checkpointCorrupt'],
    [['scripts/ask.ts', '--prompt', 'x'], '--checkpoint and --prompt'],
    [['scripts/ask.ts', '--checkpoint', 'README.md', '--prompt', 'x'], 'checkpointCorrupt'],
    [['scripts/ask.ts', '--checkpoint', 'nowhere.bin', '--prompt', 'x'], 'nowhere.bin'],
  ])('%j is refused with exit code 2', async (command, message) => {
    const { code, stderr } = await run(...command);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
