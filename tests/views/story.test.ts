import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/llm/random.ts';
import { distribution } from '../../src/llm/sampler.ts';
import { createTokenizer } from '../../src/llm/tokenizer.ts';
import { nextLabel, partLabels } from '../../src/store/partLabels.ts';
import { oneIn } from '../../src/views/1.5-sampling/oneIn.ts';
import {
  emptyStory,
  leavesOf,
  pathTo,
  placed,
  type Story,
  stretches,
  tipOf,
  wentBack,
  wentTo,
  withDrawn,
  withForced,
  withLogits,
} from '../../src/views/1.5-sampling/story.ts';

const warm = { temperature: 1, topK: 0, topP: 1 };
const even = Float32Array.of(0, 0, 0, 0);
const written = (story: Story): number[] => pathTo(story, tipOf(story)).map(({ tokenId }) => tokenId);
/** Draws with these numbers, from four equal chances each time. */
const drawn = (from: Story, ...numbers: number[]): Story =>
  numbers.reduce((story, number) => withDrawn(withLogits(story, tipOf(story), even), warm, number), from);

describe('a story', () => {
  it('grows by the token that each number falls on', () => {
    const story = drawn(emptyStory('x'), 0.1, 0.6, 0.99);
    expect(written(story)).toEqual([0, 2, 3]);
    expect(story.draws).toBe(3);
    expect(leavesOf(story)).toHaveLength(1);
  });

  it('waits where the chances are not known yet', () => {
    const story = emptyStory('x');
    expect(withDrawn(story, warm, 0.5)).toBe(story);
  });

  it('looks, after a draw, at the place that was drawn from', () => {
    const story = drawn(emptyStory('x'), 0.1, 0.6);
    expect(story.at).toBe(story.nodes[0]?.id);
    expect(story.chosen).toBe(story.nodes[1]?.id);
  });

  it('forks where another token is forced, and keeps both branches', () => {
    const before = drawn(emptyStory('x'), 0.1, 0.6);
    const forked = drawn(withForced(before, 1), 0.3);
    expect(written(forked)).toEqual([0, 1, 1]);
    expect(leavesOf(forked)).toHaveLength(2);
    expect(written(wentTo(forked, before.chosen as number))).toEqual([0, 2]);
    expect(forked.nodes.map(({ random }) => random)).toEqual([0.1, 0.6, undefined, 0.3]);
  });

  it('has no token twice at one place', () => {
    const before = drawn(emptyStory('x'), 0.1, 0.6);
    const same = withForced(before, 2);
    expect(same.nodes).toHaveLength(2);
    expect(same.chosen).toBe(before.chosen);
  });

  it('goes back to its beginning one token at a time, and loses nothing', () => {
    let story = drawn(emptyStory('x'), 0.1, 0.6, 0.9);
    for (const length of [2, 1, 0, 0]) {
      story = wentBack(story);
      expect(written(story)).toHaveLength(length);
    }
    expect(story.nodes).toHaveLength(3);
  });

  it('is drawn as a tree in which every token has a place of its own, right of the one before it', () => {
    const random = createRandom(3);
    let story = emptyStory('x');
    for (let i = 0; i < 60; i++) {
      story = random.next() < 0.3 ? wentTo(story, random.int(story.nodes.length + 1)) : drawn(story, random.next());
    }
    const places = placed(story);
    expect(places).toHaveLength(story.nodes.length);
    expect(new Set(places.map(({ row, column }) => `${row} ${column}`)).size).toBe(places.length);
    const placeOf = new Map(places.map((place) => [place.node.id, place]));
    for (const { node, row, column, parentRow } of places) {
      const parent = placeOf.get(node.parent);
      expect(column).toBe((parent?.column ?? 0) + 1);
      expect(parentRow).toBe(parent?.row ?? 0);
      expect(row).toBeGreaterThanOrEqual(parentRow);
      expect(pathTo(story, node.id)).toHaveLength(column);
    }
    expect(new Set(places.map(({ row }) => row)).size).toBe(leavesOf(story).length);
  });
});

describe('the cumulative bar', () => {
  it('is filled without gaps by the tokens that are kept', () => {
    const logits = Float32Array.from({ length: 50 }, (_, id) => Math.sin(id * 3) * 2);
    for (const sampling of [warm, { temperature: 0.5, topK: 7, topP: 0.9 }, { temperature: 0, topK: 0, topP: 1 }]) {
      const { kept, renormalized } = distribution(logits, sampling);
      const found = stretches(renormalized);
      expect(found.map(({ tokenId }) => tokenId)).toEqual(kept.flatMap((isKept, id) => (isKept ? [id] : [])));
      for (const [i, { from }] of found.entries()) expect(from).toBe(found[i - 1]?.to ?? 0);
      expect(found.at(-1)?.to).toBeCloseTo(1, 5);
    }
  });
});

describe('how rare a text is', () => {
  it('is written out as long as one can read it, and as a power of ten beyond', () => {
    expect(oneIn(Math.log(1 / 250), (n) => n.toFixed(0))).toBe('250');
    expect(oneIn(-23 * Math.LN10, String)).toBe('10²³');
    expect(oneIn(-106.2 * Math.LN10, String)).toBe('10¹⁰⁶');
  });
});

describe('names of tokens', () => {
  it('number the parts of a character that several share', () => {
    const tokenizer = createTokenizer([]);
    expect(partLabels(tokenizer, tokenizer.encode('a狐 b'))).toEqual(['a', '狐₁', '狐₂', '狐₃', '␣', 'b']);
    // What would finish a character is named after it.
    const [first = 0, second = 0, third = 0] = tokenizer.encode('狐');
    expect(nextLabel(tokenizer, [first, second], third)).toBe('狐₃');
    expect(nextLabel(tokenizer, [first], second)).toMatch(/^</);
    // A character that is not finished has no name yet.
    expect(partLabels(tokenizer, tokenizer.encode('狐').slice(0, 2))[0]).toMatch(/^<E7>$/);
  });
});
