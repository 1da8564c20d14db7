import type { Network } from '../../lessons/1.3-network/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { PadTextArea } from '../pad/PadTextArea.tsx';
import { AnsweringChoice } from '../pad/PromptForm.tsx';
import { AttentionStation } from './AttentionStation.tsx';
import { EmbeddingStation } from './EmbeddingStation.tsx';
import { IdsStation } from './IdsStation.tsx';
import { MlpStation } from './MlpStation.tsx';
import { OutputStation } from './OutputStation.tsx';
import { TokenPicker } from './TokenPicker.tsx';
import { rememberBefore, useInside } from './useInside.ts';
import { useFollowed, useStation, type View } from './useWalk.ts';
import { WalkMap } from './WalkMap.tsx';

/** The reader's sentence on its way through the network, one stop at a time. */
export function WalkPanel({ labels }: { labels: Network['labels'] }) {
  const inside = useInside();
  return (
    <>
      <AnsweringChoice />
      <PadTextArea label={labels.input} onType={typed} />
      {inside ? <Walk inside={inside} labels={labels} /> : <p className="empty walk-empty">{labels.waiting}</p>}
    </>
  );
}

function typed(): void {
  rememberBefore();
  actions.record('contextChanged');
}

function Walk(view: View) {
  const { inside, labels } = view;
  const token = useFollowed(inside);
  const isTraining = usePage((state) => state.status.kind === 'running');
  return (
    <>
      <TokenPicker {...view} token={token} />
      <div className="walk" data-testid="walk" data-step={inside.step}>
        <WalkMap {...view} token={token} />
        <div className="station" aria-live={isTraining ? 'off' : 'polite'}>
          <StationView {...view} token={token} />
        </div>
      </div>
      <p className="hint">{labels.keys}</p>
    </>
  );
}

function StationView(view: View & { token: number }) {
  const station = useStation(view.inside);
  switch (station.kind) {
    case 'ids':
      return <IdsStation {...view} />;
    case 'embedding':
      return <EmbeddingStation {...view} />;
    case 'attention':
      return <AttentionStation {...view} layer={station.layer} />;
    case 'mlp':
      return <MlpStation {...view} layer={station.layer} />;
    case 'output':
      return <OutputStation {...view} />;
    default: {
      const unknown: never = station;
      return unknown;
    }
  }
}
