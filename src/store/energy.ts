/**
 * What training costs in electricity, estimated: no page can measure it. Assumed is a laptop at work, 20 watts above rest; a desktop with a
 * graphics card takes some ten times as much.
 */
export const assumedWatts = 20;

/** Watt-hours of so many milliseconds of training. */
export const wattHours = (elapsedMs: number): number => (assumedWatts * elapsedMs) / 3_600_000;
