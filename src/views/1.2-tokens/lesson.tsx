import type { Tokens } from '../../lessons/1.2-tokens/en.tsx';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { tokenizerOf, vocabularySize } from '../../store/selectors.ts';
import type { LessonCode, LiveFigure } from '../course/lessonCode.ts';
import { showPanel } from '../course/showPanel.ts';
import { GptPanel } from './GptPanel.tsx';
import { learnedWords } from './learnedWords.ts';
import { MergesPanel } from './MergesPanel.tsx';
import { addMerges, historyOf, makeMerges, nearestShare, shrunkTo } from './mergeState.ts';
import { TokensPanel } from './TokensPanel.tsx';
import { tokenizedText, typedText } from './tokensText.ts';
import '../../styles/merges.css';

const word = ({ school }: Pick<State, 'school'>, index: number) => school && learnedWords(school)[index];
const wordText =
  (index: number): LiveFigure =>
  (state) =>
    word(state, index)?.text.trim();
const wordMerge =
  (index: number): LiveFigure =>
  (state, { integer }) => {
    const found = word(state, index);
    return found && integer(found.before + 1);
  };
/** To the moment at which the next merge makes the word. */
const watchWord = (index: number) => (): void => {
  const found = word(pageNow(), index);
  if (!found) return;
  makeMerges(found.before);
  showPanel('merges');
};
const type = (text: string): void => {
  actions.setSlice(typedText, text);
  showPanel('tokens');
};

export const code: LessonCode<Tokens> = {
  panels: { merges: MergesPanel, tokens: TokensPanel, gpt: GptPanel },
  acts: {
    mergeOne: () => {
      addMerges(1);
      showPanel('merges');
    },
    firstWord: watchWord(0),
    secondWord: watchWord(1),
    tryChinese: () => type('你好，今天的天气真好！'),
    tryRare: () => type('Rindfleischetikettierung 🦔'),
  },
  lives: {
    vocabulary: ({ school }, { integer }) => school && integer(vocabularySize(school)),
    firstWord: wordText(0),
    secondWord: wordText(1),
    firstMerge: wordMerge(0),
    secondMerge: wordMerge(1),
    distinctCharacters: (state, { integer }) => {
      const found = historyOf(state)?.characters;
      return found && integer(found.distinct);
    },
    corpusCharacters: (state, { short }) => {
      const found = historyOf(state)?.characters;
      return found && short(found.all);
    },
    bytesBefore: (state, { short }) => {
      const first = historyOf(state)?.moments[0];
      return first && short(first.tokens);
    },
    tokensAfter: (state, { short }) => {
      const last = historyOf(state)?.moments.at(-1);
      return last && short(last.tokens);
    },
    shrunk: (state, { percent }) => {
      const share = shrunkTo(state);
      return share === undefined ? undefined : percent(share);
    },
    tokenCount: (state, { integer }) =>
      state.school && integer(tokenizerOf(state.school).encode(tokenizedText(state)).length),
    characterCount: (state, { integer }) => integer([...tokenizedText(state)].length),
  },
  outcomes: {
    shrink: (state) => {
      const share = shrunkTo(state);
      return share === undefined ? undefined : nearestShare(share);
    },
  },
  keys: { right: () => addMerges(1), left: () => addMerges(-1) },
};
