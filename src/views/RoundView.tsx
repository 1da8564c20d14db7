import { useState } from 'react';
import type { Rollout } from '../llm/reports.ts';
import { usePage } from '../store/page.ts';
import { useWords } from './useWords.ts';
import { type RolloutCard, RolloutCards } from './widgets/RolloutCards.tsx';
import { Slider } from './widgets/Slider.tsx';

const noRounds: readonly never[] = [];
/** So much longer than the shortest right attempt counts as long. */
const longFactor = 1.5;

function verdictOf(rollout: Rollout, shortestRight: number): RolloutCard['verdict'] {
  if (!rollout.correct) return 'wrong';
  return rollout.tokens > shortestRight * longFactor ? 'long' : 'right';
}

/** One question of an iteration, with every attempt at it; the newest iteration unless the reader goes back. */
export function RoundView() {
  const { t, integer } = useWords();
  const rounds = usePage((state) => state.runs.rl?.rounds ?? noRounds);
  const language = usePage((state) => state.school?.language);
  const [chosen, setChosen] = useState<number>();
  const index = Math.min(chosen ?? rounds.length - 1, rounds.length - 1);
  const round = rounds[index];
  const rollouts = round?.rollouts ?? [];
  const right = rollouts.filter((rollout) => rollout.correct);
  const shortest = Math.min(...right.map((rollout) => rollout.tokens));
  return (
    <section className="panel" aria-labelledby="round">
      <h3 id="round">{t.exercises.roundTitle}</h3>
      {!round ? (
        <p className="empty">{t.exercises.roundEmpty}</p>
      ) : (
        <>
          <Slider
            label={t.exercises.roundOf}
            value={index}
            valueText={integer(round.step)}
            min={0}
            max={rounds.length - 1}
            step={1}
            onChange={(value) => setChosen(value === rounds.length - 1 ? undefined : value)}
          />
          <p className="question">{t.exercises.question(round.question, `${round.answer}`)}</p>
          <p className="hint">{t.exercises.kept(integer(right.length), integer(rollouts.length))}</p>
          <RolloutCards
            label={t.exercises.roundTitle}
            language={language === 'zh' ? 'zh-CN' : 'en'}
            cards={rollouts.map((rollout, key): RolloutCard => {
              const verdict = verdictOf(rollout, shortest);
              return {
                key,
                text: rollout.text || t.exercises.nothing,
                verdict,
                verdictText: t.exercises.verdicts[verdict],
                chosenText: rollout.chosen ? t.exercises.chosen : undefined,
                lengthText: t.exercises.tokens(integer(rollout.tokens)),
              };
            })}
          />
        </>
      )}
    </section>
  );
}
