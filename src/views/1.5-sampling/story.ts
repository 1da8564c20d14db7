/**
 * A story and all its forks: a tree of tokens below the text that was given. Every token that was drawn or forced stays in it, with the
 * logits that came after it, so that one can go back to any place without asking the model again. Pure; values are copied.
 */
import type { SamplingConfig } from '../../llm/config.ts';
import { distribution, draw } from '../../llm/sampler.ts';
import { defineSlice } from '../../store/slice.ts';

export interface StoryNode {
  id: number;
  parent: number;
  tokenId: number;
  /** The number that drew it; undefined when the reader forced it. */
  random: number | undefined;
}

export interface Story {
  /** Names the text and the model; see `storyKey`. */
  key: string;
  /** In the order in which they were made; `nodes[i]` has the id i + 1, and 0 is the text given. */
  nodes: readonly StoryNode[];
  /** By node: the logits of the token after it. */
  logits: Readonly<Record<number, Float32Array>>;
  /** The node whose next token is looked at. */
  at: number;
  /** The child that was drawn or forced there last. */
  chosen: number | undefined;
  /** Drawn so far: no number is used twice. */
  draws: number;
}

export const root = 0;

export const emptyStory = (key: string): Story => ({
  key,
  nodes: [],
  logits: {},
  at: root,
  chosen: undefined,
  draws: 0,
});

export const storySlice = defineSlice<Story>('1.5/story', emptyStory(''));

export const nodeOf = ({ nodes }: Story, id: number): StoryNode | undefined => nodes[id - 1];

/** The node from which the next draw goes on. */
export const tipOf = ({ at, chosen }: Story): number => chosen ?? at;

/** From the first token after the text to a node, itself included. */
export function pathTo(story: Story, id: number): StoryNode[] {
  const path: StoryNode[] = [];
  for (let node = nodeOf(story, id); node; node = nodeOf(story, node.parent)) path.unshift(node);
  return path;
}

export const withLogits = (story: Story, id: number, logits: Float32Array): Story => ({
  ...story,
  logits: { ...story.logits, [id]: logits },
});

/** One draw: goes to the tip and draws there. The story as it is while the logits of the tip are not known. */
export function withDrawn(story: Story, sampling: SamplingConfig, random: number): Story {
  const at = tipOf(story);
  const logits = story.logits[at];
  if (!logits) return story;
  const tokenId = draw(distribution(logits, sampling).renormalized, random);
  return withChild({ ...story, at, draws: story.draws + 1 }, tokenId, random);
}

/** The reader's own choice at the place looked at: the story forks there, unless that token was there already. */
export const withForced = (story: Story, tokenId: number): Story => withChild(story, tokenId, undefined);

function withChild(story: Story, tokenId: number, random: number | undefined): Story {
  const known = story.nodes.find((node) => node.parent === story.at && node.tokenId === tokenId);
  if (known) {
    const nodes = story.nodes.map((node) => (node === known && random !== undefined ? { ...node, random } : node));
    return { ...story, nodes, chosen: known.id };
  }
  const id = story.nodes.length + 1;
  return { ...story, nodes: [...story.nodes, { id, parent: story.at, tokenId, random }], chosen: id };
}

/** Looks at the place where a node was chosen; at the end of the text given for the root. */
export function wentTo(story: Story, id: number): Story {
  const node = nodeOf(story, id);
  return node ? { ...story, at: node.parent, chosen: id } : { ...story, at: root, chosen: undefined };
}

/** One token back; the token stays in the tree. */
export const wentBack = (story: Story): Story => wentTo(story, nodeOf(story, tipOf(story))?.parent ?? root);

/** A token on the drawing of the tree. */
export interface Placed {
  node: StoryNode;
  row: number;
  /** Tokens from the text given; the first has 1. */
  column: number;
  /** Row of the node that it follows. */
  parentRow: number;
}

/** Each branch is a row: a node's first child goes on in its row, each later one begins a new row below all that is there. */
export function placed(story: Story): Placed[] {
  const places = new Map<number, Placed>();
  const firstChild = new Map<number, number>();
  let rows = 1;
  for (const node of story.nodes) {
    const parent = places.get(node.parent);
    const isFirst = !firstChild.has(node.parent);
    if (isFirst) firstChild.set(node.parent, node.id);
    const parentRow = parent?.row ?? 0;
    const row = isFirst ? parentRow : rows++;
    places.set(node.id, { node, row, column: (parent?.column ?? 0) + 1, parentRow });
  }
  return [...places.values()];
}

/** The ends of all branches: tokens that no other follows. */
export function leavesOf({ nodes }: Story): StoryNode[] {
  const parents = new Set(nodes.map(({ parent }) => parent));
  return nodes.filter(({ id }) => !parents.has(id));
}

/** A stretch of the cumulative bar. */
export interface Stretch {
  tokenId: number;
  /** In [0, 1]. */
  from: number;
  to: number;
}

/** The bar that a number is drawn on: every kept token in the order of their ids, each as long as it is likely. */
export function stretches(renormalized: Float32Array): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (let tokenId = 0; tokenId < renormalized.length; tokenId++) {
    const probability = renormalized[tokenId] as number;
    if (probability === 0) continue;
    found.push({ tokenId, from, to: from + probability });
    from += probability;
  }
  return found;
}
