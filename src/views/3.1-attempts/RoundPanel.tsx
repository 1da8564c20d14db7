import { useState } from 'react';
import type { Attempts } from '../../lessons/3.1-attempts/en.tsx';
import type { Rollout } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import { RunControls } from '../training/RunControls.tsx';
import { useWords } from '../useWords.ts';
import { type RolloutCard, RolloutCards } from '../widgets/RolloutCards.tsx';
import { Slider } from '../widgets/Slider.tsx';

const noRounds: readonly never[] = [];
/** So much longer than the shortest right attempt counts as long. */
const longFactor = 1.5;

function verdictOf(rollout: Rollout, shortestRight: number): RolloutCard['verdict'] {
  if (!rollout.correct) return 'wrong';
  return rollout.tokens > shortestRight * longFactor ? 'long' : 'right';
}

/** One question of an iteration, with every attempt at it; the newest iteration unless the reader goes back. */
export function RoundPanel({ labels }: { labels: Attempts['labels'] }) {
  const { integer } = useWords();
  const rounds = usePage((state) => state.runs.rl?.rounds ?? noRounds);
  const language = usePage((state) => state.school?.language);
  const [chosen, setChosen] = useState<number>();
  const index = Math.min(chosen ?? rounds.length - 1, rounds.length - 1);
  const round = rounds[index];
  const rollouts = round?.rollouts ?? [];
  const right = rollouts.filter((rollout) => rollout.correct);
  const shortest = Math.min(...right.map((rollout) => rollout.tokens));
  const choose = (value: number): void => {
    setChosen(value === rounds.length - 1 ? undefined : value);
    actions.record('attemptsSeen');
  };
  return (
    <>
      <RunControls stage="rl" />
      {!round ? (
        <p className="empty">{labels.empty}</p>
      ) : (
        <>
          <Slider
            label={labels.iteration}
            value={index}
            valueText={integer(round.step)}
            min={0}
            max={rounds.length - 1}
            step={1}
            onChange={choose}
          />
          <p className="question">{labels.question(round.question, `${round.answer}`)}</p>
          <p className="hint">{labels.kept(integer(right.length), integer(rollouts.length))}</p>
          <RolloutCards
            label={labels.attempts}
            language={language === 'zh' ? 'zh-CN' : 'en'}
            cards={rollouts.map((rollout, key): RolloutCard => {
              const verdict = verdictOf(rollout, shortest);
              return {
                key,
                text: rollout.text || labels.nothing,
                verdict,
                verdictText: labels.verdicts[verdict],
                chosenText: rollout.chosen ? labels.chosen : undefined,
                lengthText: labels.tokens(integer(rollout.tokens)),
              };
            })}
          />
        </>
      )}
    </>
  );
}
