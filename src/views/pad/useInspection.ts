import { useEffect } from 'react';
import { actions, usePage } from '../../store/page.ts';
import { activeStage, answeringStage, continuedAnswer, promptKindOf, promptTextOf } from '../../store/selectors.ts';

const typingMs = 250;
/** How often the chances are asked for again while the model that answers is being trained. */
const liveMs = 2000;

/** Keeps the logits after the pad's text and answer at hand: asked for anew when either, or the model, changes. */
export function useInspection(): void {
  const school = usePage((state) => state.school);
  const stage = usePage(answeringStage);
  const text = usePage(promptTextOf);
  const kind = usePage(promptKindOf);
  const hasTools = usePage((state) => state.hasTools);
  const written = usePage((state) => continuedAnswer(state).length);
  const isWriting = usePage((state) => state.requests.generate !== undefined);
  const checkpoints = usePage((state) => state.checkpoints);
  const isLive = usePage((state) => answeringStage(state) === 'live' && activeStage(state) !== undefined);
  const isRunning = usePage((state) => state.status.kind === 'running');

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these makes other logits
  useEffect(() => {
    if (!school || isWriting) return;
    const timer = setTimeout(actions.inspect, written > 0 ? 0 : typingMs);
    return () => clearTimeout(timer);
  }, [school, stage, text, kind, hasTools, written, isWriting, checkpoints]);

  useEffect(() => {
    if (!isLive || !isRunning || isWriting) return;
    const timer = setInterval(actions.inspect, liveMs);
    return () => clearInterval(timer);
  }, [isLive, isRunning, isWriting]);
}
