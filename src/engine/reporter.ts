/** What a stage reports on its way to the page: gathered, and told how fast it goes. */
import type { StepReport } from '../llm/reports.ts';
import type { EngineEvent } from './protocol.ts';

/** Drawing takes processors away from the training: where there are two, ten times a second cost up to a seventh more time. */
const reportsEveryMs = 250;
/** Over which the speed is measured. */
const speedWindowMs = 2000;

/** Gathers reports and sends them at most four times a second, with the time trained and the speed of the last seconds. */
export function createReporter(
  { runId, emit, nowMs }: { runId: string; emit(event: EngineEvent): void; nowMs(): number },
  begun: { tokens: number; elapsedMs: number },
) {
  let reports: StepReport[] = [];
  let startedMs = nowMs() - begun.elapsedMs;
  let sentMs = Number.NEGATIVE_INFINITY;
  let marks: { elapsedMs: number; tokens: number }[] = [begun];
  const flush = (): void => {
    const last = reports.at(-1);
    if (!last) return;
    sentMs = nowMs();
    const elapsedMs = sentMs - startedMs;
    marks.push({ elapsedMs, tokens: last.tokens });
    // The newest mark that is older than the window stays, as its beginning.
    const begin = marks.findLastIndex((mark) => mark.elapsedMs <= elapsedMs - speedWindowMs);
    marks = marks.slice(Math.max(0, begin));
    const first = marks[0] as (typeof marks)[number];
    const tokensPerSecond = (1000 * (last.tokens - first.tokens)) / Math.max(1, elapsedMs - first.elapsedMs);
    emit({ kind: 'reports', runId, reports, elapsedMs, tokensPerSecond });
    reports = [];
  };
  return {
    add(report: StepReport): void {
      reports.push(report);
      if (nowMs() - sentMs >= reportsEveryMs) flush();
    },
    flush,
    elapsedMs: () => nowMs() - startedMs,
    /** Time that was not spent on training. */
    skip(ms: number): void {
      startedMs += ms;
    },
  };
}
