import type { Roll } from '../../engine/protocol.ts';
import type { Sampling } from '../../lessons/1.5-sampling/en.tsx';
import { actions, pageNow, usePage } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { answeringStage, glyphs, promptOf, promptProblem, tokenizerOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { likelihood } from '../widgets/AnswerText.tsx';
import { oneIn } from './oneIn.ts';
import { pathTo, tipOf } from './story.ts';
import { storyOf } from './useStory.ts';

const slot = '1.5/rolls';
const rollsMade = 6;
const tokensWritten = 32;

export const rollsOf = (state: State) => questionAt(state.questions, 'rolls', slot);

/** Rolls several times from where the story stands now. */
export function roll(): void {
  const state = pageNow();
  if (promptProblem(state)) return;
  const story = storyOf(state);
  actions.ask(slot, {
    name: 'rolls',
    asked: {
      stage: answeringStage(state),
      prompt: promptOf(state),
      written: pathTo(story, tipOf(story)).map(({ tokenId }) => tokenId),
      count: rollsMade,
      sampling: state.sampling,
      seed: (rollsOf(state)?.asked.seed ?? state.seed) + 1,
      maxNewTokens: tokensWritten,
    },
  });
  actions.record('tokenDrawn');
}

/** One text, several futures, side by side. */
export function RollsPanel({ labels }: { labels: Sampling['labels'] }) {
  const { decimal, integer } = useWords();
  const question = usePage(rollsOf);
  const canRoll = usePage((state) => promptProblem(state) === undefined);
  const rolls = question?.answer?.rolls;
  const words = labels.rolls;
  return (
    <>
      <div className="buttons">
        {question?.isOpen ? (
          <button type="button" className="primary" onClick={() => actions.stopAsking(slot)}>
            {words.stop}
          </button>
        ) : (
          <button type="button" className="primary" disabled={!canRoll} onClick={roll}>
            {question ? words.again : words.roll(integer(rollsMade))}
          </button>
        )}
        {question && <span className="hint">{words.at(decimal(question.asked.sampling.temperature))}</span>}
      </div>
      <ol className="rolls" aria-label={words.list} data-testid="rolls">
        {Array.from({ length: question ? rollsMade : 0 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rolls never move
          <RollCard key={index} roll={rolls?.[index]} written={question?.asked.written ?? []} labels={labels} />
        ))}
      </ol>
    </>
  );
}

function RollCard({
  roll: made,
  written,
  labels,
}: {
  roll: Roll | undefined;
  written: readonly number[];
  labels: Sampling['labels'];
}) {
  const { integer } = useWords();
  const school = usePage((state) => state.school);
  if (!school || !made || made.tokens.length === 0) return <li className="roll is-empty" />;
  // With what was written before, so that a character that begins there is whole.
  const tokenIds = [...written, ...made.tokens.filter(({ special }) => !special).map(({ tokenId }) => tokenId)];
  const pieces = glyphs(tokenizerOf(school), tokenIds).filter(
    ({ positions }) => (positions.at(-1) ?? 0) >= written.length,
  );
  const total = made.logprobs.reduce((sum, logprob) => sum + logprob, 0);
  return (
    <li className="roll" data-ended={made.hasEnded}>
      <p lang={school.language === 'zh' ? 'zh-CN' : 'en'}>
        {pieces.map(({ text, positions }) => (
          <span
            key={positions[0]}
            className={`story-token ${likelihood(Math.exp(made.logprobs[(positions.at(-1) ?? 0) - written.length] ?? 0))}`}
          >
            {text}
          </span>
        ))}
      </p>
      <p className="roll-foot">{labels.rolls.oneIn(oneIn(total, integer))}</p>
    </li>
  );
}
