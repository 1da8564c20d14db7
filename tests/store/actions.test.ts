import { describe, expect, it } from 'vitest';
import type { EngineCommand, EngineEvent } from '../../src/engine/protocol.ts';
import type { StageName } from '../../src/llm/reports.ts';
import { rateFactors } from '../../src/llm/schedule.ts';
import { layOut, specialId, trainTokenizer } from '../../src/llm/tokenizer.ts';
import { changed, editSlice, leftOut, undone, withPile } from '../../src/store/examples.ts';
import { parseKept } from '../../src/store/memory.ts';
import { isDone } from '../../src/store/progress.ts';
import { questionAt } from '../../src/store/questions.ts';
import { initialSampling, type ParsedRoute, type Route } from '../../src/store/route.ts';
import { createSchoolStore } from '../../src/store/schoolStore.ts';

const page = 'Q: What is a fox?\nA: A fox is a small animal that lives in the forest and eats berries.';
const { tokenizer } = trainTokenizer([layOut(page), layOut(page), layOut(page)], 300);

const at: Route = {
  language: 'en',
  lesson: '0',
  preset: 'quick',
  seed: 3,
  settings: {},
  sampling: initialSampling,
  wantedBackend: undefined,
  isEmbedded: false,
  panel: undefined,
};
const going = (change: Partial<Route>): ParsedRoute => ({ route: { ...at, ...change }, corrections: [] });

/** A page whose engine only writes down what it is told. */
function pageWith(route: Partial<Route> = {}) {
  const sent: EngineCommand[] = [];
  const addresses: string[] = [];
  const kept: string[] = [];
  let tell: (event: EngineEvent) => void = () => {};
  const { store, actions } = createSchoolStore(
    {
      send: (command) => void sent.push(command),
      subscribe: (listener) => {
        tell = listener;
      },
    },
    { ...at, ...route },
    (hash) => void addresses.push(hash),
    () => {},
    { read: () => kept.at(-1), write: (text) => void kept.push(text) },
  );
  actions.begin();
  const open = (language: 'en' | 'zh' = 'en', preset: 'quick' | 'course' = 'quick', seed = 3): void => {
    const merges = [...tokenizer.merges];
    tell({
      kind: 'opened',
      language,
      preset,
      seed,
      merges,
      parameterCount: 1,
      trainingTokens: 1,
      baselines: { uniform: 6, unigram: 5, bigram: 3 },
      reading: { switchedOff: [], isOwn: false },
      cleaning: [],
      excerpts: [],
    });
    tell({ kind: 'status', status: { kind: 'idle' } });
  };
  const have = (...stages: StageName[]): void =>
    tell({
      kind: 'checkpoints',
      checkpoints: stages.map((stage) => ({ stage, origin: 'trained', seed: 3, steps: 1, tokens: 1 })),
    });
  return { sent, addresses, kept, tell: (event: EngineEvent) => tell(event), store, actions, open, have };
}
const token = (tokenId: number) => ({ tokenId, label: '', special: false, tool: false });
const kinds = (sent: EngineCommand[]): string[] => sent.map((command) => command.kind);

describe('the learning rate', () => {
  it('is turned before reading begins, and while it does; of no other stage', () => {
    const page = pageWith();
    page.open();
    page.have('untrained');
    page.actions.setRateFactor(100);
    expect(page.store.getState().rateFactor).toBe(rateFactors.max);
    expect(kinds(page.sent)).not.toContain('setRateFactor');
    page.actions.playPause('pretrain');
    expect(page.sent.at(-1)).toMatchObject({ kind: 'start', stage: 'pretrain', rateFactor: rateFactors.max });
    page.tell({ kind: 'status', status: { kind: 'running', runId: 'r', stage: 'pretrain', step: 1, steps: 9 } });
    page.actions.setRateFactor(1 / 2);
    expect(page.sent.at(-1)).toEqual({ kind: 'setRateFactor', factor: 1 / 2 });

    page.tell({ kind: 'status', status: { kind: 'idle' } });
    page.have('untrained', 'base');
    page.actions.playPause('sft');
    expect(page.sent.at(-1)).not.toHaveProperty('rateFactor');
    // Another school begins with the plan as it is.
    page.open();
    expect(page.store.getState().rateFactor).toBe(1);
  });
});

describe('what throws training away', () => {
  it.each([
    ['opening another school', (p: ReturnType<typeof pageWith>) => p.actions.openSchool('zh', 'quick', 3)],
    ['loading a shipped checkpoint', (p: ReturnType<typeof pageWith>) => p.actions.loadShipped('base')],
    ['starting over', (p: ReturnType<typeof pageWith>) => p.actions.reset('pretrain')],
    ['following an address of another seed', (p: ReturnType<typeof pageWith>) => p.actions.follow(going({ seed: 9 }))],
  ])('%s asks first, and declining keeps everything', (_, act) => {
    const p = pageWith();
    p.open();
    p.have('untrained', 'base', 'assistant');
    const before = p.sent.length;
    act(p);
    expect(p.store.getState().asking?.lost).toEqual(['base', 'assistant']);
    expect(p.sent).toHaveLength(before);
    p.actions.decline();
    expect(p.sent).toHaveLength(before);
    expect(p.store.getState()).toMatchObject({ asking: undefined, seed: 3 });
    act(p);
    p.actions.confirm();
    expect(p.sent).toHaveLength(before + 1);
  });

  it('a step asks too, where it is the first of a stage whose children were trained', () => {
    const p = pageWith();
    p.open();
    p.have('untrained', 'assistant');
    p.actions.stepOnce('pretrain');
    expect(p.store.getState().asking?.lost).toEqual(['assistant']);
    expect(kinds(p.sent)).toEqual(['open']);
    p.actions.decline();
    expect(p.store.getState().progress.facts).not.toContain('stepped');
    p.actions.stepOnce('pretrain');
    p.actions.confirm();
    expect(kinds(p.sent)).toEqual(['open', 'start', 'step']);
    expect(p.store.getState().progress.facts).toContain('stepped');
  });

  it('does not ask when there is nothing to lose', () => {
    const p = pageWith();
    p.open();
    p.have('untrained');
    p.actions.openSchool('zh', 'quick', 3);
    expect(kinds(p.sent)).toEqual(['open', 'open']);
  });

  it('switching the language of the page sends nothing', () => {
    const p = pageWith();
    p.open();
    p.have('untrained', 'base');
    p.actions.setLanguage('zh');
    p.actions.follow(going({ language: 'zh', lesson: '1.4' }));
    expect(kinds(p.sent)).toEqual(['open']);
    expect(p.store.getState()).toMatchObject({ language: 'zh', lesson: '1.4', school: { language: 'en' } });
  });

  it('the address names the school that a loaded checkpoint brought', () => {
    const p = pageWith();
    p.open('en', 'course', 1);
    expect(p.addresses.at(-1)).toBe('#/en/0?preset=course&seed=1');
  });
});

describe('a stage', () => {
  it('starts, pauses and goes on by one button, and only from its parent', () => {
    const p = pageWith();
    p.open();
    p.have('untrained');
    p.actions.playPause('sft');
    p.actions.playPause('pretrain');
    const { runId = '' } = p.store.getState();
    const at = { runId, stage: 'pretrain', step: 1, steps: 9 } as const;
    p.tell({ kind: 'status', status: { kind: 'running', ...at } });
    p.actions.playPause('pretrain');
    p.tell({ kind: 'status', status: { kind: 'paused', ...at } });
    p.actions.playPause('pretrain');
    expect(kinds(p.sent)).toEqual(['open', 'start', 'pause', 'resume']);
  });

  it('learns from the pile as the reader has left it, and only imitation does', () => {
    const p = pageWith();
    p.open();
    p.have('untrained', 'base', 'assistant');
    p.actions.setSlice(editSlice, withPile(p.store.getState(), changed(leftOut(5))));
    const again = (stage: 'sft' | 'honest'): void => {
      p.actions.trainAgain(stage);
      if (p.store.getState().asking) p.actions.confirm();
    };
    again('sft');
    again('honest');
    p.actions.setSlice(editSlice, withPile(p.store.getState(), undone));
    again('sft');
    const started = p.sent.filter(({ kind }) => kind === 'start');
    expect(started.map((command) => ('edits' in command ? command.edits : undefined))).toEqual([
      { added: [], removed: [5] },
      undefined,
      undefined,
    ]);
  });

  it('that is retrained asks, because later ones would go', () => {
    const p = pageWith();
    p.open();
    p.have('untrained', 'base');
    p.actions.playPause('pretrain');
    expect(kinds(p.sent)).toEqual(['open']);
  });
});

describe('the scratch pad', () => {
  it('goes on from what is written, and anew when something else is asked', () => {
    const p = pageWith();
    p.open();
    p.have('untrained');
    p.actions.nextToken();
    const first = p.sent.at(-1);
    if (first?.kind !== 'generate') throw new Error('no generate');
    p.tell({
      kind: 'generated',
      requestId: first.requestId,
      token: token(300),
      logits: new Float32Array(9),
      random: 0,
    });
    p.tell({ kind: 'finished', requestId: first.requestId, parts: [], reason: 'length' });
    p.actions.nextToken();
    const second = p.sent.at(-1);
    expect(second).toMatchObject({ kind: 'generate', written: [300], maxNewTokens: 1 });
    if (second?.kind === 'generate') expect(second.seed).not.toBe(first.seed);
    p.actions.setPrompt('Once');
    p.actions.nextToken();
    expect(p.sent.at(-1)).toMatchObject({ kind: 'generate', written: [] });
  });

  it('writes another answer where the model has ended one', () => {
    const p = pageWith();
    p.open();
    p.have('untrained');
    p.actions.write();
    const first = p.sent.at(-1);
    if (first?.kind !== 'generate') throw new Error('no generate');
    for (const tokenId of [300, specialId('<|endoftext|>')]) {
      const drawn = { requestId: first.requestId, token: token(tokenId), logits: new Float32Array(9), random: 0 };
      p.tell({ kind: 'generated', ...drawn });
    }
    p.tell({ kind: 'finished', requestId: first.requestId, parts: [], reason: 'stop' });
    p.actions.write();
    const second = p.sent.at(-1);
    expect(second).toMatchObject({ kind: 'generate', written: [] });
    if (second?.kind === 'generate') expect(second.seed).not.toBe(first.seed);
    expect(p.store.getState().answer).toEqual([]);
  });

  it('asks nothing of the model for a text that does not fit, and keeps the text', () => {
    const p = pageWith();
    p.open();
    p.have('untrained');
    p.actions.setPrompt('@#'.repeat(200));
    p.actions.write();
    p.actions.inspect();
    expect(kinds(p.sent)).toEqual(['open']);
    expect(p.store.getState().prompt).toHaveLength(400);
  });

  it('moving the temperature asks nothing of the model', () => {
    const p = pageWith();
    p.open();
    p.have('untrained');
    p.actions.setSampling({ temperature: 1.5 });
    expect(kinds(p.sent)).toEqual(['open']);
  });

  it('says that a file is too large without reading it', async () => {
    const p = pageWith();
    const file = { size: 60e6, arrayBuffer: () => Promise.reject(new Error('was read')) } as unknown as Blob;
    await p.actions.loadFile(file);
    expect(p.store.getState().notice?.code).toBe('fileTooLarge');
  });
});

describe('what the reader has done', () => {
  it('ticks a lesson off when it has been opened and its goal reached, and is kept', () => {
    const p = pageWith({ lesson: '1.5' });
    p.open();
    p.have('untrained');
    const done = (): boolean => isDone(p.store.getState().progress, '1.5');
    p.actions.setSampling({ temperature: 1.5 });
    expect(done()).toBe(false);
    p.actions.nextToken();
    expect(done()).toBe(true);
    expect(isDone(parseKept(p.kept.at(-1)).progress, '1.5')).toBe(true);
    p.actions.forgetProgress();
    expect(done()).toBe(false);
  });

  it('is training here, not loading what was trained elsewhere', () => {
    const p = pageWith({ lesson: '1.4' });
    p.open();
    p.tell({
      kind: 'checkpoints',
      checkpoints: [{ stage: 'base', origin: 'shipped', seed: 3, steps: 9, tokens: 9 }],
    });
    expect(p.store.getState().progress.facts).toEqual([]);
    p.have('untrained', 'base');
    expect(p.store.getState().progress.facts).toEqual(['trainedToRead']);
  });
});

describe('a question of a lesson', () => {
  const asked = {
    stage: 'base',
    prompt: { kind: 'raw', text: '' },
    count: 2,
    sampling: initialSampling,
    seed: 1,
    maxNewTokens: 4,
  } as const;
  const ask = (p: ReturnType<typeof pageWith>, slot: string): string => {
    p.actions.ask(slot, { name: 'write', asked });
    return p.store.getState().questions[slot]?.requestId ?? '';
  };
  const text = (label: string) => ({ tokens: [{ ...token(300), label }], hasEnded: false });
  const answer = (p: ReturnType<typeof pageWith>, requestId: string, label: string): void =>
    p.tell({ kind: 'answer', requestId, name: 'write', answer: { texts: [text(label)] } });
  const labelIn = (p: ReturnType<typeof pageWith>, slot: string): string | undefined =>
    questionAt(p.store.getState().questions, 'write', slot)?.answer?.texts[0]?.tokens[0]?.label;

  it('is answered in its own slot, and only as long as it is wanted', () => {
    const p = pageWith();
    p.open();
    p.have('untrained', 'base');
    const [first, other] = [ask(p, 'a'), ask(p, 'b')];
    answer(p, first, 'one');
    answer(p, other, 'two');
    expect([labelIn(p, 'a'), labelIn(p, 'b')]).toEqual(['one', 'two']);
    const second = ask(p, 'a');
    expect(p.sent.at(-2)).toEqual({ kind: 'cancel', requestId: first });
    answer(p, first, 'late');
    expect(labelIn(p, 'a')).toBeUndefined();
    answer(p, second, 'three');
    p.tell({ kind: 'answered', requestId: second });
    expect(p.store.getState().questions.a).toMatchObject({ isOpen: false });
    p.actions.stopAsking('a');
    expect(p.sent.at(-1)).toMatchObject({ kind: 'ask', requestId: second });
  });

  it('that is refused says why and is over', () => {
    const p = pageWith();
    p.open();
    const requestId = ask(p, 'a');
    p.tell({ kind: 'refused', requestId, code: 'checkpointMissing' });
    expect(p.store.getState()).toMatchObject({
      notice: { code: 'checkpointMissing' },
      questions: { a: { isOpen: false } },
    });
    p.tell({ kind: 'refused', requestId: 'unknown', code: 'unexpected' });
    expect(p.store.getState().notice?.code).toBe('checkpointMissing');
  });

  it('about a checkpoint that is trained anew is forgotten', () => {
    const p = pageWith();
    p.open();
    p.have('untrained', 'base');
    answer(p, ask(p, 'a'), 'one');
    p.have('untrained', 'base');
    expect(labelIn(p, 'a')).toBe('one');
    p.have('untrained');
    expect(labelIn(p, 'a')).toBeUndefined();
  });
});
