import type { Sampling } from '../../lessons/1.5-sampling/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { continuedAnswer, isEnded, promptProblem } from '../../store/selectors.ts';
import { NextTokenBars } from '../pad/NextTokenBars.tsx';
import { PadTextArea } from '../pad/PadTextArea.tsx';
import { SamplingSliders } from '../pad/SamplingSliders.tsx';

const barsShown = 14;

/** The chances after the pad's text and the answer so far, re-shaped while the sliders move. */
export function ChancesPanel({ labels }: { labels: Sampling['labels'] }) {
  const written = usePage((state) =>
    continuedAnswer(state)
      .map(({ token }) => token.label)
      .join(''),
  );
  const canDraw = usePage(
    (state) => !promptProblem(state) && state.requests.generate === undefined && !isEnded(continuedAnswer(state)),
  );
  return (
    <>
      <PadTextArea label={labels.context} />
      {written && (
        <p>
          {labels.drawn}: <bdi className="chip">{written}</bdi>
        </p>
      )}
      <div className="buttons">
        <button type="button" className="primary" disabled={!canDraw} onClick={actions.nextToken}>
          {labels.draw}
        </button>
        <button type="button" className="quiet" disabled={written === ''} onClick={actions.forgetAnswer}>
          {labels.clear}
        </button>
      </div>
      <NextTokenBars count={barsShown} caption={labels.bars} />
      <SamplingSliders isOpen />
    </>
  );
}
