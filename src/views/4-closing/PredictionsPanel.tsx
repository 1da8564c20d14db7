import { Suspense, use } from 'react';
import type { Closing } from '../../lessons/4-closing/en.tsx';
import type { LessonId } from '../../lessons/order.ts';
import { usePage } from '../../store/page.ts';
import { addressOf } from '../../store/selectors.ts';
import { kit } from '../course/kit.tsx';
import { LessonContext, useLesson } from '../course/LessonContext.ts';
import type { LoadedLesson } from '../course/loadedLesson.ts';
import { useWords } from '../useWords.ts';
import { guessedLessons, type Question, questionsIn } from './predictions.ts';

interface Guessed extends Question {
  id: LessonId;
  lesson: LoadedLesson;
}

/** What the reader expected, lesson by lesson, beside what the run gave. */
export function PredictionsPanel({ labels }: { labels: Closing['labels'] }) {
  const { t } = useWords();
  // As one string, so that only another lesson renders anew.
  const ids = usePage((state) => guessedLessons(state).join(' '));
  if (ids === '') return <p className="empty">{labels.noGuesses}</p>;
  return (
    <Suspense fallback={<p className="empty">{t.course.loading}</p>}>
      <Predictions ids={ids.split(' ') as LessonId[]} labels={labels} />
    </Suspense>
  );
}

function Predictions({ ids, labels }: { ids: readonly LessonId[]; labels: Closing['labels'] }) {
  const { integer } = useWords();
  const { load } = useLesson();
  const language = usePage((state) => state.language);
  const guesses = usePage((state) => state.guesses);
  const guessed: Guessed[] = ids.flatMap((id) => {
    const lesson = use(load(id, language));
    return questionsIn(lesson, kit)
      .filter(({ of }) => guesses[`${id}/${of}`] !== undefined)
      .map((question) => ({ ...question, id, lesson }));
  });
  const isJudged = usePage(
    (state) => guessed.filter(({ lesson, of }) => lesson.outcomes[of]?.(state) !== undefined).length,
  );
  const isRight = usePage(
    (state) =>
      guessed.filter(({ id, lesson, of }) => lesson.outcomes[of]?.(state) === state.guesses[`${id}/${of}`]).length,
  );
  return (
    <>
      <ol className="predictions">
        {guessed.map((question) => (
          <Prediction key={`${question.id}/${question.of}`} guessed={question} labels={labels} />
        ))}
      </ol>
      <p role="status" data-testid="predictions-score">
        {isJudged > 0 && labels.guessScore(integer(isRight), integer(isJudged))}
      </p>
    </>
  );
}

function Prediction({ guessed, labels }: { guessed: Guessed; labels: Closing['labels'] }) {
  const { t } = useWords();
  const { load } = useLesson();
  const { id, of, lesson, question, choices } = guessed;
  const guess = usePage((state) => state.guesses[`${id}/${of}`]);
  const outcome = usePage((state) => lesson.outcomes[of]?.(state));
  const address = usePage((state) => addressOf(state, id));
  return (
    <li data-testid="prediction" data-outcome={outcome}>
      <p className="hint">
        <a href={address}>
          <span className="lesson-numeral">{id}</span> {t.lessons[id]}
        </a>
      </p>
      <p>
        <LessonContext value={{ id, lesson, load }}>{question}</LessonContext>
      </p>
      <dl>
        <dt>{labels.expected}</dt>
        <dd>{guess !== undefined && choices[guess]}</dd>
        <dt>{labels.happened}</dt>
        <dd>
          {outcome === undefined ? (
            <span className="hint">{labels.notYet}</span>
          ) : (
            <>
              <span className={guess === outcome ? 'mark is-right' : 'mark is-wrong'} aria-hidden="true">
                {guess === outcome ? '✓' : '✗'}
              </span>{' '}
              {choices[outcome]}
            </>
          )}
        </dd>
      </dl>
    </li>
  );
}
