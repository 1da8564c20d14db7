import type { Sampling } from '../../lessons/1.5-sampling/en.tsx';
import { usePage } from '../../store/page.ts';
import { glyphs, ownProbability, promptTextOf, tokenizerOf } from '../../store/selectors.ts';
import { likelihood } from '../widgets/AnswerText.tsx';
import { pathTo, tipOf } from './story.ts';
import { storyOf } from './useStory.ts';

/** Characters of the text given that still show. */
const tailShown = 60;

/** Every line begins with a space for the model, and without one for the reader. */
const atLineStart = (before: string, piece: string): string =>
  before.endsWith('\n') ? piece.replace(/^ /, '') : piece;

/** The story as one reads it, each token on the color of its probability. */
export function StoryText({ labels }: { labels: Sampling['labels'] }) {
  const school = usePage((state) => state.school);
  const story = usePage(storyOf);
  const text = usePage(promptTextOf);
  if (!school) return null;
  const path = pathTo(story, tipOf(story));
  const tokenizer = tokenizerOf(school);
  const pieces = glyphs(
    tokenizer,
    path.map(({ tokenId }) => tokenId),
  );
  const chanceOf = (index: number): number | undefined => {
    const node = path[index];
    const logits = node && story.logits[node.parent];
    return node && logits && ownProbability(logits, node.tokenId);
  };
  return (
    <p className="story" lang={school.language === 'zh' ? 'zh-CN' : 'en'} data-testid="story">
      <span className="hidden">{labels.story}</span>
      <span className="story-given">
        {text.length > tailShown && '…'}
        {text.slice(-tailShown)}
      </span>
      {pieces.map(({ text: piece, positions }, index) => (
        <span
          key={path[positions[0] ?? 0]?.id}
          className={`story-token ${likelihood(chanceOf(positions.at(-1) ?? 0))}${index === pieces.length - 1 ? ' is-last' : ''}`}
        >
          {atLineStart(pieces[index - 1]?.text ?? text, piece)}
        </span>
      ))}
    </p>
  );
}
