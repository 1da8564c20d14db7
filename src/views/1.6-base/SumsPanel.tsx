import type { Base } from '../../lessons/1.6-base/en.tsx';
import { usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { askSums, quoteAt, slots } from './asking.ts';
import { Measuring } from './Measuring.tsx';
import { QuotedText } from './QuotedText.tsx';

const asked = [slots.sums, slots.drift];

/** Sums from memory: those that were read, those that were not, and what follows when nobody stops the model. */
export function SumsPanel({ labels }: { labels: Base['labels'] }) {
  const { integer, chance } = useWords();
  const sums = usePage((state) => questionAt(state.questions, 'sums', slots.sums)?.answer?.sums);
  const drift = usePage((state) => quoteAt(slots.drift)(state)?.answer);
  const words = labels.sums;
  return (
    <Measuring slots={asked} start={words.start} again={labels.again} onStart={askSums} labels={labels}>
      {sums ? (
        <div data-testid="sums">
          <DataTable
            caption={words.title}
            head={[words.sum, words.mentions, words.said, words.chance, words.right]}
            rows={sums.map(({ a, b, mentions, said, chance: given }) => [
              `${a}+${b}=`,
              integer(mentions),
              said === '' ? words.nothing : said,
              said === '' ? '' : chance(given),
              Number(said) === a + b ? labels.yes : words.wrong(`${a + b}`),
            ])}
          />
        </div>
      ) : (
        <p className="empty">{labels.empty}</p>
      )}
      {drift && (
        <section className="recital" data-testid="drift">
          <h4>{words.drift}</h4>
          <QuotedText quoted={drift} labels={labels} />
        </section>
      )}
    </Measuring>
  );
}
