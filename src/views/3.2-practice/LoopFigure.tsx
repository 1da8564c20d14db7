import { type ReactNode, useState } from 'react';
import type { Practice } from '../../lessons/3.2-practice/en.tsx';
import { usePage } from '../../store/page.ts';
import { useModelTag } from '../exercises/useModelTag.ts';
import { useWords } from '../useWords.ts';
import { Figure } from '../widgets/Figure.tsx';
import { type RolloutCard, RolloutCards } from '../widgets/RolloutCards.tsx';
import { Slider } from '../widgets/Slider.tsx';
import { type Gone, goneThrough, verdictMarks } from './loop.ts';

type Labels = Practice['labels'];
/** When each station's squares begin to appear. */
const delaysMs = { sampled: 0, graded: 350, kept: 700 } as const;
const noRounds: readonly never[] = [];

/** The loop with what one iteration really did: the attempts at one of its questions, graded, some kept, trained on. */
export function LoopFigure({ labels }: { labels: Labels }) {
  const { integer } = useWords();
  const rounds = usePage((state) => state.runs.rl?.rounds ?? noRounds);
  const [chosen, setChosen] = useState<number>();
  const index = Math.min(chosen ?? rounds.length - 1, rounds.length - 1);
  const round = rounds[index];
  if (!round) return <p className="empty">{labels.loopEmpty}</p>;
  const gone = goneThrough(round);
  return (
    <>
      {rounds.length > 1 && (
        <Slider
          label={labels.iteration}
          value={index}
          valueText={integer(round.step)}
          min={0}
          max={rounds.length - 1}
          step={1}
          onChange={(value) => setChosen(value === rounds.length - 1 ? undefined : value)}
        />
      )}
      <Figure
        title={labels.loopTitle}
        testId="loop"
        alternative={labels.loopNow(
          integer(gone.cells.length),
          integer(gone.right),
          integer(gone.kept),
          integer(round.step),
        )}
      >
        <Stations key={round.step} gone={gone} question={round.question} labels={labels} />
      </Figure>
      <Attempts gone={gone} labels={labels} />
    </>
  );
}

/** Drawn anew for every iteration, so that it is seen happening; it stands still for those who want no motion. */
function Stations({ gone, question, labels }: { gone: Gone; question: string; labels: Labels }) {
  const { integer } = useWords();
  const language = useModelTag();
  const squares = (stage: 'sampled' | 'graded' | 'kept'): ReactNode => (
    <span className={`loop-squares is-${stage}`}>
      {gone.cells.map(({ verdict, isKept }, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts never move
          key={index}
          className={`loop-square is-${verdict}${isKept ? ' is-kept' : ''}`}
          style={{ animationDelay: `${delaysMs[stage] + index * 15}ms` }}
        >
          {stage === 'sampled' ? '' : verdictMarks[verdict]}
        </span>
      ))}
    </span>
  );
  return (
    <ol className="loop">
      <li>
        <strong>{labels.stations.sample}</strong>
        {squares('sampled')}
        <span className="loop-said" lang={language}>
          {question}
        </span>
      </li>
      <li>
        <strong>{labels.stations.grade}</strong>
        {squares('graded')}
        <span className="loop-said">{labels.right(integer(gone.right), integer(gone.cells.length))}</span>
      </li>
      <li>
        <strong>{labels.stations.keep}</strong>
        {squares('kept')}
        <span className="loop-said">{labels.kept(integer(gone.kept))}</span>
      </li>
      <li>
        <strong>{labels.stations.train}</strong>
        <span className="loop-learned" lang={language}>
          {gone.learned ?? '–'}
        </span>
        <span className="loop-said">{gone.kept > 0 ? labels.trained : labels.untrained}</span>
      </li>
    </ol>
  );
}

function Attempts({ gone, labels }: { gone: Gone; labels: Labels }) {
  const { integer } = useWords();
  const language = useModelTag();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{labels.attempts}</summary>
      {isOpen && (
        <RolloutCards
          label={labels.attempts}
          language={language}
          cards={gone.cells.map(
            ({ rollout, verdict, isKept }, key): RolloutCard => ({
              key,
              text: rollout.text || labels.nothing,
              verdict,
              verdictText: labels.verdicts[verdict],
              chosenText: isKept ? labels.chosen : undefined,
              lengthText: labels.tokens(integer(rollout.tokens)),
            }),
          )}
        />
      )}
    </details>
  );
}
