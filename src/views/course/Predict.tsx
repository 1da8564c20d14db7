/** A question to guess at before the model shows the answer. */
import { type ReactNode, useId } from 'react';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { Callout } from '../widgets/Callout.tsx';
import { useLesson } from './LessonContext.ts';

export function Predict({
  of,
  question,
  choices,
  children,
}: {
  of: string;
  question: ReactNode;
  choices: readonly string[];
  children: ReactNode;
}) {
  const { t } = useWords();
  const { id, lesson } = useLesson();
  const name = `${id}/${of}`;
  const group = useId();
  const guess = usePage((state) => state.guesses[name]);
  const outcome = usePage((state) => lesson.outcomes[of]?.(state));
  const guessed = guess === undefined ? undefined : choices[guess];
  const happened = outcome === undefined ? undefined : choices[outcome];
  return (
    <Callout kind="predict" title={t.kit.predict}>
      <fieldset
        className="guess"
        data-testid={`guess-${of}`}
        data-outcome={guessed === undefined ? undefined : outcome}
      >
        <legend>{question}</legend>
        {choices.map((choice, index) => (
          <label key={choice} className="option">
            <input type="radio" name={group} checked={guess === index} onChange={() => actions.guess(name, index)} />
            <span>{choice}</span>
          </label>
        ))}
      </fieldset>
      {guessed !== undefined && happened === undefined && <p className="hint">{t.kit.runIt}</p>}
      {guessed !== undefined && happened !== undefined && (
        <div role="status">
          <p>
            <strong>{guess === outcome ? t.kit.right : t.kit.wrong}</strong> {t.kit.itWas(happened)}
          </p>
          <p>{children}</p>
        </div>
      )}
    </Callout>
  );
}
