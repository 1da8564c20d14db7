/**
 * Does what we export mean the same to others? Exports the shipped checkpoints and asks: Hugging Face's tokenizers for ids, its Jinja for
 * the chat template, llama.cpp for ids and greedy continuations, and for logits a second implementation of Starcoder2 and, where a python3
 * has it, transformers itself. `npm run interop`; with `-- --keep FOLDER` the exported folders stay, each with an expected.json for logits.py.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Template } from '@huggingface/jinja';
import { getLlama } from 'node-llama-cpp';
import { Tokenizer } from 'tokenizers';
import { nodeEnvironment } from '../../scripts/nodeAssets.ts';
import { chooseBackend } from '../../src/engine/backend.ts';
import { readCheckpoint } from '../../src/engine/checkpoints.ts';
import { encodeConversation, encodePrompt, encodeRaw } from '../../src/llm/chat.ts';
import { presets } from '../../src/llm/config.ts';
import { unpackArchive } from '../../src/llm/export/archive.ts';
import { exportModel } from '../../src/llm/export/export.ts';
import { exportFormats } from '../../src/llm/export/formats.ts';
import { generate, nextTokenLogits } from '../../src/llm/generate.ts';
import { disposeModel, modelFrom } from '../../src/llm/model.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { createRandom } from '../../src/llm/random.ts';
import { createTokenizer, specialId, specialTokens } from '../../src/llm/tokenizer.ts';
import { conversationsOf, hardTexts, promptsOf } from './samples.mjs';
import { loadStarcoder2 } from './starcoder2.mjs';

const greedyTokens = 40;
const maxLogitError = 1e-4;
/**
 * llama.cpp looks GELU up in a table of half precision and keeps keys and values in it, so its logits are not quite ours. Where our best
 * token leads the next by less than half precision can tell apart at its size (11 significant bits), it may pick that one, and the lead is
 * told; anything else is a difference.
 */
const halfPrecision = 2 ** -11;
const folderFiles = [
  ...['README.md', 'config.json', 'generation_config.json', 'model.safetensors', 'schoolbook.json'],
  ...['tokenizer.json', 'tokenizer_config.json'],
];
const root = fileURLToPath(new URL('../../', import.meta.url));
const { values: options } = parseArgs({ options: { keep: { type: 'string' } } });
const out = options.keep ?? mkdtempSync(join(tmpdir(), 'schoolbook-interop-'));
const python = ['python3', '/usr/bin/python3'].find(
  (name) => spawnSync(name, ['-c', 'import torch, transformers']).status === 0,
);
if (!python) console.log('transformers: no python3 has it, with PyTorch; left out');
let failures = 0;

/** Says how many of the comparisons came out equal; shows the first that did not. */
function say(what, results) {
  const wrong = results.filter(({ isRight }) => !isRight);
  const detail = wrong.length > 0 ? `; first difference: ${JSON.stringify(wrong[0].about)}` : '';
  console.log(
    `  ${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${what}: ${results.length - wrong.length} of ${results.length}${detail}`,
  );
  failures += wrong.length;
}
const sameIds = (a, b) => a.length === b.length && a.every((id, i) => id === b[i]);

await chooseBackend(nodeEnvironment().backends, 'wasm');
// One thread: the model is small, and threads that wait for each other on busy cores take seconds a token.
const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error', maxThreads: 1 });

for (const language of ['en', 'zh']) {
  for (const stage of ['base', 'reasoner']) {
    console.log(`${language} ${stage}`);
    await check(language, stage);
  }
}
await llama.dispose();
if (!options.keep) rmSync(out, { recursive: true });
console.log(failures === 0 ? 'all equal' : `${failures} differences`);
process.exitCode = failures === 0 ? 0 : 1;

async function check(language, stage) {
  const file = join(root, `public/checkpoints/${language}/${stage}.bin`);
  const checkpoint = await readCheckpoint(new Uint8Array(readFileSync(file)), presets);
  const folder = join(out, `${language}-${stage}`);
  const gguf = join(out, `${language}-${stage}.gguf`);
  await writeExports(checkpoint, folder, gguf);

  const tokenizer = createTokenizer(checkpoint.merges);
  const texts = hardTexts(language);
  await checkTokenizer(tokenizer, folder, texts);
  if (stage === 'reasoner') await checkTemplate(tokenizer, language, folder);

  const { questions, pages } = promptsOf(language);
  const asked =
    stage === 'base'
      ? pages.map((page) => encodeRaw(tokenizer, page))
      : questions.map((messages) => encodePrompt(tokenizer, phrasebooks[language], messages));
  // Pages again from their middle: long ones, so that there are at least twenty prompts of every checkpoint.
  const long = conversationsOf(language)
    .slice(0, 20)
    .map(({ messages }) =>
      encodeRaw(tokenizer, messages.flatMap(({ parts }) => parts.map((part) => part.text ?? '')).join('\n')).slice(
        0,
        60,
      ),
    );
  const prompts = stage === 'base' ? [...asked, ...long] : asked;

  const model = modelFrom(checkpoint.model, checkpoint.parameters);
  try {
    await checkLogits(model, folder, prompts);
    if (python) checkTransformers(folder);
    await checkLlama(model, tokenizer, gguf, texts, prompts);
  } finally {
    disposeModel(model);
  }
}

async function writeExports(checkpoint, folder, gguf) {
  say(
    'the same bytes when exported twice',
    exportFormats.map((format) => {
      const [once, twice] = [exportModel(checkpoint, format), exportModel(checkpoint, format)];
      return { isRight: Buffer.compare(once.bytes, twice.bytes) === 0, about: format };
    }),
  );
  mkdirSync(folder, { recursive: true });
  const files = await unpackArchive(exportModel(checkpoint, 'huggingface').bytes, folderFiles, 1e8);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  mkdirSync(dirname(gguf), { recursive: true });
  writeFileSync(gguf, exportModel(checkpoint, 'gguf').bytes);
}

/** Text as it is, and with special tokens found by name, which is theirs alone: our ids for the pieces between. */
function idsWithSpecials(tokenizer, text) {
  const pattern = new RegExp(`(${specialTokens.map((token) => token.replaceAll('|', '\\|')).join('|')})`);
  return text
    .split(pattern)
    .flatMap((piece) => (specialTokens.includes(piece) ? [specialId(piece)] : tokenizer.encode(piece)));
}

async function checkTokenizer(ours, folder, texts) {
  const theirs = Tokenizer.fromFile(join(folder, 'tokenizer.json'));
  const results = [];
  const backResults = [];
  for (const text of texts) {
    // A lone half of a surrogate pair has no UTF-8; every other program gets the replacement character.
    const whole = text.toWellFormed();
    const ids = (await theirs.encode(whole, null, { addSpecialTokens: false })).getIds();
    results.push({ isRight: sameIds(ids, idsWithSpecials(ours, whole)), about: whole });
    backResults.push({ isRight: (await theirs.decode(ids, false)) === whole, about: whole });
  }
  say('ids of Hugging Face tokenizers', results);
  say('texts back from those ids', backResults);
  const started = (await theirs.encode('fox')).getIds();
  say('a page starts with <|endoftext|>', [{ isRight: started[0] === specialId('<|endoftext|>'), about: started }]);
}

/** Our messages as theirs: what a tool answered is a message of its own, and the words after it another. */
function theirMessages(messages) {
  return messages.flatMap(({ role, parts }) => {
    const written = [];
    let open = { role, content: '' };
    for (const part of parts) {
      if (part.kind === 'text') open.content = part.text;
      else if (part.kind === 'toolCall') {
        open.tool_calls = [{ type: 'function', function: { name: part.tool, arguments: { input: part.argument } } }];
        written.push(open);
      } else {
        written.push({ role: 'tool', content: part.text });
        open = { role, content: '' };
      }
    }
    return open.tool_calls ? written : [...written, open];
  });
}

async function checkTemplate(ours, language, folder) {
  const { chat_template: source, bos_token } = JSON.parse(readFileSync(join(folder, 'tokenizer_config.json'), 'utf8'));
  const theirs = Tokenizer.fromFile(join(folder, 'tokenizer.json'));
  const template = new Template(source);
  const phrases = phrasebooks[language];
  const idsOf = async (messages, add_generation_prompt) => {
    const text = template.render({ messages: theirMessages(messages), bos_token, add_generation_prompt });
    return (await theirs.encode(text, null, { addSpecialTokens: false })).getIds();
  };
  const whole = [];
  const prompts = [];
  for (const { messages } of conversationsOf(language)) {
    const about = messages;
    whole.push({
      about,
      isRight: sameIds(await idsOf(messages, false), encodeConversation(ours, phrases, { messages }).tokenIds),
    });
    const asked = messages.filter(({ role }) => role !== 'assistant');
    prompts.push({ about, isRight: sameIds(await idsOf(asked, true), encodePrompt(ours, phrases, asked)) });
  }
  say('conversations through the chat template', whole);
  say('prompts through the chat template', prompts);
}

async function checkLogits(model, folder, prompts) {
  const theirs = loadStarcoder2(folder);
  let worst = 0;
  const results = [];
  const expected = [];
  for (const prompt of prompts.slice(0, 12)) {
    const logits = await nextTokenLogits(model, prompt);
    const reference = theirs(prompt).at(-1);
    const error = Math.max(...logits.map((value, i) => Math.abs(value - reference[i])));
    worst = Math.max(worst, error);
    results.push({ isRight: error <= maxLogitError, about: { tokens: prompt.length, error } });
    expected.push({ inputIds: prompt, logits: Array.from(logits) });
  }
  say(`logits within ${maxLogitError} of Starcoder2 (largest difference ${worst.toExponential(1)})`, results);
  writeFileSync(join(folder, 'expected.json'), JSON.stringify(expected));
}

function checkTransformers(folder) {
  const script = join(root, 'tests/interop/logits.py');
  const { status, stdout, stderr } = spawnSync(python, [script, folder], { encoding: 'utf8' });
  const found = stdout.trim().split('\n').at(-1);
  say(`logits and texts of transformers (${found})`, [
    { isRight: status === 0, about: stderr.trim().split('\n').at(-1) },
  ]);
}

async function checkLlama(model, ours, path, texts, prompts) {
  const theirs = await llama.loadModel({ modelPath: path });
  const context = await theirs.createContext({ contextSize: model.config.contextLength, threads: 1 });
  const sequence = context.getSequence();
  say(
    'ids of llama.cpp',
    texts
      // node-llama-cpp hands texts over as C strings.
      .filter((text) => !text.includes('\0'))
      .map((text) => text.toWellFormed())
      .map((text) => ({ isRight: sameIds(theirs.tokenize(text, true), idsWithSpecials(ours, text)), about: text })),
  );
  const stopTokenIds = [specialId('<|im_end|>'), specialId('<|endoftext|>')];
  const results = [];
  const ties = [];
  let tokens = 0;
  for (const prompt of prompts) {
    const maxNewTokens = Math.min(greedyTokens, model.config.contextLength - prompt.length);
    const sampling = { temperature: 0, topK: 0, topP: 1 };
    const [{ tokenIds }] = await generate(model, [prompt], {
      maxNewTokens,
      stopTokenIds,
      sampling,
      rng: createRandom(1),
    });
    await sequence.clearHistory();
    const written = [];
    for await (const id of sequence.evaluate(prompt, { temperature: 0, yieldEogToken: true })) {
      written.push(id);
      if (stopTokenIds.includes(id) || written.length >= tokenIds.length) break;
    }
    tokens += written.length;
    const parting = tokenIds.findIndex((id, i) => written[i] !== id);
    const about = { ours: ours.decode(tokenIds), theirs: ours.decode(written), lead: 0, isTie: false };
    if (parting >= 0) {
      const logits = await nextTokenLogits(model, [...prompt, ...tokenIds.slice(0, parting)]);
      const best = logits[tokenIds[parting]];
      about.lead = best - logits[written[parting]];
      about.isTie = about.lead <= halfPrecision * Math.abs(best);
      if (about.isTie) ties.push(about.lead);
    }
    results.push({ isRight: parting < 0 || about.isTie, about });
  }
  const but = ties.length > 0 ? `; of these, parting at a tie: ${ties.length} (lead ${ties.join(', ')})` : '';
  say(`greedy continuations of llama.cpp, ${tokens} tokens${but}`, results);
  await context.dispose();
  await theirs.dispose();
}
