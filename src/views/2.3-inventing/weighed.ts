/** Answers with the model's own opinion of them. */
import type { Answer, WeighedText } from '../../engine/protocol.ts';
import { phrasebooks } from '../../llm/phrases.ts';
import type { OpenedSchool } from '../../store/mirror.ts';
import { glyphs, textOf, tokenizerOf } from '../../store/selectors.ts';

/** `other` neither tells a life nor declines. */
export type Verdict = 'life' | 'declined' | 'other';

export interface Life {
  text: string;
  logprob: number;
  verdict: Verdict;
  hasEnded: boolean;
  glyphs: WeighedGlyph[];
}

/** A piece of text with what the model thought of it; where several tokens make one character, of all of them. */
export interface WeighedGlyph {
  text: string;
  probability: number;
  entropyBits: number;
}

export interface Lives {
  /** Whom it was asked about. */
  lives: Life[];
  /** How many of the answers differ. */
  distinct: number;
  /** Average entropy of the predictions in bits, over all tokens of all answers. */
  meanBits: number;
}

export function livesIn(school: OpenedSchool, { drawn }: Pick<Answer<'lives'>, 'drawn'>): Lives {
  const lives = drawn.map((written) => lifeOf(school, written));
  const bits = drawn.flatMap(({ tokens }) => tokens.map(({ entropyBits }) => entropyBits));
  return {
    lives,
    distinct: new Set(lives.map((life) => life.text)).size,
    meanBits: bits.reduce((sum, value) => sum + value, 0) / Math.max(1, bits.length),
  };
}

function lifeOf(school: OpenedSchool, written: WeighedText): Life {
  const phrases = phrasebooks[school.language];
  const said = textOf(school, written).trim();
  const { tokens } = written;
  const tokenizer = tokenizerOf(school);
  const ids = tokens.map(({ tokenId }) => tokenId);
  return {
    text: said,
    logprob: written.logprob,
    verdict: phrases.isRefusal(said) ? 'declined' : phrases.tellsLife(said) ? 'life' : 'other',
    hasEnded: written.hasEnded,
    glyphs: glyphs(tokenizer, ids).map(({ text: piece, positions }) => {
      const parts = positions.map((position) => tokens[position] as (typeof tokens)[number]);
      return {
        text: piece,
        probability: parts.reduce((product, { probability }) => product * probability, 1),
        entropyBits: parts.reduce((sum, { entropyBits }) => sum + entropyBits, 0),
      };
    }),
  };
}
