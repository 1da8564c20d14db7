import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import { cleanReading } from '../../llm/reading.ts';
import { actions, usePage } from '../../store/page.ts';
import { sliceOf } from '../../store/slice.ts';
import { useWords } from '../useWords.ts';
import { switchedOff } from './crawlState.ts';

/** What the model in memory reads, and the way to let one read what the filters leave as they are switched now. */
export function ReadThese({ labels, pages }: { labels: Pages['labels']; pages: number }) {
  const { integer, short } = useWords();
  const off = usePage((state) => sliceOf(state, switchedOff));
  const school = usePage((state) => state.school);
  if (!school) return null;
  const { language, preset, seed, reading, trainingTokens } = school;
  const isThis = !reading.isOwn && reading.switchedOff.join() === off.join();
  return (
    <div className="read-these" data-testid="read-these" data-is-read={isThis}>
      <p className="reading-now">{labels.readsNow(readingName(labels, reading), short(trainingTokens))}</p>
      <div className="buttons">
        <button
          type="button"
          className="primary"
          disabled={isThis}
          onClick={() => actions.openSchool(language, preset, seed, { ...cleanReading, switchedOff: off })}
        >
          {labels.readThese(integer(pages))}
        </button>
        <span className="hint">{isThis ? labels.isRead : labels.readTheseHint}</span>
      </div>
    </div>
  );
}

/** A reading in words. */
export function readingName(
  labels: Pages['labels'],
  { isOwn, switchedOff: off }: { isOwn: boolean; switchedOff: readonly (keyof Pages['labels']['filters'])[] },
): string {
  if (isOwn) return labels.readings.own;
  if (off.length === 0) return labels.readings.clean;
  return labels.readings.without(off.map((filter) => labels.filters[filter].name));
}
