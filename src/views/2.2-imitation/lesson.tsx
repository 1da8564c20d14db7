import type { Imitation } from '../../lessons/2.2-imitation/en.tsx';
import { actions } from '../../store/page.ts';
import { animalSuggestion } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { firstLoss, lastLoss } from '../training/lossLives.ts';
import { stagePanel } from '../training/StagePanel.tsx';
import { stageKeys } from '../training/stageKeys.ts';

export const code: LessonCode<Imitation> = {
  panels: { training: stagePanel('sft') },
  acts: { ask: () => actions.putOnPad({ prompt: animalSuggestion, promptKind: 'chat' }) },
  lives: { firstLoss: firstLoss('sft'), loss: lastLoss('sft') },
  outcomes: {},
  keys: stageKeys('sft'),
};
