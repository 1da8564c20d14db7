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
  /** 0.5120 */
  fraction(value: number): string;
  /** 62 % */
  percent(value: number): string;
  /** Like `percent`, with a digit more where the share is small: for probabilities. */
  chance(value: number): string;
  /** 0.185 %: a probability of any size, to three digits that count. */
  share(value: number): string;
  /** 0.001845: four digits that count. */
  significant(value: number): string;
  /** 1 min 5 s */
  duration(milliseconds: number): string;
  /** 0.25 Wh, from watt-hours: an estimate, so no more than two digits. */
  energy(value: number): string;
  /** 12.3 kB */
  bytes(value: number): string;
}

/** Made when it is first used: making one takes a browser several milliseconds. */
function formatter(tag: string, options: Intl.NumberFormatOptions): (value: number) => string {
  let made: Intl.NumberFormat | undefined;
  return (value) => {
    made ??= new Intl.NumberFormat(tag, options);
    return made.format(value);
  };
}

function wordsOf(language: PageLanguage): Words {
  const t = all[language];
  const tag = tags[language];
  const integer = formatter(tag, { maximumFractionDigits: 0 });
  const fine = formatter(tag, { style: 'percent', maximumFractionDigits: 1 });
  const kilobytes = formatter(tag, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
  const rough = formatter(tag, { maximumSignificantDigits: 2 });
  const padded = formatter(tag, { minimumIntegerDigits: 2 });
  return {
    t,
    tag,
    integer,
    short: formatter(tag, { notation: 'compact', maximumSignificantDigits: 3 }),
    decimal: formatter(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    fraction: formatter(tag, { minimumFractionDigits: 4, maximumFractionDigits: 4 }),
    percent: formatter(tag, { style: 'percent', maximumFractionDigits: 0 }),
    chance: (value) => (value > 0 && value < 0.001 ? `< ${fine(0.001)}` : fine(value)),
    share: formatter(tag, { style: 'percent', maximumSignificantDigits: 3 }),
    significant: formatter(tag, { maximumSignificantDigits: 4 }),
    duration: (milliseconds) => {
      const seconds = Math.round(milliseconds / 1000);
      return seconds < 60
        ? t.numberUnits.seconds(integer(seconds))
        : t.numberUnits.minutes(integer(Math.floor(seconds / 60)), padded(seconds % 60));
    },
    energy: (value) => t.numberUnits.wattHours(rough(value)),
    bytes: (value) => kilobytes(value / 1000),
  };
}

export const words: Record<PageLanguage, Words> = { en: wordsOf('en'), zh: wordsOf('zh') };
