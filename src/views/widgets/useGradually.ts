import { useEffect, useState } from 'react';

/** Counts from 1 to `count`, one a task, so that what would be one long task becomes several short ones. */
export function useGradually(count: number): number {
  const [reached, setReached] = useState(1);
  useEffect(() => {
    if (reached >= count) return;
    const timer = setTimeout(() => setReached(reached + 1));
    return () => clearTimeout(timer);
  }, [reached, count]);
  return Math.min(reached, count);
}
