/** The languages of the corpus. */
import type { Language } from '../../src/llm/config.ts';
import { english } from './en.ts';
import type { LanguageSource } from './source.ts';
import { chinese } from './zh.ts';

export const sources: Record<Language, LanguageSource> = { en: english, zh: chinese };
