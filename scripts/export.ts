/**
 * Writes a checkpoint in a format of other programs (or our own), the same bytes every time. What it was examined on is taken from the
 * report.json beside it, if there is one. Exit code 2 when it cannot be done.
 */
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCheckpoint } from '../src/engine/checkpoints.ts';
import { presets } from '../src/llm/config.ts';
import { exportModel } from '../src/llm/export/export.ts';
import { exportFormats } from '../src/llm/export/formats.ts';
import type { Gate } from '../src/llm/reports.ts';
import { readIfThere } from './nodeAssets.ts';
import { choiceOption, runCommand, UsageError } from './options.ts';

const usage = `npm run export -- --checkpoint FILE --format ${exportFormats.join('|')} --out PATH`;

await runCommand(usage, async () => {
  const { values } = parseArgs({
    options: { checkpoint: { type: 'string' }, format: { type: 'string', default: '' }, out: { type: 'string' } },
  });
  if (!values.checkpoint || !values.out) throw new UsageError('--checkpoint and --out are needed');
  const format = choiceOption('format', values.format, exportFormats);
  const bytes = await readIfThere(values.checkpoint);
  if (!bytes) throw new Error(`there is no file ${values.checkpoint}`);
  const exported = exportModel(await readCheckpoint(bytes, presets), format, await gatesBeside(values.checkpoint));
  await writeFile(values.out, exported.bytes);
  console.log(`${values.out}: ${(exported.bytes.length / 1024).toFixed(0)} KiB`);
  return 0;
});

async function gatesBeside(checkpoint: string): Promise<Gate[]> {
  const report = await readIfThere(join(dirname(checkpoint), 'report.json'));
  return report ? (JSON.parse(new TextDecoder().decode(report)) as { gates: Gate[] }).gates : [];
}
