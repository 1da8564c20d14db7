import type { Sampling } from '../../lessons/1.5-sampling/en.tsx';
import { actions } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { nextLabel } from '../../store/partLabels.ts';
import { type Candidate, candidates, tokenizerOf } from '../../store/selectors.ts';
import { animalSuggestion, storySuggestion } from '../../store/suggestions.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { ChancesPanel } from './ChancesPanel.tsx';
import { RollsPanel, roll, rollsOf } from './RollsPanel.tsx';
import { playPause } from './StoryControls.tsx';
import { pathTo } from './story.ts';
import { drawOne, goBack, storyOf } from './useStory.ts';
import '../../styles/sampling.css';

function likeliest(state: State): Candidate | undefined {
  const story = storyOf(state);
  const logits = story.logits[story.at];
  if (!state.school || !logits) return undefined;
  const tokenizer = tokenizerOf(state.school);
  const [best] = candidates(logits, state.sampling, tokenizer, 1);
  const before = pathTo(story, story.at).map(({ tokenId }) => tokenId);
  return best && { ...best, label: nextLabel(tokenizer, before, best.tokenId) };
}

/** The texts rolled, as strings of token ids, once all of them are finished. */
function rolled(state: State): { texts: string[]; firsts: string[]; isGreedy: boolean } | undefined {
  const question = rollsOf(state);
  if (!question?.answer || question.isOpen) return undefined;
  const texts = question.answer.rolls.map(({ tokens }) => tokens.map(({ tokenId }) => tokenId));
  return {
    texts: texts.map((tokenIds) => tokenIds.join()),
    firsts: texts.map(([first]) => `${first}`),
    isGreedy: question.asked.sampling.temperature === 0,
  };
}

const distinct = (items: readonly string[]): number => new Set(items).size;

function beginWith(suggestion: number): void {
  actions.setPromptKind('raw');
  actions.setPrompt(suggestion);
}

const setTemperature = (temperature: number) => (): void => actions.setSampling({ temperature });

export const code: LessonCode<Sampling> = {
  panels: { chances: ChancesPanel, rolls: RollsPanel },
  acts: {
    cold: setTemperature(0),
    plain: setTemperature(1),
    hot: setTemperature(2),
    draw: drawOne,
    play: playPause,
    story: () => beginWith(storySuggestion),
    question: () => beginWith(animalSuggestion),
    roll,
  },
  lives: {
    likeliest: (state) => likeliest(state)?.label,
    likeliestChance: (state, { chance }) => {
      const found = likeliest(state);
      return found && chance(found.probability);
    },
    temperature: ({ sampling }, { decimal }) => decimal(sampling.temperature),
    rolls: (state, { integer }) => {
      const found = rolled(state);
      return found && integer(found.texts.length);
    },
    differentTexts: (state, { integer }) => {
      const found = rolled(state);
      return found && integer(distinct(found.texts));
    },
    differentFirsts: (state, { integer }) => {
      const found = rolled(state);
      return found && integer(distinct(found.firsts));
    },
  },
  outcomes: {
    coldRolls(state) {
      const found = rolled(state);
      if (!found?.isGreedy) return undefined;
      const count = distinct(found.texts);
      return count === 1 ? 0 : count < found.texts.length ? 1 : 2;
    },
  },
  keys: { space: playPause, right: drawOne, left: goBack },
};
