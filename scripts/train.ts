/**
 * Trains a whole school without a page and writes every checkpoint and report.json into a folder. Exit code 0: all well; 1: a gate of the
 * course preset was missed; 2: it could not be done; 130: interrupted, to be gone on with by --resume.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { decodeCheckpoint, encodeCheckpoint } from '../src/llm/checkpoint.ts';
import { filterNames } from '../src/llm/cleaning.ts';
import { type Language, type PresetName, presets } from '../src/llm/config.ts';
import { type StepReport, stageNames, trainingStages } from '../src/llm/reports.ts';
import { nodeEnvironment, readIfThere } from './nodeAssets.ts';
import { choiceOption, maxSeed, numberOption, runCommand, UsageError } from './options.ts';
import { type TrainingReport, trainSchool } from './trainSchool.ts';

const usage =
  'npm run train -- --out DIR [--language en|zh] [--preset course|quick] [--seed N] ' +
  '[--stages pretrain,sft,honest,rl] [--without FILTER,FILTER] [--controls] [--threads N] [--resume] [--ship]';

const maxThreads = 16;

await runCommand(usage, async () => {
  const { values } = parseArgs({
    options: {
      language: { type: 'string', default: 'en' },
      preset: { type: 'string', default: 'course' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
      stages: { type: 'string', default: trainingStages.join() },
      without: { type: 'string', default: '' },
      controls: { type: 'boolean', default: false },
      threads: { type: 'string' },
      resume: { type: 'boolean', default: false },
      ship: { type: 'boolean', default: false },
    },
  });
  if (!values.out) throw new UsageError('--out is needed: the folder for the checkpoints');
  const language = choiceOption('language', values.language, ['en', 'zh'] satisfies Language[]);
  const options = {
    language,
    preset: presets[choiceOption('preset', values.preset, Object.keys(presets) as PresetName[])],
    seed: numberOption('seed', values.seed, 0, maxSeed, true),
    out: values.out,
    stages: values.stages.split(',').map((stage) => choiceOption('stages', stage, trainingStages)),
    reading: {
      switchedOff: values.without
        .split(',')
        .filter(Boolean)
        .map((name) => choiceOption('without', name, filterNames)),
    },
    isResuming: values.resume,
    hasControls: values.controls,
  };
  const threads =
    values.threads === undefined ? undefined : numberOption('threads', values.threads, 1, maxThreads, true);
  let isInterrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isInterrupted) process.exit(130);
      isInterrupted = true;
      console.error('\nwriting the state down after this step; once more to end at once');
    });
  }
  const progress = createProgressLine();
  const { report, isFinished } = await trainSchool(nodeEnvironment(threads), options, {
    onStep: progress.show,
    onNote: progress.note,
    isInterrupted: () => isInterrupted,
  });
  if (!isFinished) {
    progress.note('interrupted; the same command with --resume goes on');
    return 130;
  }
  printGates(report);
  if (values.ship) await ship(options.out, language);
  return report.preset.name === 'course' && report.gates.some(({ passed }) => !passed) ? 1 : 0;
});

/** One line that is written over in a terminal; elsewhere a line every ten seconds. */
function createProgressLine() {
  const isTerminal = process.stderr.isTTY === true;
  const everyMs = isTerminal ? 200 : 10_000;
  let shownMs = Number.NEGATIVE_INFINITY;
  let isOpen = false;
  return {
    show(stage: string, report: StepReport, elapsedMs: number): void {
      const isLast = report.step === report.steps;
      if (!isLast && performance.now() - shownMs < everyMs) return;
      shownMs = performance.now();
      const leftMs = (elapsedMs / report.step) * (report.steps - report.step);
      const score = report.stage === 'rl' ? `, ${(100 * report.accuracy).toFixed(0)}% right` : '';
      const line =
        `${stage} ${report.step}/${report.steps}  loss ${report.loss.toFixed(3)}${score}  ` +
        `${clock(elapsedMs)}, about ${clock(leftMs)} left in this stage`;
      process.stderr.write(isTerminal ? `\r\u001b[K${line}${isLast ? '\n' : ''}` : `${line}\n`);
      isOpen = isTerminal && !isLast;
    },
    note(text: string): void {
      process.stderr.write(`${isOpen ? '\n' : ''}${text}\n`);
      isOpen = false;
    },
  };
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
}

function printGates({ gates, stages, preset }: TrainingReport): void {
  for (const { stage, steps, trainingMs } of stages) console.log(`${stage}: ${steps} steps in ${clock(trainingMs)}`);
  for (const { passed, stage, name, value, comparison, bound } of gates) {
    console.log(`${passed ? 'pass' : 'MISS'}  ${stage}: ${name} ${Number(value).toFixed(3)} ${comparison} ${bound}`);
  }
  const missed = gates.filter(({ passed }) => !passed).length;
  const verdict = preset.name === 'course' ? '' : ' (they bind the course preset only)';
  console.log(missed === 0 ? 'all gates passed' : `${missed} of ${gates.length} gates missed${verdict}`);
}

/** Copies what was trained to where the page finds it, in half precision, with the report. */
async function ship(out: string, language: Language): Promise<void> {
  const target = fileURLToPath(new URL(`../public/checkpoints/${language}/`, import.meta.url));
  await mkdir(target, { recursive: true });
  for (const stage of stageNames) {
    const bytes = await readIfThere(join(out, `${stage}.bin`));
    if (!bytes) throw new Error(`nothing to ship: ${stage}.bin is not in ${out}`);
    const small = encodeCheckpoint(decodeCheckpoint(bytes), 'float16');
    await writeFile(join(target, `${stage}.bin`), small);
    console.log(`shipped ${stage}: ${(small.length / 1024).toFixed(0)} KiB`);
  }
  const report = await readIfThere(join(out, 'report.json'));
  if (report) await writeFile(join(target, 'report.json'), report);
}
