import type { Tools } from '../../lessons/2.5-tools/en.tsx';
import { usePage } from '../../store/page.ts';
import { tokenizerOf } from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import { useModelLanguage, useRoster } from '../examples/roster.ts';
import { piecesOf } from '../examples/strip.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { Figure } from '../widgets/Figure.tsx';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';
import { TokenStrip } from '../widgets/TokenStrip.tsx';
import {
  another,
  ask,
  chooseTopic,
  isWriting,
  maxQuestionCharacters,
  maxResultCharacters,
  paste,
  questionOf,
  setResult,
  talkSlice,
  topics,
  turnOf,
  writeOwn,
} from './talk.ts';

type Labels = Tools['labels'];

/** One question: the model writes, stops at a call, and goes on from what the tool said. */
export function StreamPanel({ labels }: { labels: Labels }) {
  useRoster();
  return (
    <NeedsStage stage="honest">
      <Asking labels={labels} />
      <Stream labels={labels} />
      <Call labels={labels} />
    </NeedsStage>
  );
}

function Asking({ labels }: { labels: Labels }) {
  const topic = usePage((state) => sliceOf(state, talkSlice).topic);
  const question = usePage(questionOf);
  const isBusy = usePage(isWriting);
  const language = useModelLanguage();
  const canAsk = question.trim() !== '' && !isBusy;
  return (
    <>
      <SegmentedControl
        label={labels.topic}
        value={topic}
        onChange={chooseTopic}
        segments={topics.map((value) => ({ value, label: labels.topics[value] }))}
      />
      {topic === 'own' ? (
        <label className="field">
          <span>{labels.question}</span>
          <input
            value={question}
            maxLength={maxQuestionCharacters}
            lang={language}
            onChange={({ target }) => writeOwn(target.value)}
          />
        </label>
      ) : (
        <p className="question" lang={language} data-testid="tool-question">
          {question}
        </p>
      )}
      <div className="buttons">
        <button type="button" className="primary" disabled={!canAsk} onClick={() => ask(true)}>
          {labels.askWith}
        </button>
        <button type="button" disabled={!canAsk} onClick={() => ask(false)}>
          {labels.askWithout}
        </button>
        {topic !== 'own' && (
          <button type="button" className="quiet" onClick={another}>
            {labels.another}
          </button>
        )}
      </div>
    </>
  );
}

function Stream({ labels }: { labels: Labels }) {
  const { integer } = useWords();
  const school = usePage((state) => state.school);
  const written = usePage((state) => sliceOf(state, talkSlice).written);
  const turn = usePage(turnOf);
  const language = useModelLanguage();
  const tokens = [...written, ...(turn?.tokens ?? [])];
  if (!school || !turn) return <p className="empty stream-place">{labels.empty}</p>;
  const pieces = piecesOf(
    tokenizerOf(school),
    tokens.map(({ tokenId, tool }) => ({ tokenId, isLearned: !tool, isFromTool: tool })),
  );
  const pasted = tokens.filter(({ tool }) => tool).length;
  return (
    <Figure
      title={labels.stream}
      testId="stream"
      isInteractive
      alternative={
        <>
          {labels.counts(integer(tokens.length - pasted), integer(pasted))}{' '}
          <span role="status" data-testid="turn-state" data-state={turn.state}>
            {labels.states[turn.state]}
          </span>
        </>
      }
      legend={
        <>
          <span className="key is-masked">
            <span className="strip-token is-learned">…</span> {labels.byModel}
          </span>
          <span className="key">
            <span className="strip-token is-tool">…</span> {labels.byTool}
          </span>
        </>
      }
    >
      <div className="stream-place">
        <TokenStrip pieces={pieces} label={labels.stream} language={language} isMasked />
      </div>
    </Figure>
  );
}

/** Where the model waits: what it called, and what the tool says. */
function Call({ labels }: { labels: Labels }) {
  const call = usePage((state) => turnOf(state)?.call);
  const result = usePage((state) => sliceOf(state, talkSlice).result);
  const language = useModelLanguage();
  if (!call) return <p className="empty call-place">{labels.noCall}</p>;
  return (
    <form
      className="call call-place"
      data-testid="call"
      data-tool={call.tool}
      onSubmit={(event) => {
        event.preventDefault();
        paste();
      }}
    >
      <p>
        {labels.called[call.tool]} <bdi className="chip">{call.argument}</bdi>
      </p>
      <label className="field">
        <span>{labels.says[call.tool]}</span>
        <input
          value={result ?? call.result}
          maxLength={maxResultCharacters}
          lang={language}
          spellCheck={false}
          onChange={({ target }) => setResult(target.value)}
        />
      </label>
      <div className="buttons">
        <button type="submit" className="primary">
          {labels.paste}
        </button>
        <span className="hint">{labels.pasteHint}</span>
      </div>
    </form>
  );
}
