import type { Sampling } from '../../lessons/1.5-sampling/en.tsx';
import { usePage } from '../../store/page.ts';
import { PadTextArea } from '../pad/PadTextArea.tsx';
import { AnsweringChoice } from '../pad/PromptForm.tsx';
import { SamplingSliders } from '../pad/SamplingSliders.tsx';
import { CandidateBars } from './CandidateBars.tsx';
import { HatBar } from './HatBar.tsx';
import { StoryControls } from './StoryControls.tsx';
import { StoryText } from './StoryText.tsx';
import { StoryTree } from './StoryTree.tsx';
import { storyOf, useStoryLogits } from './useStory.ts';

/** The chances after the text so far, a draw from them, and all the ways that the story has taken. */
export function ChancesPanel({ labels }: { labels: Sampling['labels'] }) {
  useStoryLogits();
  const isKnown = usePage((state) => {
    const story = storyOf(state);
    return story.logits[story.at] !== undefined;
  });
  return (
    <>
      <AnsweringChoice />
      <PadTextArea label={labels.context} />
      <StoryText labels={labels} />
      <StoryControls labels={labels} />
      {isKnown ? (
        <>
          <HatBar labels={labels} />
          <div className="hat">
            <div className="hat-sliders">
              <SamplingSliders isOpen />
            </div>
            <CandidateBars labels={labels} />
          </div>
        </>
      ) : (
        <p className="empty hat-empty">{labels.waiting}</p>
      )}
      <StoryTree labels={labels} />
    </>
  );
}
