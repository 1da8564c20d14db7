/**
 * What the main thread of the page does. Measured is the processor time of each of its tasks, which is what a reader waits for on a machine
 * that does nothing else; the time on the clock would also hold what other programs took meanwhile.
 */
import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { chrome_mojo_event_info?: { mojo_interface_tag?: string } };
}

export interface Task {
  /** Milliseconds of processor time. */
  cpuMs: number;
  /** Milliseconds on the clock of the trace. */
  startMs: number;
  endMs: number;
}

const referenceMark = 'reference';

/**
 * Work of a known size, of the kind that a page does: builds a list of some thousand elements out of sight, and reads it. Where other
 * programs share caches and clock rate of the processor, this takes longer too, and by as much.
 */
export const doReferenceWork = (page: Page): Promise<number> =>
  page.evaluate((mark) => {
    performance.mark(mark);
    const list = document.createElement('ol');
    for (let index = 0; index < 5000; index++) {
      const item = document.createElement('li');
      item.className = `item-${index % 7}`;
      item.textContent = `${index}`;
      list.append(item);
    }
    return list.textContent?.length ?? 0;
  }, referenceMark);

/** Commands of whoever drives the browser, here the test: looking an element up is work that no reader causes. */
const driverTag = 'blink.mojom.DevToolsSession';

const categories = ['toplevel', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/**
 * The main thread's tasks during `act`, without those in which it answers the test; those of `doReferenceWork` by themselves; and when it
 * was that the page set marks. What is to be measured is caused by mouse and keyboard: those are not the test's, but the reader's.
 */
export async function tasksDuring(
  page: Page,
  act: () => Promise<void>,
): Promise<{ tasks: Task[]; references: Task[]; marks: Map<string, number> }> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await act();
  // The browser has other pages of its own; the thread that sets this mark is ours.
  await page.evaluate(() => performance.mark('ours'));
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const ours = events.find(({ name }) => name === 'ours');
  const own = events.filter(({ pid, tid }) => pid === ours?.pid && tid === ours.tid);
  const tasks = own
    .filter(({ name, ph }) => name === 'RunTask' && ph === 'X')
    .map(({ ts, dur = 0, tdur = 0 }) => ({ startMs: ts / 1000, endMs: (ts + dur) / 1000, cpuMs: tdur / 1000 }));
  const marks = own.filter(({ ph }) => ph === 'I' || ph === 'R').map(({ name, ts }) => [name, ts / 1000] as const);
  const isReference = ({ startMs, endMs }: Task): boolean =>
    marks.some(([name, atMs]) => name === referenceMark && startMs <= atMs && atMs <= endMs);
  const answersMs = own
    .filter(({ args }) => args?.chrome_mojo_event_info?.mojo_interface_tag === driverTag)
    .map(({ ts }) => ts / 1000);
  const isAnswer = ({ startMs, endMs }: Task): boolean => answersMs.some((atMs) => startMs <= atMs && atMs <= endMs);
  return {
    tasks: tasks.filter((task) => !isAnswer(task)),
    references: tasks.filter(isReference),
    marks: new Map(marks),
  };
}
