import type { Conversations } from '../../lessons/2.1-conversations/en.tsx';
import { actions } from '../../store/page.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { TemplatePanel } from './TemplatePanel.tsx';

export const code: LessonCode<Conversations> = {
  panels: { template: TemplatePanel },
  acts: { asQuestion: () => actions.setPromptKind('chat'), asPage: () => actions.setPromptKind('raw') },
  lives: {
    tokenCount: ({ inspection }, { integer }) => inspection && integer(inspection.prompt.length),
    specialCount: ({ inspection }, { integer }) =>
      inspection && integer(inspection.prompt.filter(({ special }) => special).length),
  },
  outcomes: {},
};
