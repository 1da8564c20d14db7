/** How wide the whole crawl is drawn, of the 100 that there are; the rest is room for what falls out. */
const fullWidth = 72;

/**
 * One filter's piece of the stream: what stays goes straight on, what is dropped bends off to the right.
 * @param before share of the crawl that comes in, and `after`, what of it goes on; both in [0, 1]
 */
export function Stream({ before, after }: { before: number; after: number }) {
  const [come, stay] = [before * fullWidth, after * fullWidth];
  const turn = 40;
  const end = turn + Math.max(3, (come - stay) * 0.9);
  const fall = `M${stay} 0H${come}C${come} ${turn} ${come + 8} ${turn} 100 ${turn}V${end}C${stay + 10} ${end} ${stay} ${end} ${stay} 0Z`;
  return (
    <div className="stream">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path className="stream-stays" d={`M0 0H${stay}V100H0Z`} />
        {come > stay && <path className="stream-falls" d={fall} />}
      </svg>
    </div>
  );
}
