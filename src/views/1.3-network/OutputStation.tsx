import { useMemo } from 'react';
import { distribution } from '../../llm/sampler.ts';
import { usePage } from '../../store/page.ts';
import { nextLabel } from '../../store/partLabels.ts';
import { candidates, plainSampling, tokenizerOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { Skyline } from '../widgets/Skyline.tsx';
import type { View } from './useWalk.ts';
import { logitsAt } from './walk.ts';

const barsShown = 8;
const rowsInTable = 40;
const peaksNamed = 3;
/** A bar whose name would only be in the way of others. */
const leastNamed = 0.04;

/** y: a score for every token of the vocabulary, and softmax makes probabilities of them. */
export function OutputStation({ inside, labels, token }: View & { token: number }) {
  const { t, integer, decimal, chance } = useWords();
  const school = usePage((state) => state.school);
  const logits = useMemo(() => logitsAt(inside.activations, token), [inside, token]);
  const { probs } = useMemo(() => distribution(logits, plainSampling), [logits]);
  if (!school) return null;
  const tokenizer = tokenizerOf(school);
  const before = inside.tokens.slice(0, token + 1).map(({ tokenId }) => tokenId);
  const best = candidates(logits, plainSampling, tokenizer, rowsInTable).map((candidate) => ({
    ...candidate,
    label: nextLabel(tokenizer, before, candidate.tokenId),
  }));
  const words = labels.output;
  const next = inside.tokens[token + 1];
  const [first] = best;
  const now = first ? words.now(integer(probs.length), first.label, chance(first.probability)) : '';
  return (
    <>
      <p>{words.text}</p>
      <Figure
        testId="output"
        isInteractive
        title={words.title}
        alternative={
          <>
            {now} {next && words.next(next.label, chance(probs[next.tokenId] ?? 0))}
          </>
        }
        table={{
          label: t.chart.asTable,
          make: () => (
            <DataTable
              caption={words.title}
              head={[labels.lookedAt, words.score, words.chance]}
              rows={best.map(({ tokenId, label, probability }) => [
                label,
                decimal(logits[tokenId] ?? 0),
                chance(probability),
              ])}
            />
          ),
        }}
      >
        <Skyline
          values={probs}
          peaks={best
            .slice(0, peaksNamed)
            .filter(({ probability }) => probability >= leastNamed)
            .map(({ tokenId, label }) => ({ index: tokenId, label }))}
          label={now}
        />
        <div className="scores">
          <span className="scores-head" />
          <span className="scores-head">{words.score}</span>
          <span className="scores-head">{words.softmax}</span>
          <span className="scores-head is-end">{words.chance}</span>
          {best.slice(0, barsShown).map(({ tokenId, label, probability }) => (
            <ScoreRow
              key={tokenId}
              label={label}
              score={decimal(logits[tokenId] ?? 0)}
              share={probability}
              shareText={chance(probability)}
              isNext={next?.tokenId === tokenId}
            />
          ))}
        </div>
      </Figure>
    </>
  );
}

function ScoreRow({
  label,
  score,
  share,
  shareText,
  isNext,
}: {
  label: string;
  score: string;
  share: number;
  shareText: string;
  isNext: boolean;
}) {
  return (
    <>
      <bdi className={isNext ? 'chance-token is-next' : 'chance-token'}>{label}</bdi>
      <span className="score">{score}</span>
      <span className="chance-track">
        <span className="chance-bar" style={{ inlineSize: `${(share * 100).toFixed(2)}%` }} />
      </span>
      <span className="chance-share">{shareText}</span>
    </>
  );
}
