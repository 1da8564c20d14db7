import { type ReactNode, useEffect } from 'react';
import type { Opening } from '../../lessons/0-opening/en.tsx';
import type { Part } from '../../lessons/order.ts';
import type { TrainingStage } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { useWords } from '../useWords.ts';
import { Figure } from '../widgets/Figure.tsx';

const slot = '0/book';
const ask = (seed: number): void => actions.ask(slot, { name: 'schoolbook', asked: { seed } });

/** The three kinds of page: each is one on which a stage of this school trains. */
export function BookPanel({ labels }: { labels: Opening['labels'] }) {
  const school = usePage((state) => state.school);
  const question = usePage((state) => questionAt(state.questions, 'schoolbook', slot));
  useEffect(() => {
    if (school && !question) ask(0);
  }, [school, question]);
  const pages = question?.answer;
  const language = school?.language === 'zh' ? 'zh-CN' : 'en';
  const seed = question?.asked.seed ?? 0;
  return (
    <>
      <Figure title={labels.bookTitle} alternative={labels.bookShows} isInteractive>
        <ol className="book">
          <BookPage part="reading" stage="pretrain" note={labels.explained} language={language} number={2 * seed + 1}>
            {pages && <p>{pages.reading}</p>}
          </BookPage>
          <BookPage part="examples" stage="sft" note={labels.worked} language={language} number={2 * seed + 2}>
            {pages?.example && (
              <>
                <p className="book-question">{pages.example.question}</p>
                <p>{pages.example.answer}</p>
              </>
            )}
            {pages && !pages.example && <p>{labels.noExample}</p>}
          </BookPage>
          <BookPage part="exercises" stage="rl" note={labels.practiced} language={language} number={2 * seed + 3}>
            {pages && (
              <>
                <ol className="book-exercises">
                  {pages.exercises.map(({ question }, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the exercises of a page never move
                    <li key={index}>{question}</li>
                  ))}
                </ol>
                <p className="book-answers">
                  <span>{labels.inTheBack}</span> {pages.exercises.map(({ answer }) => answer).join(' · ')}
                </p>
              </>
            )}
          </BookPage>
        </ol>
      </Figure>
      <div className="buttons">
        <button type="button" disabled={!pages} onClick={() => ask(seed + 1)}>
          {labels.turn}
        </button>
        {!pages && <span className="hint">{labels.bookWaiting}</span>}
      </div>
    </>
  );
}

function BookPage({
  part,
  stage,
  note,
  language,
  number,
  children,
}: {
  part: Part;
  stage: TrainingStage;
  note: string;
  language: string;
  number: number;
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <li className="book-page" data-accent={part}>
      <p className="book-head">
        <strong>{t.parts[part]}</strong> <span>{t.terms[stage]}</span>
      </p>
      <p className="hint">{note}</p>
      <div className="book-text" lang={language}>
        {children}
      </div>
      <p className="book-number" aria-hidden="true">
        {number}
      </p>
    </li>
  );
}
