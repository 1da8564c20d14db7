import type { Closing } from '../../lessons/4-closing/en.tsx';
import { usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { sliceOf } from '../../store/slice.ts';
import { useWords } from '../useWords.ts';
import { answerIn, deal, gameSlice, guess, guessSlot, showAll } from './machine.ts';

/** An answer without a name: which of the checkpoints wrote it? */
export function GuessPanel({ labels }: { labels: Closing['labels'] }) {
  const { t, integer } = useWords();
  const school = usePage((state) => state.school);
  const checkpoints = usePage((state) => state.checkpoints);
  const game = usePage((state) => sliceOf(state, gameSlice));
  const question = usePage((state) => questionAt(state.questions, 'write', guessSlot));
  const answer = school && question && answerIn(school, question);
  const language = school?.language === 'zh' ? 'zh-CN' : 'en';
  const writer = question && question.asked.stage !== 'live' ? question.asked.stage : undefined;
  const isToldWhole = question !== undefined && !question.isOpen && answer !== undefined;
  if (checkpoints.length < 2) return <p className="empty">{labels.fewStages}</p>;
  return (
    <>
      {question ? (
        <figure className="nameless">
          <figcaption lang={language}>{game.question}</figcaption>
          <blockquote lang={language} data-testid="nameless">
            {answer === undefined ? '…' : answer.trim() || t.report.silent}
          </blockquote>
        </figure>
      ) : (
        <p className="empty">{labels.guessEmpty}</p>
      )}
      {question && (
        <fieldset className="guess">
          <legend>{labels.who}</legend>
          <div className="buttons">
            {checkpoints.map(({ stage }) => (
              <button
                key={stage}
                type="button"
                disabled={!isToldWhole || game.guess !== undefined}
                aria-pressed={game.guess === stage}
                className={game.guess !== undefined && stage === writer ? 'is-writer' : undefined}
                onClick={() => guess(stage)}
              >
                {t.stages[stage]}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <p role="status" data-testid="guessed" data-writer={game.guess && writer}>
        {game.guess !== undefined && writer !== undefined && (
          <>
            <strong>{game.guess === writer ? t.kit.right : t.kit.wrong}</strong> {labels.wrote(t.stages[writer])}{' '}
            {labels.guessed(integer(game.hits), integer(game.played), integer(checkpoints.length))}
          </>
        )}
      </p>
      <div className="buttons">
        <button type="button" className="primary" disabled={question?.isOpen} onClick={deal}>
          {question ? labels.nextAnswer : labels.firstAnswer}
        </button>
        {game.guess !== undefined && (
          <button type="button" onClick={showAll}>
            {labels.showAll}
          </button>
        )}
      </div>
    </>
  );
}
