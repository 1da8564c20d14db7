import type { Teacher } from '../../lessons/3.4-teacher/en.tsx';
import { badRewards } from '../../llm/badRewards.ts';
import type { TrialAnswer, TrialReport } from '../../llm/rewardTrial.ts';
import { actions, usePage } from '../../store/page.ts';
import { sliceOf } from '../../store/slice.ts';
import { useModelTag } from '../exercises/useModelTag.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { CurveFigure } from '../widgets/CurveFigure.tsx';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';
import { choose, reportsOf, rewardSlice, slotOf, trialIn, tryReward } from './rewards.ts';

type Labels = Teacher['labels'];

/** A reward that measures something nearby, and what a copy of the model makes of it. */
export function RewardPanel({ labels }: { labels: Labels }) {
  const reward = usePage((state) => sliceOf(state, rewardSlice));
  const trial = usePage((state) => trialIn(state, reward));
  const reports = reportsOf(trial);
  return (
    <NeedsStage stage="honest">
      <SegmentedControl
        label={labels.reward}
        value={reward}
        onChange={choose}
        segments={badRewards.map((value) => ({ value, label: labels.rewards[value] }))}
      />
      <p className="reward-terms">{labels.terms[reward]}</p>
      <div className="buttons">
        {trial?.isOpen ? (
          <button type="button" className="primary" onClick={() => actions.stopAsking(slotOf(reward))}>
            {labels.stop}
          </button>
        ) : (
          <button type="button" className="primary" onClick={tryReward}>
            {reports.length > 0 ? labels.tryAgain : labels.try}
          </button>
        )}
        <span className="hint">{labels.copy}</span>
      </div>
      <Curves reports={reports} labels={labels} />
      <Answers reports={reports} labels={labels} />
    </NeedsStage>
  );
}

function Curves({ reports, labels }: { reports: readonly TrialReport[]; labels: Labels }) {
  const { t, integer, percent } = useWords();
  const reward = usePage((state) => sliceOf(state, rewardSlice));
  const [first, last] = [reports[0], reports.at(-1)];
  return (
    <CurveFigure
      isSmall
      testId="reward-trial"
      title={labels.trialTitle}
      points={reports.map(({ step, paid, wanted }) => ({ step, wanted, ...(paid !== undefined && { paid }) }))}
      series={[
        { key: 'paid', label: labels.paid },
        { key: 'wanted', label: labels.wanted[reward], pattern: '9 4' },
      ]}
      domain={[0, 1]}
      formatX={integer}
      formatY={percent}
      summary={
        first &&
        last && (
          <span data-testid="reward-now" data-first={first.wanted} data-last={last.wanted} data-step={last.step}>
            {labels.trialNow(percent(first.wanted), percent(last.wanted))}
          </span>
        )
      }
      stepLabel={t.chart.iteration}
      tableLabel={t.chart.asTable}
      emptyText={labels.trialEmpty}
    />
  );
}

/** The same questions before and now. */
function Answers({ reports, labels }: { reports: readonly TrialReport[]; labels: Labels }) {
  const { integer } = useWords();
  const [first, last] = [reports[0], reports.at(-1)];
  if (!first || !last) return null;
  return (
    <ul className="spoiled" aria-label={labels.answers}>
      {last.answers.map((after, index) => (
        <li key={after.question}>
          <p className="spoiled-question">{after.question}</p>
          <Answer said={labels.before} answer={first.answers[index]} labels={labels} />
          <Answer said={labels.after(integer(last.step))} answer={after} labels={labels} />
        </li>
      ))}
    </ul>
  );
}

function Answer({ said, answer, labels }: { said: string; answer: TrialAnswer | undefined; labels: Labels }) {
  const language = useModelTag();
  if (!answer) return null;
  return (
    <p className={answer.isGood ? 'spoiled-answer is-right' : 'spoiled-answer is-wrong'}>
      <span className="spoiled-when">{said}</span>
      <span lang={language}>
        {answer.callsTool && <em className="spoiled-call">{labels.call} </em>}
        {answer.answer || labels.nothing}
      </span>
      <span className="spoiled-verdict">
        <span aria-hidden="true">{answer.isGood ? '✓' : '✗'} </span>
        {answer.isGood ? labels.good : labels.bad}
      </span>
    </p>
  );
}
