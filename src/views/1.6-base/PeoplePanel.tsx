import type { Base } from '../../lessons/1.6-base/en.tsx';
import { usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { askAbout, slots } from './asking.ts';
import { MeasureBars } from './MeasureBars.tsx';
import { Measuring } from './Measuring.tsx';
import { tierShares } from './tiers.ts';

/** Everybody in the corpus, asked about once: the more pages tell of somebody, the likelier the model knows them. */
export function PeoplePanel({ labels }: { labels: Base['labels'] }) {
  const { percent, integer, decimal, t } = useWords();
  const answer = usePage((state) => questionAt(state.questions, 'people', slots.people)?.answer);
  const words = labels.people;
  const people = answer?.people ?? [];
  const shares = tierShares(people);
  return (
    <Measuring
      slots={[slots.people]}
      start={words.start}
      again={labels.again}
      onStart={() => askAbout('people')}
      labels={labels}
    >
      {answer ? (
        <Figure
          title={words.title}
          alternative={shares
            .map(({ tier, known, count, pages }) =>
              words.tier(words.tiers[tier], integer(known), integer(count), decimal(pages)),
            )
            .join(' ')}
          table={{
            label: t.chart.asTable,
            make: () => (
              <DataTable
                caption={words.title}
                head={[words.name, words.pages, words.known, words.said]}
                rows={people.map(({ name, pages, isKnown, answer: said }) => [
                  ...[name, integer(pages), isKnown ? labels.yes : labels.no, said],
                ])}
              />
            ),
          }}
          testId="people"
        >
          <MeasureBars
            measures={shares.map(({ tier, known, count }) => ({
              ...{ name: words.tiers[tier], share: known / count, text: percent(known / count), isOwn: true },
            }))}
          />
        </Figure>
      ) : (
        <p className="empty">{labels.empty}</p>
      )}
    </Measuring>
  );
}
