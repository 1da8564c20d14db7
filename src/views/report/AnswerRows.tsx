import { Fragment, useId, useState } from 'react';
import type { StageName } from '../../llm/reports.ts';
import { usePage } from '../../store/page.ts';
import { noCharacter, readable, shortened } from '../readable.ts';
import { useWords } from '../useWords.ts';
import type { CardColumn } from './skills.ts';

/** What every checkpoint answered to the questions of the lessons. An answer opens below its row, whole. */
export function AnswerRows({ columns }: { columns: readonly CardColumn[] }) {
  const { t } = useWords();
  const language = usePage((state) => (state.school?.language === 'zh' ? 'zh-CN' : 'en'));
  const [open, setOpen] = useState<{ question: string; stage: StageName }>();
  const id = useId();
  const questions = [...new Set(columns.flatMap(({ card }) => card?.answers.map(({ question }) => question) ?? []))];
  const answerOf = (question: string, { card }: CardColumn) =>
    card?.answers.find((answer) => answer.question === question);
  return (
    <tbody className="answers">
      <tr>
        <th scope="rowgroup" colSpan={columns.length + 1}>
          {t.report.answers} <span className="answers-hint">{t.report.answersHint}</span>
        </th>
      </tr>
      {questions.map((question) => {
        const opened = open?.question === question ? columns.find(({ stage }) => stage === open.stage) : undefined;
        const whole = opened && answerOf(question, opened);
        return (
          <Fragment key={question}>
            <tr>
              <th scope="row" lang={language}>
                {question}
              </th>
              {columns.map((column) => {
                const found = answerOf(question, column);
                if (!found) return <td key={column.stage}>{t.report.missing}</td>;
                const isOpen = column === opened;
                return (
                  <td key={column.stage}>
                    <button
                      type="button"
                      className="answer-cell"
                      aria-expanded={isOpen}
                      aria-controls={isOpen ? id : undefined}
                      onClick={() => setOpen(isOpen ? undefined : { question, stage: column.stage })}
                    >
                      <Mark correct={found.correct} />{' '}
                      <span lang={language}>{shortened(found.answer) || t.report.silent}</span>
                    </button>
                  </td>
                );
              })}
            </tr>
            {opened && whole && (
              <tr className="whole-answer">
                <td colSpan={columns.length + 1} id={id}>
                  <div data-testid="whole-answer">
                    <p className="hint">
                      {t.report.wrote(t.stages[opened.stage])} <Mark correct={whole.correct} />
                    </p>
                    <p className="whole-text" lang={language}>
                      {readable(whole.answer) || t.report.silent}
                    </p>
                  </div>
                </td>
              </tr>
            )}
          </Fragment>
        );
      })}
      {columns.some(({ card }) => card?.answers.some(({ answer }) => shortened(answer).includes(noCharacter))) && (
        <tr>
          <td colSpan={columns.length + 1} className="hint">
            {t.report.noCharacter(noCharacter)}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Mark({ correct }: { correct: boolean | undefined }) {
  const { t } = useWords();
  if (correct === undefined) return null;
  return (
    <span className={correct ? 'mark is-right' : 'mark is-wrong'}>
      {correct ? '✓' : '✗'}
      <span className="hidden">{correct ? t.report.right : t.report.wrong}</span>
    </span>
  );
}
