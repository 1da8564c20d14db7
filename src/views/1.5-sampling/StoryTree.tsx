import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { Sampling } from '../../lessons/1.5-sampling/en.tsx';
import type { Tokenizer } from '../../llm/tokenizer.ts';
import { usePage } from '../../store/page.ts';
import { partLabels } from '../../store/partLabels.ts';
import { tokenizerOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { likelihood } from '../widgets/AnswerText.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { chanceOfNode } from './chanceOfNode.ts';
import { leavesOf, type Placed, pathTo, placed, root, type Story, tipOf } from './story.ts';
import { goTo, storyOf } from './useStory.ts';

/** All branches that the story has taken, each token a place to go back to. */
export function StoryTree({ labels }: { labels: Sampling['labels'] }) {
  const { integer } = useWords();
  const story = usePage(storyOf);
  const branches = leavesOf(story).length;
  const tokens = story.nodes.length;
  return (
    <Figure
      isInteractive
      testId="tree"
      title={labels.tree.title}
      alternative={tokens === 0 ? labels.tree.empty : labels.tree.now(integer(tokens), integer(branches))}
    >
      {tokens === 0 ? <div className="tree is-empty" /> : <Tree story={story} labels={labels} />}
    </Figure>
  );
}

function Tree({ story, labels }: { story: Story; labels: Sampling['labels'] }) {
  const { chance } = useWords();
  const school = usePage((state) => state.school);
  const frame = useRef<HTMLElement>(null);
  const places = useMemo(() => placed(story), [story]);
  const tip = tipOf(story);
  const onPath = new Set(pathTo(story, tip).map(({ id }) => id));
  useEffect(() => {
    const chosen = frame.current?.querySelector(`[data-node="${tip}"]`);
    if (!(chosen instanceof HTMLElement) || !frame.current) return;
    frame.current.scrollLeft = chosen.offsetLeft - frame.current.clientWidth * 0.7;
  }, [tip]);
  const names = useMemo(
    () => (school ? labelsIn(story, tokenizerOf(school)) : new Map<number, string>()),
    [school, story],
  );
  return (
    <section className="tree" ref={frame} aria-label={labels.tree.title} onKeyDown={(event) => walk(event, places)}>
      <button
        type="button"
        className={tip === root ? 'tree-token is-here' : 'tree-token is-root'}
        style={{ gridRow: 1, gridColumn: 1 }}
        data-node={root}
        tabIndex={tip === root ? 0 : -1}
        onClick={() => goTo(root)}
      >
        {labels.tree.root}
      </button>
      {places.map(({ node, row, column, parentRow }) => {
        const probability = chanceOfNode(story, node);
        const label = names.get(node.id) ?? '';
        return [
          row > parentRow && (
            <span
              key={`line-${node.id}`}
              className="tree-line"
              style={{ gridRow: `${parentRow + 1} / ${row + 2}`, gridColumn: column + 1 }}
            />
          ),
          <button
            key={node.id}
            type="button"
            data-node={node.id}
            className={`tree-token ${likelihood(probability)}${node.id === tip ? ' is-here' : onPath.has(node.id) ? ' is-on-path' : ''}${node.random === undefined ? ' is-forced' : ''}`}
            style={{ gridRow: row + 1, gridColumn: column + 1 }}
            tabIndex={node.id === tip ? 0 : -1}
            aria-label={labels.tree.token(label, chance(probability ?? 0), node.random === undefined)}
            aria-current={node.id === tip ? 'true' : undefined}
            onClick={() => goTo(node.id)}
          >
            {label}
          </button>,
        ];
      })}
    </section>
  );
}

/** Every token by the name that it has in its branch, so that one that shares a character with the next is named after it. */
function labelsIn(story: Story, tokenizer: Tokenizer): Map<number, string> {
  const names = new Map<number, string>();
  for (const leaf of leavesOf(story)) {
    const path = pathTo(story, leaf.id);
    const labels = partLabels(
      tokenizer,
      path.map(({ tokenId }) => tokenId),
    );
    for (const [i, { id }] of path.entries()) {
      // A character may be finished in one branch and not in another.
      if (names.get(id)?.startsWith('<') ?? true) names.set(id, labels[i] ?? '');
    }
  }
  return names;
}

/** Left and right along a branch, up and down to the others. */
function walk(event: KeyboardEvent<HTMLElement>, places: readonly Placed[]): void {
  const from = Number((document.activeElement as HTMLElement | null)?.dataset.node);
  const here = places.find(({ node }) => node.id === from);
  const at = { row: here?.row ?? 0, column: here?.column ?? 0 };
  const nearest = (isThere: (place: Placed) => boolean, distance: (place: Placed) => number): number | undefined =>
    places.filter(isThere).sort((a, b) => distance(a) - distance(b))[0]?.node.id;
  const rowAway = (place: Placed): number => Math.abs(place.row - at.row) * 1000 + Math.abs(place.column - at.column);
  const targets: Partial<Record<string, number | undefined>> = {
    ArrowLeft: here?.node.parent,
    ArrowRight: nearest(({ node }) => node.parent === from, rowAway),
    ArrowUp: nearest(({ row }) => row < at.row, rowAway),
    ArrowDown: nearest(({ row }) => row > at.row, rowAway),
  };
  if (!(event.key in targets)) return;
  event.preventDefault();
  const target = targets[event.key];
  if (target !== undefined) event.currentTarget.querySelector<HTMLElement>(`[data-node="${target}"]`)?.focus();
}
