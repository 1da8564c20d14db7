/** The skills of the report card, by topic, each with its figure on a card. */
import type { Words } from '../../i18n/index.ts';
import type { ReportCard, StageName } from '../../llm/reports.ts';

/** One checkpoint in memory, with its card once it has been examined. */
export interface CardColumn {
  stage: StageName;
  origin: 'trained' | 'shipped' | 'file';
  card: ReportCard | undefined;
}

export type SkillName = keyof Words['t']['report']['rows'];
export type Topic = keyof Words['t']['report']['topics'];

export const topics: Record<Topic, readonly SkillName[]> = {
  people: ['famous', 'mid', 'obscure'],
  honesty: ['refused', 'invented'],
  sums: ['oneDigit', 'sumsGreedy', 'sumsSampled', 'showsWork'],
  tools: ['calculator', 'search'],
  pages: ['verbatim', 'valLoss'],
};

/** The figure of one skill on one card, in words; undefined where that stage was not asked. */
export function figureOf(skill: SkillName, card: ReportCard, words: Words): string | undefined {
  const { percent, decimal, integer, t } = words;
  const share = (value: number | undefined) => (value === undefined ? undefined : percent(value));
  const { base, people, sums, tools } = card;
  switch (skill) {
    case 'famous':
      return share(people.famous);
    case 'mid':
      return share(people.mid);
    case 'obscure':
      return share(people.obscure);
    case 'refused':
      return share(people.newNames.refused);
    case 'invented':
      return share(people.newNames.invented);
    case 'oneDigit':
      return share(base?.oneDigitSums);
    case 'sumsGreedy':
      return share(sums?.greedy);
    case 'sumsSampled':
      return share(sums?.sampled);
    case 'showsWork':
      return share(sums?.showsWork);
    case 'calculator': {
      const shares = Object.values(tools?.calculator ?? {});
      return share(shares.length > 0 ? shares.reduce((sum, value) => sum + value, 0) / shares.length : undefined);
    }
    case 'search':
      return share(tools?.searchObscure);
    case 'verbatim':
      return base && t.report.verbatimOf(integer(base.verbatim), integer(base.featured));
    case 'valLoss':
      return base && decimal(base.valLoss);
    default: {
      const unknown: never = skill;
      return unknown;
    }
  }
}
