import { describe, expect, it } from 'vitest';
import type { CheckpointSummary, EngineEvent } from '../../src/engine/protocol.ts';
import type { FilterName } from '../../src/llm/cleaning.ts';
import type { RecitedPage } from '../../src/llm/recital.ts';
import type { ReportCard } from '../../src/llm/reports.ts';
import { initialMirror, type Mirror } from '../../src/store/mirror.ts';
import { comparedRecitals, type Recital } from '../../src/store/recitals.ts';
import { reduce } from '../../src/store/reduce.ts';

const opened = (switchedOff: FilterName[], seed = 1): EngineEvent => ({
  kind: 'opened',
  language: 'en',
  preset: 'quick',
  seed,
  merges: [],
  parameterCount: 10,
  trainingTokens: 20,
  baselines: { uniform: 6, unigram: 5, bigram: 3 },
  reading: { switchedOff, isOwn: false },
  cleaning: [],
  excerpts: [],
});
const base: CheckpointSummary = { stage: 'base', origin: 'trained', seed: 1, steps: 1500, tokens: 100 };
const based = (change: Partial<CheckpointSummary> = {}): EngineEvent => ({
  kind: 'checkpoints',
  checkpoints: [{ ...base, ...change }],
});
const examined = (repeatedRecited: number, stage: ReportCard['stage'] = 'base'): EngineEvent => ({
  kind: 'reportCard',
  card: {
    stage,
    base: { repeatedRecited } as ReportCard['base'],
    people: {} as ReportCard['people'],
    answers: [],
  } as ReportCard,
});
const page = (share: number): RecitedPage => ({ opening: 'Once', written: ' upon', shared: 5, share, copies: 20 });
const recited = (...shares: number[]): EngineEvent => ({
  kind: 'answer',
  requestId: 'r',
  name: 'recital',
  answer: { pages: shares.map(page) },
});
const asking: Mirror = {
  ...initialMirror,
  questions: {
    slot: { name: 'recital', requestId: 'r', asked: { stage: 'base' }, answer: undefined, isOpen: true },
  },
};
const stateAfter = (events: EngineEvent[], state: Mirror = initialMirror): Mirror => events.reduce(reduce, state);

describe('what base models said by heart', () => {
  it('is remembered from one school to the next, by what they had read', () => {
    const { recitals, reportCards } = stateAfter([
      opened([]),
      based(),
      examined(0.3),
      opened(['duplicate']),
      based(),
      examined(0.7),
    ]);
    expect(reportCards.base?.base?.repeatedRecited).toBe(0.7);
    expect(recitals.map(({ reading, share }) => [reading.switchedOff, share])).toEqual([
      [[], 0.3],
      [['duplicate'], 0.7],
    ]);
  });

  it('is told page by page by the question, and by the report card as a mean, without the pages being forgotten', () => {
    const school = stateAfter([opened([]), based()]);
    const asked = { ...school, questions: asking.questions };
    const { recitals } = stateAfter([recited(0.2, 0.6), examined(0.4)], asked);
    expect(recitals).toHaveLength(1);
    expect(recitals[0]?.share).toBeCloseTo(0.4);
    expect(recitals[0]?.pages).toHaveLength(2);
  });

  it('is that of the base model alone, and needs to be known', () => {
    expect(stateAfter([opened([]), examined(0.3)]).recitals).toEqual([]);
    expect(stateAfter([opened([]), based(), examined(0.3, 'assistant')]).recitals).toEqual([]);
    expect(stateAfter([opened([]), based(), recited(0.5)]).recitals).toEqual([]);
  });
});

describe('two runs side by side', () => {
  const recital = (change: Partial<Recital>, hasCopies = false): Recital => ({
    language: 'en',
    preset: 'quick',
    seed: 1,
    origin: 'trained',
    steps: 1500,
    share: 0.5,
    reading: { switchedOff: hasCopies ? ['duplicate'] : [], isOwn: false },
    ...change,
  });

  it('are the newest that differ in nothing but the copies, else the newest', () => {
    const [one, two] = [recital({ seed: 1 }), recital({ seed: 2 })];
    const copied = recital({ seed: 1 }, true);
    expect(comparedRecitals([one, two, copied], 'en')).toEqual({ clean: one, copied });
    const other = recital({ seed: 3 }, true);
    expect(comparedRecitals([one, two, other], 'en')).toEqual({ clean: two, copied: other });
    expect(comparedRecitals([one, two, copied, other], 'en')).toEqual({ clean: one, copied });
  });

  it('are of one language, and of the crawl', () => {
    const own = recital({ reading: { switchedOff: [], isOwn: true } });
    const other = recital({ reading: { switchedOff: ['url', 'duplicate'], isOwn: false } });
    expect(comparedRecitals([own, other, recital({ language: 'zh' })], 'en')).toEqual({
      clean: undefined,
      copied: undefined,
    });
  });
});
