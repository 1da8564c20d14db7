import { useEffect } from 'react';
import type { Sampling } from '../../lessons/1.5-sampling/en.tsx';
import { actions, pageNow, usePage } from '../../store/page.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';
import { useWords } from '../useWords.ts';
import { Slider } from '../widgets/Slider.tsx';
import { Stepper } from '../widgets/Stepper.tsx';
import { tipOf } from './story.ts';
import { drawOne, drawProblem, forgetStory, goBack, storyOf } from './useStory.ts';

const playingSlice = defineSlice('1.5/playing', false);
const speedSlice = defineSlice('1.5/speed', 2);
const speeds = { min: 0.5, max: 10, step: 0.5 } as const;

export const playPause = (): void => actions.setSlice(playingSlice, !sliceOf(pageNow(), playingSlice));

/** Draw, let it draw by itself, go back, begin again. */
export function StoryControls({ labels }: { labels: Sampling['labels'] }) {
  const { decimal } = useWords();
  const isPlaying = usePage((state) => sliceOf(state, playingSlice));
  const speed = usePage((state) => sliceOf(state, speedSlice));
  const problem = usePage(drawProblem);
  const length = usePage((state) => storyOf(state).nodes.length);
  const isAtRoot = usePage((state) => tipOf(storyOf(state)) === 0);
  const isOver = problem === 'ended' || problem === 'full';

  // biome-ignore lint/correctness/useExhaustiveDependencies: each token drawn starts the clock anew
  useEffect(() => {
    if (!isPlaying) return;
    if (isOver) {
      actions.setSlice(playingSlice, false);
      return;
    }
    if (problem) return;
    const timer = setTimeout(drawOne, 1000 / speed);
    return () => clearTimeout(timer);
  }, [isPlaying, speed, problem, isOver, length]);
  // Whoever leaves the lesson does not come back to a story that has gone on.
  useEffect(() => () => actions.setSlice(playingSlice, false), []);

  return (
    <div className="story-controls">
      <Stepper
        label={labels.controls}
        play={{
          label: isPlaying ? labels.pause : labels.play,
          isPlaying,
          isDisabled: isOver || (problem !== undefined && !isPlaying),
          onPress: playPause,
        }}
        step={{ label: labels.draw, isDisabled: problem !== undefined, onPress: drawOne }}
        back={{ label: labels.back, isDisabled: isAtRoot, onPress: goBack }}
        reset={{ label: labels.clear, isDisabled: length === 0, onPress: forgetStory }}
      />
      <Slider
        label={labels.speed}
        value={speed}
        valueText={labels.perSecond(decimal(speed))}
        {...speeds}
        onChange={(value) => actions.setSlice(speedSlice, value)}
      />
      <p className="hint" role="status">
        {problem === 'ended' ? labels.ended : problem === 'full' ? labels.full : labels.keys}
      </p>
    </div>
  );
}
