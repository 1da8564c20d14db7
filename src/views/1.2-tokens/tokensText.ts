import type { GptEncoding } from '../../engine/protocol.ts';
import type { Language } from '../../llm/config.ts';
import type { State } from '../../store/pageState.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';

/** As many as can be drawn as tokens while one types. */
export const maxTypedCharacters = 1000;

/** What the reader typed; undefined while the sample of the page's language stands there. */
export const typedText = defineSlice<string | undefined>('1.2/text', undefined);

/** The large tokenizers that the reader has asked for. */
export const askedEncodings = defineSlice<readonly GptEncoding[]>('1.2/encodings', []);

const samples: Record<Language, string> = {
  en: 'The grey fox sleeps under the old bridge. 347+285 = ? 你好，今天 🦊',
  zh: '你好，今天的天气真好！老桥下睡着一只灰狐狸。347+285=？ Hello 🦊',
};

export const tokenizedText = (state: Pick<State, 'slices' | 'language'>): string =>
  sliceOf(state, typedText) ?? samples[state.language];
