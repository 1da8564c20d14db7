import type { LearnedExample } from '../../engine/protocol.ts';
import type { Learning } from '../../lessons/1.4-learning/en.tsx';
import type { OpenedSchool } from '../../store/mirror.ts';
import { nextLabel } from '../../store/partLabels.ts';
import { candidates, ownProbability, plainSampling, tokenizerOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';

/** So many of the likeliest tokens stand below the right one. */
const othersShown = 4;

interface Guess {
  tokenId: number;
  label: string;
  isRight: boolean;
  before: number;
  after: number | undefined;
}

/** The right token and those that the model held likeliest, the right one first; with what the step made of each. */
function guessesOf(school: OpenedSchool, { context, target, before, after }: LearnedExample): Guess[] {
  const tokenizer = tokenizerOf(school);
  const contextIds = context.map(({ tokenId }) => tokenId);
  const likeliest = candidates(before, plainSampling, tokenizer, othersShown + 1).map(({ tokenId }) => tokenId);
  const others = likeliest.filter((tokenId) => tokenId !== target.tokenId).slice(0, othersShown);
  return [target.tokenId, ...others].map((tokenId) => ({
    tokenId,
    label: nextLabel(tokenizer, contextIds, tokenId),
    isRight: tokenId === target.tokenId,
    before: ownProbability(before, tokenId),
    after: after && ownProbability(after, tokenId),
  }));
}

export function GuessBars({
  school,
  example,
  labels,
}: {
  school: OpenedSchool;
  example: LearnedExample;
  labels: Learning['labels']['guess'];
}) {
  const { t, share } = useWords();
  const guesses = guessesOf(school, example);
  const longest = Math.max(...guesses.flatMap(({ before, after = 0 }) => [before, after]));
  const width = (probability: number) => ({ inlineSize: `${((100 * probability) / longest).toFixed(2)}%` });
  const [right] = guesses;
  const isLearned = example.after !== undefined;
  const now =
    right &&
    (right.after === undefined
      ? labels.now(right.label, share(right.before))
      : labels.went(right.label, share(right.before), share(right.after)));
  return (
    <Figure
      title={labels.bars}
      testId="guess-bars"
      alternative={
        <span data-testid="guess-now" data-before={right?.before} data-after={right?.after}>
          {now}
        </span>
      }
      legend={
        isLearned && (
          <>
            <span className="key">
              <i className="guess-key is-before" />
              {labels.before}
            </span>
            <span className="key">
              <i className="guess-key is-after" />
              {labels.after}
            </span>
          </>
        )
      }
      table={{
        label: t.chart.asTable,
        make: () => (
          <DataTable
            caption={labels.bars}
            head={[labels.token, labels.before, ...(isLearned ? [labels.after] : [])]}
            rows={guesses.map(({ label, isRight, before, after }) => [
              isRight ? `${label} (${labels.right})` : label,
              share(before),
              ...(after === undefined ? [] : [share(after)]),
            ])}
          />
        ),
      }}
    >
      <ol className={isLearned ? 'guess-bars is-learned' : 'guess-bars'}>
        {guesses.map(({ tokenId, label, isRight, before, after }) => (
          <li key={tokenId} className={isRight ? 'is-right' : undefined}>
            <bdi className="chance-token">{label}</bdi>
            <span className="guess-tracks">
              <span className="guess-bar is-before" style={width(before)} />
              {after !== undefined && <span className="guess-bar is-after" style={width(after)} />}
            </span>
            <span className="chance-share">
              {after === undefined ? share(before) : `${share(before)} → ${share(after)}`}
            </span>
          </li>
        ))}
      </ol>
    </Figure>
  );
}
