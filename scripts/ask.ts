/** Asks a checkpoint file one question and streams the answer. Exit code 2 when it cannot be done. */
import { parseArgs } from 'node:util';
import { generateAnswer } from '../src/engine/answers.ts';
import { chooseBackend } from '../src/engine/backend.ts';
import { readCheckpoint } from '../src/engine/checkpoints.ts';
import { openFor } from '../src/engine/opening.ts';
import type { Prompt } from '../src/engine/protocol.ts';
import { text } from '../src/llm/chat.ts';
import { presets } from '../src/llm/config.ts';
import { disposeModel, modelFrom } from '../src/llm/model.ts';
import { specialId, takeUp } from '../src/llm/tokenizer.ts';
import { nodeEnvironment, readIfThere } from './nodeAssets.ts';
import { maxSeed, numberOption, runCommand, UsageError } from './options.ts';

const usage =
  'npm run ask -- --checkpoint FILE --prompt "..." [--raw] [--tools] [--temperature T] [--top-k K] [--top-p P] [--seed N]';

await runCommand(usage, async () => {
  const { values } = parseArgs({
    options: {
      checkpoint: { type: 'string' },
      prompt: { type: 'string' },
      raw: { type: 'boolean', default: false },
      tools: { type: 'boolean', default: false },
      temperature: { type: 'string', default: '0' },
      'top-k': { type: 'string', default: '0' },
      'top-p': { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!values.checkpoint || values.prompt === undefined) throw new UsageError('--checkpoint and --prompt are needed');
  if (values.raw && values.tools) throw new UsageError('--tools needs the chat template, which --raw leaves out');
  const sampling = {
    temperature: numberOption('temperature', values.temperature, 0, 10, false),
    topK: numberOption('top-k', values['top-k'], 0, 65_536, true),
    topP: numberOption('top-p', values['top-p'], 0, 1, false),
  };
  const seed = numberOption('seed', values.seed, 0, maxSeed, true);
  const bytes = await readIfThere(values.checkpoint);
  if (!bytes) throw new Error(`there is no file ${values.checkpoint}`);
  const checkpoint = await readCheckpoint(bytes, presets);
  const environment = nodeEnvironment();
  await chooseBackend(environment.backends, 'wasm');
  // The library of the search tool is the corpus.
  const { school } = await openFor(environment, undefined, checkpoint, () => {});
  const model = modelFrom(checkpoint.model, checkpoint.parameters);
  const prompt: Prompt = values.raw
    ? { kind: 'raw', text: values.prompt }
    : { kind: 'chat', messages: [text('user', values.prompt)], tools: values.tools };
  const written: number[] = [];
  let shown = '';
  const maxNewTokens = model.config.contextLength;
  for await (const { tokenId } of generateAnswer(school, model, { prompt, sampling, seed, maxNewTokens })) {
    written.push(tokenId);
    // Tool calls and results stay visible, by their special tokens; the ends of an answer do not.
    const visible = written.filter((id) => id !== specialId('<|im_end|>') && id !== specialId('<|endoftext|>'));
    const now = values.raw ? school.tokenizer.decode(visible) : takeUp(school.tokenizer.decode(visible));
    // A character that is not complete yet shows as U+FFFD at the end: it waits for its next token.
    const settled = now.replace(/\uFFFD+$/, '');
    if (!settled.startsWith(shown)) continue;
    process.stdout.write(settled.slice(shown.length));
    shown = settled;
  }
  process.stdout.write('\n');
  disposeModel(model);
  return 0;
});
