/** Times of day in the reader's language: the hour for today, the day too for before. */
import type { Words } from '../../i18n/index.ts';
import type { KeptRun } from '../../store/kept.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** @param dateMs milliseconds since 1970 */
export function momentOf({ tag }: Pick<Words, 'tag'>, dateMs: number): string {
  const isToday = Date.now() - dateMs < dayMs && new Date(dateMs).getDate() === new Date().getDate();
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const format = isToday ? time : ({ dateStyle: 'medium', timeStyle: 'short' } as const);
  return new Intl.DateTimeFormat(tag, format).format(dateMs);
}

/** What the reader called a run, or what it is. */
export function nameOf({ t }: Pick<Words, 't'>, { name, language, preset }: KeptRun): string {
  return name || t.kept.untitled(t.modelLanguages[language], t.presets[preset]);
}

/** What is in a run and how far it is, in a few words each. */
export function factsOf(words: Words, { seed, stages, progress, savedMs }: KeptRun): string[] {
  const { t, tag, integer } = words;
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  return [
    t.kept.withSeed(`${seed}`),
    ...(stages.length > 0 ? [t.kept.holds(list.format(stages.map((stage) => t.stages[stage])))] : []),
    ...(progress ? [t.kept.underWay(t.training[progress.stage], integer(progress.step), integer(progress.steps))] : []),
    t.kept.savedAt(momentOf(words, savedMs)),
  ];
}
