import { useId } from 'react';
import type { Closing } from '../../lessons/4-closing/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { findingOf, guessOf, type QuizName, quizNames, score } from './quiz.ts';

/** A short quiz, marked by what the reader's own run did. */
export function QuizPanel({ labels }: { labels: Closing['labels'] }) {
  const { integer } = useWords();
  const right = usePage((state) => score(state).right);
  const judged = usePage((state) => score(state).judged);
  return (
    <>
      <p className="hint">{labels.quizHint}</p>
      <ol className="quiz">
        {quizNames.map((name) => (
          <QuizQuestion key={name} name={name} labels={labels} />
        ))}
      </ol>
      <p role="status" data-testid="quiz-score" data-right={right} data-judged={judged}>
        {judged > 0 && labels.quizScore(integer(right), integer(judged))}
      </p>
    </>
  );
}

function QuizQuestion({ name, labels }: { name: QuizName; labels: Closing['labels'] }) {
  const { t, chance } = useWords();
  const group = useId();
  const guess = usePage((state) => state.guesses[guessOf(name)]);
  const outcome = usePage((state) => findingOf(name, state)?.outcome);
  const before = usePage((state) => findingOf(name, state)?.before);
  const after = usePage((state) => findingOf(name, state)?.after);
  const { question, choices, seen } = labels.quiz[name];
  const happened = outcome === undefined ? undefined : choices[outcome];
  return (
    <li>
      <fieldset className="guess" data-testid={`quiz-${name}`} data-outcome={guess === undefined ? undefined : outcome}>
        <legend>{question}</legend>
        {choices.map((choice, index) => (
          <label key={choice} className="option">
            <input
              type="radio"
              name={group}
              checked={guess === index}
              onChange={() => actions.guess(guessOf(name), index)}
            />
            <span>{choice}</span>
          </label>
        ))}
      </fieldset>
      {guess !== undefined &&
        (happened === undefined || before === undefined || after === undefined ? (
          <p className="hint">{labels.quizWaits}</p>
        ) : (
          <p>
            <strong className={guess === outcome ? 'mark is-right' : 'mark is-wrong'}>
              {guess === outcome ? `✓ ${t.report.right}` : `✗ ${t.report.wrong}`}
            </strong>{' '}
            {t.kit.itWas(happened)} {seen(chance(before), chance(after))}
          </p>
        ))}
    </li>
  );
}
