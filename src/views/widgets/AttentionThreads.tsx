/** Tokens in a row, with threads from each to those it looks at; the threads of one token stand out, with their numbers. */
import { useEffect, useRef } from 'react';
import { arc, placeTokens } from './threads.ts';

export interface ThreadToken {
  label: string;
  /** How much the chosen token looks at this one; empty when hardly. */
  share: string;
}

const arcsHeight = 104;
const rowHeight = 52;
/** So far from the edge a token counts as seen. */
const sight = 20;
/** Pixels at the page's smallest type. */
const rem = 16;

export function AttentionThreads({
  tokens,
  threads,
  chosen,
  label,
  onChoose,
}: {
  tokens: readonly ThreadToken[];
  threads: readonly { from: number; to: number; weight: number }[];
  chosen: number;
  /** What the picture shows now. */
  label: string;
  /** A convenience for the pointer; there is another way for everybody else. */
  onChoose(token: number): void;
}) {
  const frame = useRef<HTMLElement>(null);
  const { places, width } = placeTokens(tokens.map((token) => token.label));
  const at = places[chosen]?.x ?? 0;
  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    const place = (at * current.scrollWidth) / width;
    const isInSight = place > current.scrollLeft + sight && place < current.scrollLeft + current.clientWidth - sight;
    if (!isInSight) current.scrollLeft = place - current.clientWidth * 0.7;
  }, [at, width]);
  const height = arcsHeight + rowHeight;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="threads" ref={frame} tabIndex={0} aria-label={label}>
      <svg viewBox={`0 0 ${width} ${height}`} style={{ inlineSize: `${width / rem}rem` }} role="img" aria-label={label}>
        {threads.map(({ from, to, weight }) => (
          <path
            key={`${from}-${to}`}
            className={from === chosen ? 'thread is-chosen' : 'thread'}
            d={from === to ? loop(places[to]?.x ?? 0) : arc(places[from]?.x ?? 0, places[to]?.x ?? 0, arcsHeight)}
            strokeWidth={(0.6 + 6 * weight).toFixed(2)}
            opacity={(from === chosen ? 0.25 + 0.75 * weight : 0.35 * weight).toFixed(3)}
          />
        ))}
        {tokens.map(({ label: name, share }, index) => {
          const place = places[index] ?? { x: 0, width: 0 };
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: see onChoose
            <g
              // biome-ignore lint/suspicious/noArrayIndexKey: tokens of one text never move
              key={index}
              className={index === chosen ? 'thread-token is-chosen' : 'thread-token'}
              onClick={() => onChoose(index)}
            >
              <rect x={place.x - place.width / 2} y={arcsHeight + 2} width={place.width} height="26" rx="2" />
              <text x={place.x} y={arcsHeight + 20} className="thread-label">
                {name}
              </text>
              <text x={place.x} y={arcsHeight + 44} className="thread-share">
                {share}
              </text>
            </g>
          );
        })}
      </svg>
    </section>
  );
}

/** A token that looks at itself. */
const loop = (x: number): string =>
  `M${(x - 5).toFixed(1)} ${arcsHeight}C${(x - 14).toFixed(1)} ${arcsHeight - 22} ${(x + 14).toFixed(1)} ${arcsHeight - 22} ${(x + 5).toFixed(1)} ${arcsHeight}`;
