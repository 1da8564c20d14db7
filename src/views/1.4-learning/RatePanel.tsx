import { useMemo } from 'react';
import type { Learning } from '../../lessons/1.4-learning/en.tsx';
import { rateFactors } from '../../llm/schedule.ts';
import { thinned } from '../../store/curves.ts';
import { actions, usePage } from '../../store/page.ts';
import { isLoaded, stageState } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { Slider } from '../widgets/Slider.tsx';
import { useThrottled } from '../widgets/useThrottled.ts';
import { RateCurve } from './RateCurve.tsx';
import { type RatePoint, ratesToCome, turnsOf } from './rates.ts';

const redrawMs = 320;
const rowsOfWhatHasBeen = 12;

/** How large a step is, by plan, and the reader's factor on it. */
export function RatePanel({ labels: { rate: labels } }: { labels: Learning['labels'] }) {
  const { significant } = useWords();
  const factor = usePage((state) => state.rateFactor);
  const isDone = usePage((state) => stageState(state, 'pretrain') === 'done');
  return (
    <>
      <RateFigure labels={labels} />
      <div className="rate-controls">
        <Slider
          label={labels.factor}
          value={Math.log2(factor)}
          valueText={labels.times(significant(factor))}
          min={Math.log2(rateFactors.min)}
          max={Math.log2(rateFactors.max)}
          step={1}
          onChange={(value) => actions.setRateFactor(2 ** value)}
        />
        <button type="button" disabled={factor === 1} onClick={() => actions.setRateFactor(1)}>
          {labels.back}
        </button>
      </div>
      <p className="hint">{isDone ? labels.done : labels.hint}</p>
    </>
  );
}

function RateFigure({ labels }: { labels: Learning['labels']['rate'] }) {
  const { t, integer, significant } = useWords();
  const school = usePage((state) => state.school);
  const run = useThrottled(
    usePage((state) => state.runs.pretrain),
    redrawMs,
  );
  const factor = usePage((state) => state.rateFactor);
  const isOver = usePage((state) => isLoaded(state, 'pretrain'));
  const { step: reached = 0, learningRate } = run ?? {};
  const made = useMemo((): RatePoint[] => {
    const points = run?.losses.points ?? [];
    return learningRate === undefined
      ? []
      : [...points.filter(({ step }) => step < reached), { step: reached, learningRate }];
  }, [run, reached, learningRate]);
  const toCome = useMemo(() => (school ? ratesToCome(school, reached + 1, factor) : []), [school, reached, factor]);
  if (!school) return null;
  const { warm, held, last } = turnsOf(school);
  const plan = labels.plan(
    significant(warm.learningRate),
    integer(warm.step),
    integer(held.step),
    significant(last.learningRate),
    integer(last.step),
  );
  const next = isOver ? undefined : toCome[0];
  return (
    <Figure
      testId="rate"
      title={labels.title}
      legend={
        <>
          <span className="key">
            <i className="rate-key is-made" />
            {labels.made}
          </span>
          <span className="key">
            <i className="rate-key is-to-come" />
            {labels.toCome}
          </span>
        </>
      }
      alternative={
        <>
          {learningRate !== undefined && labels.was(integer(reached), significant(learningRate))}{' '}
          {next && (
            <span data-testid="rate-next" data-rate={next.learningRate}>
              {labels.next(integer(next.step), significant(next.learningRate))}
            </span>
          )}{' '}
          {plan}
        </>
      }
      table={{
        label: t.chart.asTable,
        make: () => (
          <DataTable
            caption={labels.title}
            head={[t.chart.step, labels.made, labels.toCome]}
            rows={[
              ...thinned(made, rowsOfWhatHasBeen).map(({ step, learningRate }) => [
                ...[integer(step), significant(learningRate), ''],
              ]),
              ...toCome.map(({ step, learningRate }) => [integer(step), '', significant(learningRate)]),
            ]}
          />
        ),
      }}
    >
      <RateCurve
        made={made}
        toCome={toCome}
        now={made.at(-1) ?? next}
        steps={last.step}
        formatStep={integer}
        formatRate={significant}
      />
    </Figure>
  );
}
