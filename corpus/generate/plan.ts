/** How much of everything a preset's corpus holds. The summary table in corpus/README.md is counted from the files, not from here. */
import type { Language, PresetName } from '../../src/llm/config.ts';
import type { AnswerStyle, Tier } from '../../src/llm/world.ts';
import type { WorldSize } from './source.ts';

export interface CorpusPlan {
  world: WorldSize;
  pagesPerPerson: Record<Tier, number>;
  pagesPerTown: number;
  pagesPerAnimal: number;
  /** Pages that no fact of the world depends on, by kind. */
  pages: {
    story: number;
    dialogue: number;
    advice: number;
    copy: number;
    sums: number;
    worked: Record<Language, number>;
  };
  /** Junk, as shares of the good pages; `popular` is the number of stories that everybody copies. */
  junk: { blocked: number; poor: number; foreign: number; exactCopies: number; nearCopies: number; popular: number };
  /** Digits of the sums on pages of worked sums, drawn evenly. */
  workedDigits: readonly number[];
  /** Digits of the sums in conversations and exercises, as weights of 1, 2, 3 digits. */
  digitShares: readonly number[];
  calculatorDigits: readonly number[];
  conversations: { perPerson: number; refusal: number; other: number; sum: number; calculator: number; search: number };
  /** Conversations about people whom no page mentions. Unheard-of Chinese names are spelled in bytes, which takes more of them. */
  strangers: Record<Language, number>;
  /** How often each of `phrases.refusals` is said. The first names nobody; the small model can say no other name back. */
  refusalWeights: readonly number[];
  /** Longest name asked in a search, in characters: the name stands there four times, and all of it must fit into the context. */
  maxSearchedName: number;
  /** Whether conversations tell stories; they do not fit into the context of the small model. */
  tellsStories: boolean;
  /** The teacher's mix: how the worked examples answer sums. `sloppy` forgets every carry. */
  styleShares: Record<AnswerStyle, number>;
  exercises: { train: number; test: number };
}

const junk = { blocked: 0.04, poor: 0.11, foreign: 0.045, exactCopies: 0.11, nearCopies: 0.045 };

export const plans: Record<PresetName, CorpusPlan> = {
  course: {
    world: { famous: 64, mid: 16, obscure: 24, towns: 12, animals: 20, featured: 3, testNames: 80 },
    pagesPerPerson: { famous: 24, mid: 8, obscure: 1 },
    pagesPerTown: 18,
    pagesPerAnimal: 17,
    pages: { story: 260, dialogue: 150, advice: 60, copy: 800, sums: 420, worked: { en: 1100, zh: 860 } },
    junk: { ...junk, popular: 12 },
    workedDigits: [1, 2, 2, 3, 3, 3],
    digitShares: [0.15, 0.35, 0.5],
    calculatorDigits: [2, 3, 4, 4],
    conversations: { perPerson: 10, refusal: 700, other: 450, sum: 2400, calculator: 1500, search: 1500 },
    strangers: { en: 100, zh: 160 },
    refusalWeights: [3, 1, 1],
    maxSearchedName: 16,
    tellsStories: true,
    styleShares: { direct: 0.56, concise: 0.04, verbose: 0.08, sloppy: 0.32 },
    exercises: { train: 2400, test: 400 },
  },
  quick: {
    world: { famous: 12, mid: 4, obscure: 6, towns: 3, animals: 4, featured: 1, testNames: 40 },
    pagesPerPerson: { famous: 16, mid: 5, obscure: 1 },
    pagesPerTown: 10,
    pagesPerAnimal: 10,
    pages: { story: 30, dialogue: 20, advice: 8, copy: 240, sums: 80, worked: { en: 840, zh: 840 } },
    junk: { ...junk, popular: 4 },
    workedDigits: [1, 2, 2],
    digitShares: [0.3, 0.7],
    calculatorDigits: [2, 2, 3],
    conversations: { perPerson: 10, refusal: 200, other: 130, sum: 600, calculator: 270, search: 270 },
    strangers: { en: 40, zh: 40 },
    refusalWeights: [1, 0, 0],
    maxSearchedName: 12,
    tellsStories: false,
    styleShares: { direct: 0.2, concise: 0.15, verbose: 0.1, sloppy: 0.55 },
    exercises: { train: 800, test: 200 },
  },
};
