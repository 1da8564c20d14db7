import '../../styles/examples.css';
import type { Imitation } from '../../lessons/2.2-imitation/en.tsx';
import { editsNow } from '../../store/examples.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { animalSuggestion, suggestions } from '../../store/suggestions.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { firstLoss, lastLoss } from '../training/lossLives.ts';
import { stagePanel } from '../training/StagePanel.tsx';
import { stageKeys } from '../training/stageKeys.ts';
import { newestAnswer, repliesIn } from './following.ts';
import { PilePanel } from './PilePanel.tsx';
import { draftFact, draftPersona, slot } from './pile.ts';
import { SidePanel } from './SidePanel.tsx';

const firstQuestion = ({ school }: State): string | undefined =>
  school && suggestions(school, 'chat')[animalSuggestion];

/** What the reader's newest example asks, once the assistant in memory has learned from it. */
function ownQuestion(state: State): string | undefined {
  const added = editsNow(state).added.at(-1);
  const learned = state.checkpoints.find(({ stage }) => stage === 'assistant')?.edits?.added;
  const part = added?.messages.find(({ role }) => role === 'user')?.parts[0];
  const hasLearned = learned?.some((other) => JSON.stringify(other) === JSON.stringify(added));
  return hasLearned && part?.kind === 'text' ? part.text : undefined;
}

export const code: LessonCode<Imitation> = {
  panels: { training: stagePanel('sft'), sideBySide: SidePanel, pile: PilePanel },
  acts: { persona: draftPersona, fact: draftFact },
  lives: {
    firstLoss: firstLoss('sft'),
    loss: lastLoss('sft'),
    question: firstQuestion,
    baseSaid: (state) => repliesIn(state, 'base')?.answers[animalSuggestion],
    runsOn: (state) => (repliesIn(state, 'base')?.isCut[animalSuggestion] ? '' : undefined),
    assistantSaid: (state) => newestAnswer(state, firstQuestion(state)),
    ownQuestion,
    pile: ({ questions }, { integer }) => {
      const found = questionAt(questions, 'examples', slot)?.answer;
      return found && integer(found.kinds.reduce((sum, { conversations }) => sum + conversations, 0));
    },
    ownSaid: (state) => newestAnswer(state, ownQuestion(state)),
  },
  outcomes: {},
  keys: stageKeys('sft'),
};
