import type { Tokens } from '../../lessons/1.2-tokens/en.tsx';
import { actions } from '../../store/page.ts';
import { tokenizerOf, vocabularySize } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { TokensPanel } from './TokensPanel.tsx';
import { tokenizedText, typedText } from './tokensText.ts';

export const code: LessonCode<Tokens> = {
  panels: { tokens: TokensPanel },
  acts: {
    tryChinese: () => actions.setSlice(typedText, '你好，今天的天气真好！'),
    tryRare: () => actions.setSlice(typedText, 'Rindfleischetikettierung 🦔'),
  },
  lives: {
    vocabulary: ({ school }, { integer }) => school && integer(vocabularySize(school)),
    tokenCount: (state, { integer }) =>
      state.school && integer(tokenizerOf(state.school).encode(tokenizedText(state)).length),
    characterCount: (state, { integer }) => integer([...tokenizedText(state)].length),
  },
  outcomes: {},
};
