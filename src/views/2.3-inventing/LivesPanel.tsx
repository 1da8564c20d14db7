import type { KeyboardEvent } from 'react';
import type { Answer } from '../../engine/protocol.ts';
import type { Inventing } from '../../lessons/2.3-inventing/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { sliceOf } from '../../store/slice.ts';
import { useKinds } from '../examples/kinds.ts';
import { useModelLanguage, useRoster } from '../examples/roster.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { askNobody, chooseName, chosenSlice, livesAt, nameOf, slots, timesAsked } from './lives.ts';
import { useChance } from './useChance.ts';
import type { Life } from './weighed.ts';

type Labels = Inventing['labels'];

/** Eight answers about somebody who does not exist, each with its probability. */
export function LivesPanel({ labels }: { labels: Labels }) {
  const roster = useRoster();
  useKinds();
  return (
    <NeedsStage stage="assistant">
      <Asking roster={roster} labels={labels} />
      <Answers labels={labels} />
    </NeedsStage>
  );
}

function Asking({ roster, labels }: { roster: Answer<'roster'> | undefined; labels: Labels }) {
  const name = usePage(nameOf);
  const isOpen = usePage((state) => questionAt(state.questions, 'lives', slots.nobody)?.isOpen ?? false);
  const hasAsked = usePage((state) => questionAt(state.questions, 'lives', slots.nobody)?.answer !== undefined);
  const language = useModelLanguage();
  return (
    <div className="row">
      <label className="field inline">
        <span>{labels.name}</span>
        <select value={name} lang={language} disabled={!roster} onChange={({ target }) => chooseName(target.value)}>
          {roster ? (
            <>
              <optgroup label={labels.kinds.unheard}>{roster.newNames.map(optionOf)}</optgroup>
              <optgroup label={labels.kinds.familiar}>{roster.recombinedNames.map(optionOf)}</optgroup>
            </>
          ) : (
            name && optionOf(name)
          )}
        </select>
      </label>
      {isOpen ? (
        <button type="button" className="primary" onClick={() => actions.stopAsking(slots.nobody)}>
          {labels.stop}
        </button>
      ) : (
        <button type="button" className="primary" disabled={name === undefined} onClick={askNobody}>
          {hasAsked ? labels.again : labels.ask}
        </button>
      )}
    </div>
  );
}

const optionOf = (name: string) => (
  <option key={name} value={name}>
    {name}
  </option>
);

function Answers({ labels }: { labels: Labels }) {
  const { integer } = useWords();
  const found = usePage((state) => livesAt(state, slots.nobody));
  const hasAsked = usePage((state) => questionAt(state.questions, 'lives', slots.nobody) !== undefined);
  const chosen = usePage((state) => sliceOf(state, chosenSlice));
  const count = found?.lives.length ?? timesAsked;
  return (
    <>
      <p className="hint" role="status" data-testid="lives-count">
        {found ? labels.counted(integer(found.distinct), integer(count)) : labels.empty}
      </p>
      <ol className="lives" aria-label={labels.answers} data-testid="lives" onKeyDown={walk}>
        {Array.from({ length: hasAsked ? count : 0 }, (_, index) => {
          const life = found?.lives[index];
          return life ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: answers never move
            <LifeCard key={index} life={life} index={index} isChosen={index === chosen} labels={labels} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: places for answers never move
            <li key={index} className="life is-empty" aria-hidden="true" />
          );
        })}
      </ol>
    </>
  );
}

/** One stop for the tab key; the arrows go from answer to answer. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const steps: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
  const step = steps[event.key];
  const cards = [...event.currentTarget.querySelectorAll('button')];
  const next = step && cards[cards.indexOf(document.activeElement as HTMLButtonElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}

function LifeCard({ life, index, isChosen, labels }: { life: Life; index: number; isChosen: boolean; labels: Labels }) {
  const chance = useChance(labels);
  const language = useModelLanguage();
  return (
    <li className={`life is-${life.verdict}`}>
      <button
        type="button"
        aria-pressed={isChosen}
        tabIndex={isChosen ? 0 : -1}
        onClick={() => actions.setSlice(chosenSlice, index)}
      >
        <span className="life-text" lang={language}>
          {life.text}
          {!life.hasEnded && ' …'}
        </span>
        <span className="life-foot">
          <span>{labels.verdicts[life.verdict]}</span> <span>{chance(life.logprob)}</span>
        </span>
      </button>
    </li>
  );
}
