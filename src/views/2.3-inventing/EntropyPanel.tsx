import type { Inventing } from '../../lessons/2.3-inventing/en.tsx';
import { usePage } from '../../store/page.ts';
import { sliceOf } from '../../store/slice.ts';
import { famousOf, rosterOf, useModelLanguage } from '../examples/roster.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { chosenSlice, livesAt, nameOf, slots } from './lives.ts';
import type { WeighedGlyph } from './weighed.ts';

type Labels = Inventing['labels'];

/** How undecided the model was at each token, for somebody unknown and for somebody known. */
export function EntropyPanel({ labels }: { labels: Labels }) {
  const { decimal, chance, integer } = useWords();
  const nobody = usePage((state) => livesAt(state, slots.nobody));
  const known = usePage((state) => livesAt(state, slots.known));
  const chosen = usePage((state) => sliceOf(state, chosenSlice));
  const name = usePage(nameOf) ?? '';
  const knownName = usePage((state) => famousOf(rosterOf(state))) ?? '';
  const language = useModelLanguage();
  const rows = [
    { name, glyphs: nobody?.lives[chosen]?.glyphs ?? [], mean: nobody?.meanBits },
    { name: knownName, glyphs: known?.lives[0]?.glyphs ?? [], mean: known?.meanBits },
  ];
  const top = Math.max(leastTop, ...rows.flatMap(({ glyphs }) => glyphs.map(({ entropyBits }) => entropyBits)));
  const isKnown = rows.every(({ mean }) => mean !== undefined);
  if (!isKnown) return <p className="empty">{labels.entropyEmpty}</p>;
  return (
    <Figure
      title={labels.entropy}
      testId="entropy"
      alternative={rows
        .map((row) => labels.entropyOf(row.name, decimal(row.mean ?? 0), mostUndecided(row.glyphs, labels, integer)))
        .join(' ')}
      table={{
        label: labels.table,
        make: () => (
          <>
            {rows.map((row) => (
              <DataTable
                key={row.name}
                caption={row.name}
                head={[labels.columns.number, labels.columns.token, labels.columns.chance, labels.columns.bits]}
                rows={row.glyphs.map(({ text, probability, entropyBits }, index) => [
                  integer(index + 1),
                  text,
                  chance(probability),
                  decimal(entropyBits),
                ])}
              />
            ))}
          </>
        ),
      }}
    >
      {rows.map((row) => (
        <div key={row.name} className="entropy">
          <p className="entropy-name" lang={language}>
            {row.name}
          </p>
          <div className="entropy-run" lang={language}>
            {row.glyphs.map(({ text, entropyBits }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: tokens of one answer never move
              <span key={index} className="entropy-token" title={labels.bits(decimal(entropyBits))}>
                <span className="entropy-bar" style={{ blockSize: `${(entropyBits / top) * 100}%` }} />
                <span className="entropy-text">{visible(text)}</span>
              </span>
            ))}
          </div>
        </div>
      ))}
    </Figure>
  );
}

/** Bits at the top of the scale, at least: four are as undecided as a throw among sixteen. */
const leastTop = 4;

const visible = (text: string): string => text.replaceAll(' ', '␣').replaceAll('\n', '↵');

function mostUndecided(glyphs: readonly WeighedGlyph[], labels: Labels, integer: (value: number) => string): string {
  const [first, ...rest] = glyphs;
  if (!first) return '';
  const most = rest.reduce((best, glyph) => (glyph.entropyBits > best.entropyBits ? glyph : best), first);
  return labels.undecidedAt(visible(most.text), integer(2 ** most.entropyBits));
}
