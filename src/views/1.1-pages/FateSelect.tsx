import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import { filterNames } from '../../llm/cleaning.ts';
import type { CrawlSurvey, Fate } from '../../llm/crawl.ts';
import { actions, usePage } from '../../store/page.ts';
import { sliceOf } from '../../store/slice.ts';
import { useWords } from '../useWords.ts';
import { pageList } from './crawlState.ts';

/** Which pages are listed: all, those kept, those of one filter, or of one of its reasons, each with their number. */
export function FateSelect({ labels, survey }: { labels: Pages['labels']; survey: CrawlSurvey }) {
  const { integer } = useWords();
  const list = usePage((state) => sliceOf(state, pageList));
  const kept = survey.counts.at(-1)?.pages ?? 0;
  const choices = filterNames.flatMap((filter) => {
    const reasons = survey.reasons.filter((count) => count.filter === filter);
    const pages = reasons.reduce((sum, count) => sum + count.pages, 0);
    const all: [Fate, string, number] = [filter, labels.filters[filter].name, pages];
    const single = reasons.map(({ reason, pages: count }): [Fate, string, number] => [
      reason,
      `– ${labels.reasons[reason].short}`,
      count,
    ]);
    return pages === 0 ? [] : single.length > 1 ? [all, ...single] : [all];
  });
  const fates: [Fate, string, number][] = [
    ['all', labels.all, survey.pages],
    ['kept', labels.keptPages, kept],
    ...choices,
  ];
  const option = ([fate, name, count]: [Fate, string, number]) => (
    <option key={fate} value={fate}>
      {labels.withCount(name, integer(count))}
    </option>
  );
  // A filter that has been switched off since drops nothing any more.
  const isListed = fates.some(([fate]) => fate === list.fate);
  return (
    <label className="field inline">
      <span>{labels.which}</span>
      <select
        value={list.fate}
        onChange={({ target }) => {
          const chosen = fates.find(([fate]) => fate === target.value);
          if (chosen) actions.setSlice(pageList, { ...list, fate: chosen[0], from: 0 });
        }}
      >
        {fates.slice(0, 2).map(option)}
        <optgroup label={labels.dropping}>
          {choices.map(option)}
          {!isListed && <option value={list.fate}>{labels.withCount(nameOf(labels, list.fate), integer(0))}</option>}
        </optgroup>
      </select>
    </label>
  );
}

function nameOf({ filters, reasons, all, keptPages }: Pages['labels'], fate: Fate): string {
  if (fate === 'all') return all;
  if (fate === 'kept') return keptPages;
  return fate in filters ? filters[fate as keyof typeof filters].name : reasons[fate as keyof typeof reasons].short;
}
