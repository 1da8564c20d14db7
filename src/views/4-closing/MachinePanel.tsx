import { useId } from 'react';
import type { Closing } from '../../lessons/4-closing/en.tsx';
import type { StageName } from '../../llm/reports.ts';
import { maxPromptCharacters } from '../../store/limits.ts';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { promptSize } from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import { shortened } from '../readable.ts';
import { useWords } from '../useWords.ts';
import { answerIn, askAll, askedSlice, promptFor, questionNow, questionsOf, slotOf } from './machine.ts';

/** One question through all of the model's ages. */
export function MachinePanel({ labels }: { labels: Closing['labels'] }) {
  const { t, decimal, integer } = useWords();
  const id = useId();
  const school = usePage((state) => state.school);
  const checkpoints = usePage((state) => state.checkpoints);
  const asked = usePage((state) => sliceOf(state, askedSlice));
  const question = usePage((state) => (state.school ? questionNow(state, state.school) : ''));
  const temperature = usePage((state) => state.sampling.temperature);
  if (!school) return <p className="empty">{labels.waiting}</p>;
  const size = promptSize(school, promptFor(school, 'reasoner', question));
  const isEmpty = question.trim() === '';
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{labels.question}</label>
        <input
          id={id}
          lang={school.language === 'zh' ? 'zh-CN' : 'en'}
          maxLength={maxPromptCharacters}
          value={question}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => actions.setSlice(askedSlice, target.value)}
          onKeyDown={({ key, nativeEvent }) => {
            if (key === 'Enter' && !nativeEvent.isComposing && size.fits) askAll();
          }}
        />
        <p id={`${id}-hint`} className="hint">
          {size.fits ? labels.settings(decimal(temperature)) : t.pad.tooLong(integer(size.tokens), integer(size.limit))}
        </p>
      </div>
      <div className="buttons">
        {questionsOf(school).map((suggestion, index) => (
          <button
            key={suggestion}
            type="button"
            className="quiet"
            aria-pressed={asked === index}
            onClick={() => actions.setSlice(askedSlice, index)}
          >
            {suggestion}
          </button>
        ))}
      </div>
      <div className="buttons">
        <button type="button" className="primary" disabled={isEmpty || !size.fits} onClick={askAll}>
          {labels.askAll(integer(checkpoints.length))}
        </button>
      </div>
      <ol className="ages" aria-label={labels.ages} data-testid="ages">
        {checkpoints.map(({ stage }) => (
          <Age key={stage} stage={stage} labels={labels} />
        ))}
      </ol>
    </>
  );
}

/** More than an answer takes; noise goes on to the end of the context. */
const agedCharacters = 180;

function Age({ stage, labels }: { stage: StageName; labels: Closing['labels'] }) {
  const { t } = useWords();
  const school = usePage((state) => state.school);
  const question = usePage((state) => questionAt(state.questions, 'write', slotOf(stage)));
  const answer = school && question && answerIn(school, question);
  return (
    <li data-stage={stage} data-open={question?.isOpen}>
      <h4>{t.stages[stage]}</h4>
      {answer === undefined ? (
        <p className="hint">{question?.isOpen ? labels.writing : labels.unasked}</p>
      ) : (
        <p lang={school?.language === 'zh' ? 'zh-CN' : 'en'}>{shortened(answer, agedCharacters) || t.report.silent}</p>
      )}
    </li>
  );
}
