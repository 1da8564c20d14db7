/**
 * Is this text in the wanted language, and is it worth reading? Each test returns why a page is dropped, or nothing. The thresholds follow
 * the kind of rules of C4 and Gopher (Raffel et al. 2020; Rae et al. 2021), set for pages of a few sentences. Pages of sums hold few
 * words, so the tests of words do not apply to them.
 */
import type { Language } from './config.ts';
import { mailAddress } from './privacy.ts';
import { isEnglishWord, isForeignWord, latinWords } from './words.ts';

export type LanguageReason = 'otherScript' | 'otherLanguage';
export type QualityReason =
  | 'tooShort'
  | 'errorPage'
  | 'menuPage'
  | 'symbols'
  | 'shouting'
  | 'noSentences'
  | 'repeatedWords';

/** Share of the letters that must be of the wanted script. */
const minScriptShare = 0.7;
/** Fewer letters than this say nothing about the script: a page of sums. */
const minLetters = 4;
/** English in connected text has about 4 function words in 10. */
const wordsWithoutFunctionWord = 12;

export function otherLanguage(page: string, language: Language): LanguageReason | undefined {
  const text = page.replace(mailAddress, '');
  const letters = countOf(text, /\p{L}/gu);
  if (letters < minLetters) return undefined;
  const wanted = countOf(text, language === 'zh' ? /\p{Script=Han}/gu : /\p{Script=Latin}/gu);
  if (wanted / letters < minScriptShare) return 'otherScript';
  if (language === 'zh') return undefined;
  const words = latinWords(text);
  const english = words.filter((word) => isEnglishWord(word.toLowerCase())).length;
  // In lower case only: names may look like anything.
  const foreign = words.filter(isForeignWord).length;
  const hasNoEnglish = english === 0 && words.length >= wordsWithoutFunctionWord && !hasSums(text);
  return (foreign >= 2 && foreign > english) || (hasNoEnglish && foreign > 0) ? 'otherLanguage' : undefined;
}

/** In characters. */
const minLength: Record<Language, number> = { en: 20, zh: 8 };
const maxErrorPageLength: Record<Language, number> = { en: 200, zh: 60 };
const maxSymbolShare = 0.12;
const maxCapitalShare = 0.4;
const maxExclamationShare = 0.15;
/** More words (characters in Chinese) than this without a sentence mark are a list or a menu. */
const maxSentenceLength: Record<Language, number> = { en: 80, zh: 150 };
/** Repetition is judged in stretches, since longer texts repeat more; 60 words or pairs of characters. */
const stretchLength = 60;
const minStretchLength = 12;
const minDifferentShare = 0.35;
const minSentences = 4;
const minDifferentSentenceShare = 0.6;

const errorPatterns: Record<Language, RegExp> = {
  en: /\b(?:error [45]\d\d|[45]\d\d error|page (?:moved|not found)|not found|no content|access denied|please log ?in|you must log ?in|sign in to|enable javascript|under construction)\b/i,
  zh: /错误\s*[45]\d\d|[45]\d\d\s*错误|页面不存在|找不到(?:该|此|这个)?(?:页面|网页)|无法访问|拒绝访问|请先?登录|暂无内容|没有内容|正在建设|已搬家/,
};

export function poorQuality(text: string, language: Language): QualityReason | undefined {
  const isOfSums = hasSums(text);
  if (!isOfSums && text.length < minLength[language]) return 'tooShort';
  if (text.length <= maxErrorPageLength[language] && errorPatterns[language].test(text)) return 'errorPage';
  if (countOf(text, / [|›»·] /g) >= 3) return 'menuPage';
  const visible = countOf(text, /\S/g);
  if (
    countOf(text, /[^\p{L}\p{M}\p{N}\s.,;:!?'"’‘“”()+=\-–—…·。，、；：！？「」『』《》（）×÷%]/gu) / visible >
    maxSymbolShare
  ) {
    return 'symbols';
  }
  const latin = countOf(text, /\p{Script=Latin}/gu);
  if (countOf(text, /[!！]/g) / visible > maxExclamationShare) return 'shouting';
  if (latin >= 10 && countOf(text, /\p{Lu}/gu) / latin > maxCapitalShare) return 'shouting';
  if (isOfSums) return undefined;
  const units = language === 'zh' ? pairsOfHan(text) : latinWords(text.toLowerCase());
  const sentences = countOf(text, /[.?!。？！…]/g);
  if (sentences === 0 || units.length / sentences > maxSentenceLength[language]) return 'noSentences';
  if (meanDifferentShare(units) < minDifferentShare || repeatsSentences(text)) return 'repeatedWords';
  return undefined;
}

/** Whether the page adds numbers. */
export function hasSums(text: string): boolean {
  return /\d\s?[+×]\s?\d/.test(text);
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count++;
  return count;
}

function pairsOfHan(text: string): string[] {
  const characters = text.match(/\p{Script=Han}/gu) ?? [];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Different units over all units, as a mean over the stretches of the text; 1 for a short text. */
function meanDifferentShare(units: readonly string[]): number {
  if (units.length < minStretchLength) return 1;
  let sum = 0;
  let stretches = 0;
  for (let start = 0; start < units.length; start += stretchLength) {
    const stretch = units.slice(start, start + stretchLength);
    if (stretches > 0 && stretch.length < minStretchLength) break;
    sum += new Set(stretch).size / stretch.length;
    stretches++;
  }
  return sum / stretches;
}

function repeatsSentences(text: string): boolean {
  const sentences = text.match(/[^\s.?!。？！…][^.?!。？！…]*/g) ?? [];
  return sentences.length >= minSentences && new Set(sentences).size / sentences.length < minDifferentSentenceShare;
}
