import { useEffect, useMemo } from 'react';
import type { Teacher } from '../../lessons/3.4-teacher/en.tsx';
import { usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { IntervalBar } from '../widgets/IntervalBar.tsx';
import { ShareBar } from '../widgets/ShareBar.tsx';
import { askTeacher, examine, type Rung, rungsOf, slots, styles } from './ladder.ts';

type Labels = Teacher['labels'];

/** Who is right how often: the teacher in the worked examples, who imitated it, and who has practiced since, by chance and at its surest. */
export function LadderPanel({ labels }: { labels: Labels }) {
  const school = usePage((state) => state.school);
  const questions = usePage((state) => state.questions);
  const isOpen = usePage((state) => Object.values(slots).some((slot) => state.questions[slot]?.isOpen));
  const hasAsked = usePage((state) => questionAt(state.questions, 'exam', slots.reasoner) !== undefined);
  const rungs = useMemo(() => rungsOf(questions), [questions]);
  useEffect(() => {
    if (school) askTeacher();
  }, [school]);
  return (
    <>
      {rungs.length > 0 && <Ladder rungs={rungs} labels={labels} />}
      <NeedsStage stage="reasoner">
        <button type="button" className="primary" disabled={isOpen} onClick={examine}>
          {hasAsked ? labels.again : labels.examine}
        </button>
      </NeedsStage>
    </>
  );
}

function Ladder({ rungs, labels }: { rungs: readonly Rung[]; labels: Labels }) {
  const { t, integer, percent } = useWords();
  const ofTotal = ({ right, total }: Rung): string => labels.ofTotal(integer(right), integer(total));
  return (
    <>
      <Figure
        title={labels.ladderTitle}
        testId="ladder"
        alternative={rungs.map((rung) => labels.rungNow(labels.who[rung.who], percent(rung.share))).join(' ')}
        table={{
          label: t.chart.asTable,
          make: () => (
            <DataTable
              caption={labels.ladderTitle}
              head={[labels.whoHead, labels.rightHead, ...styles.map((style) => labels.styles[style])]}
              rows={rungs.map((rung) => [
                labels.who[rung.who],
                `${ofTotal(rung)} (${percent(rung.share)})`,
                ...styles.map((style) => percent(rung.styles[style])),
              ])}
            />
          ),
        }}
      >
        <div className="exercise-bars is-wide">
          {rungs.map((rung) => (
            <div key={rung.who} data-testid={`rung-${rung.who}`} data-right={rung.right} data-total={rung.total}>
              <IntervalBar label={labels.who[rung.who]} {...rung} text={percent(rung.share)} />
            </div>
          ))}
        </div>
      </Figure>
      <Figure
        title={labels.mixTitle}
        testId="mix"
        alternative={rungs
          .map((rung) =>
            labels.mixNow(
              labels.who[rung.who],
              percent(rung.styles.direct),
              percent(rung.styles.concise + rung.styles.sloppy),
              percent(rung.styles.verbose),
            ),
          )
          .join(' ')}
        legend={styles.map((style) => (
          <span key={style} className="key">
            <span className={`share-key is-${style}`} />
            {labels.styles[style]}
          </span>
        ))}
      >
        <div className="exercise-bars is-wide">
          {rungs.map((rung) => (
            <ShareBar
              key={rung.who}
              label={labels.who[rung.who]}
              parts={styles.map((style) => ({
                key: style,
                share: rung.styles[style],
                text: percent(rung.styles[style]),
              }))}
            />
          ))}
        </div>
      </Figure>
    </>
  );
}
