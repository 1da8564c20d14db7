import type { Base } from '../../lessons/1.6-base/en.tsx';
import { usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { useWords } from '../useWords.ts';
import { askAbout, slots } from './asking.ts';
import { Measuring } from './Measuring.tsx';

/** The same people asked about in three ways: what comes out hangs on what stands before. */
export function ContextsPanel({ labels }: { labels: Base['labels'] }) {
  const { integer } = useWords();
  const tried = usePage((state) => questionAt(state.questions, 'contexts', slots.contexts)?.answer?.contexts);
  const language = usePage((state) => state.school?.language);
  const words = labels.contexts;
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  return (
    <Measuring
      slots={[slots.contexts]}
      start={words.start}
      again={labels.again}
      onStart={() => askAbout('contexts')}
      labels={labels}
    >
      {tried ? (
        <ol className="contexts" data-testid="contexts">
          {tried.map(({ kind, example, right, asked }) => (
            <li key={kind} className="recital" data-kind={kind} data-right={right}>
              <h4>{words.kinds[kind]}</h4>
              <p className="recital-score">{words.score(integer(right), integer(asked))}</p>
              <p className="quoted-text" lang={lang}>
                <span className="is-given">{example.context}</span>
                <span className="is-written">{example.written}</span>
              </p>
            </li>
          ))}
        </ol>
      ) : (
        <p className="empty">{labels.empty}</p>
      )}
    </Measuring>
  );
}
