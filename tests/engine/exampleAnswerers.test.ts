/** The questions of lessons 2.1 to 2.5, put to a small school with a small assistant. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Asked, EngineCommand, Prompt, QuestionName } from '../../src/engine/protocol.ts';
import { text } from '../../src/llm/chat.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { specialId } from '../../src/llm/tokenizer.ts';
import type { Conversation } from '../../src/llm/world.ts';
import { createHarness, type Harness } from '../fixtures/harness.ts';
import { microCorpus } from '../fixtures/microCorpus.ts';

const phrases = phrasebooks.en;
const chat = (question: string): Prompt => ({ kind: 'chat', messages: [text('user', question)], tools: false });
const cold = { temperature: 0, topK: 0, topP: 1 };

let harness: Harness;
beforeAll(async () => {
  harness = createHarness();
  await harness.open();
  for (const stage of ['pretrain', 'sft', 'honest'] as const) {
    const idle = harness.untilIdle();
    harness.send({ kind: 'start', runId: stage, stage });
    await idle;
  }
});
afterAll(() => harness.engine.dispose());

let requests = 0;
async function answersTo<Name extends QuestionName>(name: Name, asked: Asked<Name>): Promise<Answer<Name>[]> {
  const requestId = `${name} ${++requests}`;
  await harness.tell({ kind: 'ask', requestId, name, asked } as EngineCommand, 'answered');
  return harness
    .all('answer')
    .flatMap((event) => (event.requestId === requestId ? [event.answer as Answer<Name>] : []));
}
const answerTo = async <Name extends QuestionName>(name: Name, asked: Asked<Name>): Promise<Answer<Name>> =>
  (await answersTo(name, asked)).at(-1) as Answer<Name>;
const ids = ({ tokens }: { tokens: { tokenId: number }[] }): number[] => tokens.map(({ tokenId }) => tokenId);

describe('replies', () => {
  it('are what each prompt gets alone', async () => {
    const prompts: Prompt[] = [chat('Who is Elin?'), { kind: 'raw', text: 'The fox' }];
    const asked = { stage: 'assistant', sampling: cold, seed: 1, maxNewTokens: 6 } as const;
    const together = await answerTo('replies', { ...asked, prompts });
    for (const [i, prompt] of prompts.entries()) {
      const alone = await answerTo('write', { ...asked, prompt, count: 1 });
      expect(ids(together.texts[i]!)).toEqual(ids(alone.texts[0]!));
    }
    expect(together.step).toBeGreaterThan(0);
  });

  it('say which step of a training they were given at', async () => {
    harness.send({ kind: 'start', runId: 'again', stage: 'honest' }, { kind: 'step' });
    await harness.next('status', ({ status }) => status.kind === 'paused');
    const asked = { stage: 'live' as const, prompts: [chat('Hi')], sampling: cold, seed: 1, maxNewTokens: 3 };
    expect((await answerTo('replies', asked)).step).toBe(1);
    const idle = harness.untilIdle();
    harness.send({ kind: 'resume' });
    await idle;
  });
});

describe('the worked examples', () => {
  const all = new TextDecoder()
    .decode(microCorpus()['conversations.jsonl'])
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Conversation);
  const look = { kinds: [], search: '', from: 0, count: 100 };

  it('are all there, counted by kind', async () => {
    const { kinds, found, shown } = await answerTo('examples', look);
    expect(found.conversations).toBe(all.length);
    expect(kinds.reduce((sum, { conversations }) => sum + conversations, 0)).toBe(all.length);
    expect(shown).toHaveLength(found.distinct);
    expect(shown.reduce((sum, { copies }) => sum + copies, 0)).toBe(all.length);
  });

  it('are found by kind and by what is said, some at a time', async () => {
    const refusals = await answerTo('examples', { ...look, kinds: ['refusal'] });
    expect(refusals.shown.every(({ kind }) => kind === 'refusal')).toBe(true);
    const said = await answerTo('examples', { ...look, search: 'KNOW' });
    const expected = all.filter((conversation) => /know/i.test(JSON.stringify(conversation.messages)));
    expect(said.found.conversations).toBe(expected.length);
    const second = await answerTo('examples', { ...look, from: 1, count: 2 });
    expect(second.shown).toEqual((await answerTo('examples', look)).shown.slice(1, 3));
  });
});

describe('lives', () => {
  it('are as many as asked for, each weighed token by token, the same for the same seed', async () => {
    const asked = { stage: 'assistant', prompt: chat('Who is Orson?'), count: 3, seed: 1, maxNewTokens: 8 } as const;
    const before = tf.memory().numTensors;
    const { likeliest, drawn } = await answerTo('lives', asked);
    expect(drawn).toHaveLength(3);
    for (const { tokens, logprob } of [likeliest, ...drawn]) {
      const product = tokens.reduce((sum, { probability }) => sum + Math.log(probability), 0);
      expect(logprob).toBeCloseTo(product, 6);
    }
    const greedy = await answerTo('write', { ...asked, count: 1, sampling: cold });
    expect(ids(likeliest)).toEqual(ids(greedy.texts[0]!));
    expect(await answerTo('lives', asked)).toEqual({ likeliest, drawn });
    expect((await answerTo('lives', { ...asked, seed: 2 })).drawn).not.toEqual(drawn);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('probing', () => {
  it('finds what the honest stage found before its first step', async () => {
    const { results, declined, examples } = await answerTo('probing', { stage: 'assistant' });
    const verdicts = results.map(({ answers: _, ...verdict }) => verdict);
    expect(harness.all('probed').at(-1)?.results).toEqual(verdicts);
    expect(results.every(({ answers }) => answers.length === 5)).toBe(true);
    const unknown = results.filter(({ verdict }) => verdict === 'unknown').map(({ name }) => name);
    expect(declined.length).toBe(Math.ceil(unknown.length / 2));
    expect(unknown).toEqual(expect.arrayContaining(declined));
    expect(examples.map(({ about }) => about)).toEqual(declined);
    expect((await answerTo('interview', { stage: 'honest' })).declined).toEqual(declined);
  });
});

describe('the interview', () => {
  it('asks everybody once, those of the roster and nobody else', async () => {
    const { people, newNames, recombinedNames } = await answerTo('roster', {});
    const { answers, declined } = await answerTo('interview', { stage: 'assistant' });
    expect(answers.map(({ name }) => name)).toEqual([
      ...newNames,
      ...recombinedNames,
      ...people.map(({ name }) => name),
    ]);
    expect(answers.filter(({ group }) => group === 'stranger')).toHaveLength(newNames.length);
    expect(answers.filter(({ group, outcome }) => group === 'stranger' && outcome === 'right')).toEqual([]);
    expect(declined).toEqual([]);
  });
});

describe('a turn with tools', () => {
  const asked = { stage: 'honest', question: 'Hi', hasTools: true, sampling: cold, seed: 1 } as const;
  // Plain letters, one token each, as nothing else is sure to be in a vocabulary so small.
  const spelled = (word: string): number[] => [...new TextEncoder().encode(word)];
  const call = (words: string): number[] => [specialId('<|tool|>'), ...spelled(words), specialId('<|result|>')];

  it('grows token by token, up to its end or to a call', async () => {
    const versions = await answersTo('toolTurn', { ...asked, written: [] });
    expect(versions.at(-1)?.state).not.toBe('writing');
    const last = ids(versions.at(-1)!);
    for (const version of versions) expect(last.slice(0, version.tokens.length)).toEqual(ids(version));
  });

  it('goes on from what the tool said, whatever that is, and marks it as pasted in', async () => {
    const written = call('calc 1+2');
    const { tokens } = await answerTo('toolTurn', { ...asked, written, result: '<|tool|>' });
    const pasted = tokens.filter(({ tool }) => tool);
    expect(pasted.at(-1)?.tokenId).toBe(specialId('<|tool_end|>'));
    // What looks like a special token in a result is plain text.
    expect(pasted.slice(0, -1).some(({ special }) => special)).toBe(false);
    expect(pasted.map(({ label }) => label).join('')).toContain('<|tool|>');
    const refused = harness.next('refused');
    harness.send({
      kind: 'ask',
      requestId: 'long',
      name: 'toolTurn',
      asked: { ...asked, written, result: 'x'.repeat(500) },
    });
    expect(await refused).toMatchObject({ requestId: 'long', code: 'textTooLong' });
  });
});

describe('the trial', () => {
  it('asks the same with and without tools, and its count grows', async () => {
    const versions = await answersTo('toolTrial', { stage: 'honest', count: 5, seed: 1 });
    const { cases, total } = versions.at(-1)!;
    expect(cases).toHaveLength(total);
    expect(new Set(cases.map(({ kind }) => kind)).size).toBe(4);
    for (const { question, without } of cases.filter(({ kind }) => kind === 'nobody')) {
      expect(question).toMatch(/^Who is .+\?$/);
      expect(without.isRight).toBe(phrases.isRefusal(without.answer));
    }
    expect(cases.every(({ with: { isRight, parts } }) => !isRight || parts.length > 0)).toBe(true);
  });
});
