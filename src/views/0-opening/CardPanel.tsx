import type { Opening } from '../../lessons/0-opening/en.tsx';
import { stageNames } from '../../llm/reports.ts';
import { usePage } from '../../store/page.ts';
import { noCharacter, shortened } from '../readable.ts';
import { Examine } from '../report/Examine.tsx';
import { useWords } from '../useWords.ts';

/** The report card before it is complete: the questions, what the untrained model answers, and which columns are to come. */
export function CardPanel({ labels }: { labels: Opening['labels'] }) {
  const { t, integer } = useWords();
  const isReady = usePage((state) => state.checkpoints.length > 0);
  const card = usePage((state) => state.reportCards.untrained);
  const language = usePage((state) => (state.school?.language === 'zh' ? 'zh-CN' : 'en'));
  const isAsking = usePage((state) => state.requests.evaluate !== undefined);
  return (
    <>
      {(card || isAsking) && (
        <Examine stages={isReady ? ['untrained'] : []} start={labels.examine} again={labels.examineAgain} />
      )}
      {card ? (
        <table className="data first-column" data-testid="first-column">
          <thead>
            <tr>
              <th scope="col">{labels.question}</th>
              <th scope="col">{t.stages.untrained}</th>
            </tr>
          </thead>
          <tbody>
            {card.answers.map(({ question, answer, correct }) => (
              <tr key={question}>
                <th scope="row" lang={language}>
                  {question}
                </th>
                <td lang={language}>
                  <span className={correct ? 'mark is-right' : 'mark is-wrong'}>
                    {correct ? '✓' : '✗'}
                    <span className="hidden">{correct ? labels.right : labels.wrong}</span>
                  </span>{' '}
                  {shortened(answer)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{labels.score}</th>
              <td>
                {labels.scoreOf(
                  integer(card.answers.filter(({ correct }) => correct).length),
                  integer(card.answers.length),
                )}
              </td>
            </tr>
          </tfoot>
        </table>
      ) : (
        <p className={isAsking ? 'empty card-asked' : 'empty'}>{labels.cardEmpty}</p>
      )}
      {card?.answers.some(({ answer }) => shortened(answer).includes(noCharacter)) && (
        <p className="hint">{t.report.noCharacter(noCharacter)}</p>
      )}
      <p className="hint">
        {labels.columnsToCome(
          stageNames
            .slice(1)
            .map((stage) => t.stages[stage])
            .join(t.listMark),
        )}
      </p>
    </>
  );
}
