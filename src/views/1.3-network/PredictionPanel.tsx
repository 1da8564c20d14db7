import type { Network } from '../../lessons/1.3-network/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { NextTokenBars } from '../pad/NextTokenBars.tsx';
import { PadTextArea } from '../pad/PadTextArea.tsx';
import { SeenTokens } from '../pad/SeenTokens.tsx';

const barsShown = 10;

/** The network from outside: token ids in, a probability for each token out. */
export function PredictionPanel({ labels }: { labels: Network['labels'] }) {
  const isKnown = usePage((state) => state.inspection !== undefined);
  return (
    <>
      <PadTextArea label={labels.input} onType={() => actions.record('contextChanged')} />
      {isKnown ? (
        <>
          <h4>{labels.seen}</h4>
          <SeenTokens hasIds />
          <h4>{labels.likeliest}</h4>
          <NextTokenBars count={barsShown} caption={labels.likeliest} />
        </>
      ) : (
        <p className="empty">{labels.waiting}</p>
      )}
    </>
  );
}
