import { useEffect } from 'react';
import type { Imitation } from '../../lessons/2.2-imitation/en.tsx';
import type { DistinctConversation } from '../../llm/edits.ts';
import { editHistoryOf, isEdited, isSamePile, leftOut, putBack, withoutAdded } from '../../store/examples.ts';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { stageState } from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import { Exchange } from '../examples/Exchange.tsx';
import { useWords } from '../useWords.ts';
import { DraftForm } from './DraftForm.tsx';
import {
  change,
  draftFrom,
  draftSlice,
  examplesShown,
  setDraft,
  slot,
  undo,
  usualCopies,
  type View,
  viewSlice,
} from './pile.ts';

type Labels = Imitation['labels'];

/** The worked examples, to be looked through and changed. */
export function PilePanel({ labels }: { labels: Labels }) {
  const draft = usePage((state) => sliceOf(state, draftSlice));
  return (
    <>
      <Changes labels={labels} />
      {draft && <DraftForm key={`${draft.index} ${draft.replaces}`} draft={draft} labels={labels} />}
      <Examples labels={labels} />
    </>
  );
}

const useLanguage = (): string => usePage((state) => (state.school?.language === 'zh' ? 'zh-CN' : 'en'));

/** What the reader has changed so far, and whether the assistant has learned from it. */
function Changes({ labels }: { labels: Labels }) {
  const { integer } = useWords();
  const { now, past } = usePage(editHistoryOf);
  const language = useLanguage();
  const state = usePage((page) => stageState(page, 'sft'));
  const assistant = usePage((page) => page.checkpoints.find(({ stage }) => stage === 'assistant'));
  const hasLearned = assistant && isSamePile(assistant.edits, now);
  return (
    <div className="changes" data-testid="changes" data-added={now.added.length} data-removed={now.removed.length}>
      <p role="status">
        {isEdited(now) ? labels.changes(integer(now.added.length), integer(now.removed.length)) : labels.unchanged}{' '}
        {assistant && (hasLearned ? isEdited(now) && labels.learnedThis : labels.learnedOther)}
      </p>
      {now.added.length > 0 && (
        <ul className="own-examples" aria-label={labels.own}>
          {now.added.map(({ messages, copies }, index) => {
            const plain = draftFrom(messages);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: an example is known by its place
              <li key={index} className="example" data-testid="own-example">
                <Exchange messages={messages} words={labels} language={language} />
                <div className="buttons">
                  <span className="hint">{labels.copiesOf(integer(copies))}</span>
                  {plain && (
                    <button type="button" className="quiet" onClick={() => setDraft({ ...plain, copies, index })}>
                      {labels.edit}
                    </button>
                  )}
                  <button
                    type="button"
                    className="quiet"
                    onClick={() => {
                      setDraft(undefined);
                      change(withoutAdded(index));
                    }}
                  >
                    {labels.remove}
                  </button>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      <div className="buttons">
        <button type="button" onClick={() => setDraft({ question: '', answer: '', copies: usualCopies })}>
          {labels.write}
        </button>
        <button type="button" disabled={past.length === 0} onClick={undo}>
          {labels.undo}
        </button>
        <button
          type="button"
          className="quiet"
          disabled={!isEdited(now)}
          onClick={() => change(() => ({ added: [], removed: [] }))}
        >
          {labels.startOver}
        </button>
        {assistant && !hasLearned && (
          <button
            type="button"
            className="primary"
            disabled={state === 'otherActive' || state === 'noParent'}
            onClick={() => actions.trainAgain('sft')}
          >
            {labels.trainAgain}
          </button>
        )}
      </div>
    </div>
  );
}

function Examples({ labels }: { labels: Labels }) {
  const { integer } = useWords();
  const school = usePage((state) => state.school);
  const view = usePage((state) => sliceOf(state, viewSlice));
  const found = usePage((state) => questionAt(state.questions, 'examples', slot)?.answer);
  useEffect(() => {
    if (!school) return;
    const { kind, search, from } = view;
    actions.ask(slot, {
      name: 'examples',
      asked: { kinds: kind === 'all' ? [] : [kind], search, from, count: examplesShown },
    });
  }, [school, view]);
  const look = (changedView: Partial<View>): void => actions.setSlice(viewSlice, { ...view, from: 0, ...changedView });
  if (!found) return <p className="empty">{labels.waiting}</p>;
  const { distinct, conversations } = found.found;
  const last = Math.min(view.from + examplesShown, distinct);
  return (
    <div className="examples">
      <div className="row">
        <label className="field inline">
          <span>{labels.kind}</span>
          <select
            value={view.kind}
            onChange={({ target }) =>
              look({ kind: found.kinds.find(({ kind }) => kind === target.value)?.kind ?? 'all' })
            }
          >
            <option value="all">{labels.allKinds}</option>
            {found.kinds.map(({ kind, conversations: count }) => (
              <option key={kind} value={kind}>
                {labels.kinds[kind]} ({integer(count)})
              </option>
            ))}
          </select>
        </label>
        <label className="field inline">
          <span>{labels.search}</span>
          <input
            type="search"
            maxLength={60}
            value={view.search}
            onChange={({ target }) => look({ search: target.value })}
          />
        </label>
      </div>
      <p className="hint" role="status" data-testid="examples-found" data-found={distinct}>
        {labels.found(integer(conversations), integer(distinct))}
      </p>
      <ul className="example-list" aria-label={labels.pile}>
        {found.shown.map((example) => (
          <Example key={example.mark} example={example} labels={labels} />
        ))}
      </ul>
      <div className="buttons">
        <button
          type="button"
          disabled={view.from === 0}
          onClick={() => look({ from: Math.max(0, view.from - examplesShown) })}
        >
          {labels.previous}
        </button>
        <span className="hint">
          {distinct > 0 && labels.range(integer(view.from + 1), integer(last), integer(distinct))}
        </span>
        <button type="button" disabled={last >= distinct} onClick={() => look({ from: view.from + examplesShown })}>
          {labels.next}
        </button>
      </div>
    </div>
  );
}

function Example({ example, labels }: { example: DistinctConversation; labels: Labels }) {
  const { integer } = useWords();
  const { mark, copies, messages, kind } = example;
  const isOut = usePage((state) => editHistoryOf(state).now.removed.includes(mark));
  const language = useLanguage();
  const plain = draftFrom(messages);
  const question = plain?.question ?? labels.kinds[kind];
  return (
    <li className={isOut ? 'example is-out' : 'example'} data-testid="example">
      <Exchange messages={messages} words={labels} language={language} />
      <div className="buttons">
        <span className="hint">
          {labels.kinds[kind]}
          {copies > 1 && `, ${labels.copiesOf(integer(copies))}`}
        </span>
        <button
          type="button"
          className="quiet"
          aria-label={`${isOut ? labels.putBack : labels.leaveOut}: ${question}`}
          onClick={() => change(isOut ? putBack(mark) : leftOut(mark))}
        >
          {isOut ? labels.putBack : labels.leaveOut}
        </button>
        {plain && !isOut && (
          <button
            type="button"
            className="quiet"
            aria-label={`${labels.edit}: ${question}`}
            onClick={() => setDraft({ ...plain, copies, replaces: mark })}
          >
            {labels.edit}
          </button>
        )}
      </div>
    </li>
  );
}
