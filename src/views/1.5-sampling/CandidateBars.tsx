import type { Sampling } from '../../lessons/1.5-sampling/en.tsx';
import { usePage } from '../../store/page.ts';
import { candidates } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { walkButtons } from '../widgets/roving.ts';
import { type Hat, useHat } from './useHat.ts';
import { force } from './useStory.ts';

const barsShown = 14;
const rowsInTable = 40;

/** The likeliest tokens; pressing one puts it into the story. */
export function CandidateBars({ labels }: { labels: Sampling['labels'] }) {
  const { t, chance } = useWords();
  const hat = useHat();
  const sampling = usePage((state) => state.sampling);
  if (!hat) return null;
  const best = candidates(hat.logits, sampling, hat.tokenizer, rowsInTable).map((candidate) => ({
    ...candidate,
    label: hat.nameOf(candidate.tokenId),
  }));
  const kept = hat.chances.kept.filter(Boolean).length;
  const [first] = best;
  return (
    <Figure
      isInteractive
      testId="candidates"
      title={labels.bars}
      alternative={first && labels.barsNow(first.label, chance(first.probability), `${kept}`)}
      table={{
        label: t.chart.asTable,
        make: () => (
          <DataTable
            caption={labels.bars}
            head={[labels.token, labels.chance]}
            rows={best.map(({ label, probability, isKept }) => [label, isKept ? chance(probability) : t.pad.cut])}
          />
        ),
      }}
    >
      <Bars hat={hat} best={best.slice(0, barsShown)} labels={labels} />
    </Figure>
  );
}

function Bars({
  hat: { chosen },
  best,
  labels,
}: {
  hat: Hat;
  best: ReturnType<typeof candidates>;
  labels: Sampling['labels'];
}) {
  const { t, chance } = useWords();
  return (
    <ol className="force-bars" aria-label={labels.press} data-testid="chances" onKeyDown={walkButtons}>
      {best.map(({ tokenId, label, probability, isKept }, index) => {
        const share = isKept ? chance(probability) : t.pad.cut;
        return (
          <li key={tokenId}>
            <button
              type="button"
              tabIndex={index === 0 ? 0 : -1}
              className={isKept ? 'chance' : 'chance is-cut'}
              aria-pressed={tokenId === chosen}
              aria-label={labels.forceThis(label, share)}
              onClick={() => force(tokenId)}
            >
              <bdi className="chance-token">{label}</bdi>
              <span className="chance-track">
                <span className="chance-bar" style={{ inlineSize: `${(probability * 100).toFixed(2)}%` }} />
              </span>
              <span className="chance-share" data-testid="chance">
                {share}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
