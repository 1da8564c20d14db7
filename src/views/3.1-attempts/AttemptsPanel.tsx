import { useMemo } from 'react';
import type { Attempts } from '../../lessons/3.1-attempts/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { sliceOf } from '../../store/slice.ts';
import { SumForm } from '../exercises/SumForm.tsx';
import { useModelTag } from '../exercises/useModelTag.ts';
import { verdictOf } from '../exercises/verdict.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { type RolloutCard, RolloutCards } from '../widgets/RolloutCards.tsx';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';
import { Slider } from '../widgets/Slider.tsx';
import { AttemptTokens } from './AttemptTokens.tsx';
import { attempt, change, openedSlice, outcomeOf, pupilOf, pupilsOf, settingsSlice, slot, triedIn } from './trying.ts';

type Labels = Attempts['labels'];

/** One sum, many attempts at it, each to be looked at token by token. */
export function AttemptsPanel({ labels }: { labels: Labels }) {
  return (
    <NeedsStage stage="honest">
      <Settings labels={labels} />
      <Cards labels={labels} />
    </NeedsStage>
  );
}

function Settings({ labels }: { labels: Labels }) {
  const { t, integer, decimal } = useWords();
  const { count, temperature } = usePage((state) => sliceOf(state, settingsSlice));
  const pupil = usePage(pupilOf);
  const names = usePage((state) => pupilsOf(state).join(' '));
  const isOpen = usePage((state) => questionAt(state.questions, 'attempts', slot)?.isOpen ?? false);
  const pupils = names.split(' ') as (typeof pupil)[];
  return (
    <div className="attempt-settings">
      <SumForm labels={labels} />
      <SegmentedControl
        label={labels.who}
        value={pupil}
        onChange={(next) => change({ pupil: next })}
        segments={pupils.map((value) => ({ value, label: value === 'live' ? labels.live : t.stages[value] }))}
      />
      <div className="pair">
        <Slider
          label={labels.count}
          value={count}
          valueText={integer(count)}
          min={4}
          max={32}
          step={4}
          onChange={(value) => change({ count: value })}
        />
        <Slider
          label={labels.temperature}
          value={temperature}
          valueText={decimal(temperature)}
          min={0}
          max={1.5}
          step={0.1}
          onChange={(value) => change({ temperature: value })}
        />
      </div>
      <button type="button" className="primary" disabled={isOpen} onClick={attempt}>
        {labels.attempt(integer(count))}
      </button>
    </div>
  );
}

function Cards({ labels }: { labels: Labels }) {
  const { integer } = useWords();
  const language = useModelTag();
  const tried = usePage(triedIn);
  const opened = usePage((state) => sliceOf(state, openedSlice));
  const outcome = useMemo(() => outcomeOf(tried), [tried]);
  if (!outcome) {
    return (
      <p className={tried?.isOpen ? 'empty attempts-empty' : 'empty'}>
        {tried?.isOpen ? labels.waiting : labels.empty}
      </p>
    );
  }
  const { question, answer, attempts, right, shortest } = outcome;
  const look = (key: number): void => {
    actions.setSlice(openedSlice, key === opened ? undefined : key);
    actions.record('attemptsSeen');
  };
  const looked = opened === undefined ? undefined : attempts[opened];
  return (
    <>
      <p className="question">{labels.question(question, `${answer}`)}</p>
      <p className="hint" role="status" data-testid="attempts-right" data-right={right} data-all={attempts.length}>
        {labels.counted(integer(right), integer(attempts.length))}
      </p>
      <RolloutCards
        label={labels.attempts}
        language={language}
        opened={opened}
        onOpen={look}
        cards={attempts.map((made, key): RolloutCard => {
          const verdict = verdictOf(made, shortest);
          return {
            key,
            text: made.text || labels.nothing,
            verdict,
            verdictText: labels.verdicts[verdict],
            chosenText: made.chosen ? labels.chosen : undefined,
            lengthText: labels.tokens(integer(made.tokens)),
          };
        })}
      />
      {looked ? (
        <AttemptTokens key={opened} attempt={looked} />
      ) : (
        <p className="hint attempt-tokens">{labels.openOne}</p>
      )}
    </>
  );
}
