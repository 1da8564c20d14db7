/** Many answers at once, of a checkpoint that ships with the page. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeEnvironment } from '../../scripts/nodeAssets.ts';
import { chooseBackend } from '../../src/engine/backend.ts';
import { encodePrompt, text } from '../../src/llm/chat.ts';
import { decodeCheckpoint } from '../../src/llm/checkpoint.ts';
import { type Model, modelFrom } from '../../src/llm/model.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { createRandom } from '../../src/llm/random.ts';
import { greedy, type Pupil } from '../../src/llm/tasks.ts';
import { createTokenizer, specialId } from '../../src/llm/tokenizer.ts';
import { answer, answerAll } from '../../src/llm/tools.ts';

const phrases = phrasebooks.en;
const file = new URL('../../public/checkpoints/en/honest.bin', import.meta.url);
const checkpoint = decodeCheckpoint(new Uint8Array(readFileSync(file)));
const tokenizer = createTokenizer(checkpoint.merges);

describe('answers with tools', () => {
  let pupil: Pupil;
  beforeAll(async () => {
    await chooseBackend(nodeEnvironment(1).backends, 'wasm');
    const model: Model = modelFrom(checkpoint.model, checkpoint.parameters);
    pupil = { model, tokenizer, phrases };
  });

  it('are the same side by side as one by one', async () => {
    const questions = [phrases.askSum(48, 34), phrases.askSum(1234, 4321), 'Who is Orson Kovacs?', 'Hello!'].map(
      (question) => ({
        prompt: encodePrompt(tokenizer, phrases, [text('system', phrases.toolsOn), text('user', question)]),
        documents: ['Orson Kovacs is a baker from Veldra.'],
      }),
    );
    const options = { maxNewTokens: 60, sampling: greedy, rng: createRandom(1) };
    const all = await answerAll(pupil, questions, options);
    for (const [i, { prompt, documents }] of questions.entries()) {
      const written: number[] = [];
      for await (const { tokenId } of answer(pupil, documents, prompt, options)) written.push(tokenId);
      expect(tokenizer.decode(all[i] as number[])).toBe(tokenizer.decode(written));
    }
    // The calculator was really called, and its result written into the context.
    expect(all[1]).toContain(specialId('<|result|>'));
    expect(tokenizer.decode(all[1] as number[])).toContain('5555');
  });
});
