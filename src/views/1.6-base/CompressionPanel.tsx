import type { Base } from '../../lessons/1.6-base/en.tsx';
import { usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { askAbout, slots } from './asking.ts';
import { MeasureBars } from './MeasureBars.tsx';
import { Measuring } from './Measuring.tsx';

/** A byte is written down in so many bits. */
const plainBits = 8;

/** The model as a compressor of pages that it never read. */
export function CompressionPanel({ labels }: { labels: Base['labels'] }) {
  const { decimal, bytes, t } = useWords();
  const answer = usePage((state) => questionAt(state.questions, 'compression', slots.compression)?.answer);
  const words = labels.compression;
  const { rows } = words;
  const bits = answer
    ? [
        { name: rows.plain, bits: plainBits },
        { name: rows.untrained, bits: answer.untrained },
        ...(answer.gzip === undefined ? [] : [{ name: rows.gzip, bits: answer.gzip }]),
        ...(answer.gzipAfterCorpus === undefined ? [] : [{ name: rows.gzipAfter, bits: answer.gzipAfterCorpus }]),
        { name: rows.model, bits: answer.model, isOwn: true },
      ]
    : [];
  const most = Math.max(...bits.map((row) => row.bits));
  return (
    <Measuring
      slots={[slots.compression]}
      start={words.start}
      again={labels.again}
      onStart={() => askAbout('compression')}
      labels={labels}
    >
      {answer ? (
        <Figure
          title={words.title}
          alternative={words.sizes(bytes(answer.corpusBytes), bytes(answer.parameterBytes), bytes(answer.heldBytes))}
          table={{
            label: t.chart.asTable,
            make: () => (
              <DataTable
                caption={words.title}
                head={[words.way, words.bits]}
                rows={bits.map((row) => [row.name, decimal(row.bits)])}
              />
            ),
          }}
          testId="compression"
        >
          <MeasureBars measures={bits.map((row) => ({ ...row, share: row.bits / most, text: decimal(row.bits) }))} />
        </Figure>
      ) : (
        <p className="empty">{labels.empty}</p>
      )}
    </Measuring>
  );
}
