/** The texts and the ways of writing numbers of each language of the page. */
import { en, type Messages } from './en.ts';
import { zh } from './zh.ts';

export type PageLanguage = 'en' | 'zh';

const all: Record<PageLanguage, Messages> = { en, zh };
const tags: Record<PageLanguage, string> = { en: 'en', zh: 'zh-CN' };

/** Texts and number formats of one language. */
export interface Words {
  t: Messages;
  tag: string;
  /** 12,345 */
  integer(value: number): string;
  /** 1.2 million: for counts of which only the size matters. */
  short(value: number): string;
  /** 0.512 */
  decimal(value: number): string;
  /** 62 % */
  percent(value: number): string;
  /** Like `percent`, with a digit more where the share is small: for probabilities. */
  chance(value: number): string;
  /** 1 min 5 s */
  duration(milliseconds: number): string;
  /** 12.3 kB */
  bytes(value: number): string;
}

function wordsOf(language: PageLanguage): Words {
  const t = all[language];
  const tag = tags[language];
  const integer = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 3 });
  const decimal = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const kilobytes = new Intl.NumberFormat(tag, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
  const padded = new Intl.NumberFormat(tag, { minimumIntegerDigits: 2 });
  return {
    t,
    tag,
    integer: (value) => integer.format(value),
    short: (value) => short.format(value),
    decimal: (value) => decimal.format(value),
    percent: (value) => percent.format(value),
    chance: (value) => (value > 0 && value < 0.001 ? `< ${fine.format(0.001)}` : fine.format(value)),
    duration: (milliseconds) => {
      const seconds = Math.round(milliseconds / 1000);
      return seconds < 60
        ? t.numberUnits.seconds(integer.format(seconds))
        : t.numberUnits.minutes(integer.format(Math.floor(seconds / 60)), padded.format(seconds % 60));
    },
    bytes: (value) => kilobytes.format(value / 1000),
  };
}

export const words: Record<PageLanguage, Words> = { en: wordsOf('en'), zh: wordsOf('zh') };
