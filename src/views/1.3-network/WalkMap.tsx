import { Fragment, useId } from 'react';
import { usePage } from '../../store/page.ts';
import { nextLabel } from '../../store/partLabels.ts';
import { candidates, plainSampling, tokenizerOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { goTo, useStation, type View } from './useWalk.ts';
import { lensOf, type Station, stationsOf } from './walk.ts';

const isAt = (a: Station, b: Station): boolean =>
  a.kind === b.kind && (!('layer' in a) || !('layer' in b) || a.layer === b.layer);

/** All stops from x to y, and beside each layer what the model would say if it ended there (the logit lens). */
export function WalkMap({ inside, labels, token }: View & { token: number }) {
  const { integer } = useWords();
  const station = useStation(inside);
  const name = useId();
  const { layers } = inside.activations;
  const stations = stationsOf(layers.length);
  const stop = (there: Station, title: string) => (
    <label className={`stop is-${there.kind}`}>
      <input
        type="radio"
        name={name}
        checked={isAt(there, station)}
        onChange={() => goTo(stations.findIndex((other) => isAt(other, there)))}
      />
      <span>{title}</span>
    </label>
  );
  return (
    <fieldset className="walk-map">
      <legend className="hidden">{labels.way}</legend>
      <span className="floor">
        <i>x</i>
      </span>
      <div className="stops">
        {stop({ kind: 'ids' }, labels.stations.ids)}
        {stop({ kind: 'embedding' }, labels.stations.embedding)}
      </div>
      <span className="says says-head">{labels.says}</span>
      {layers.map((_, layer) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: layers never move
        <Fragment key={layer}>
          <span className="floor">{labels.layer(integer(layer + 1))}</span>
          <div className="stops">
            {stop({ kind: 'attention', layer }, labels.stations.attention)}
            {stop({ kind: 'mlp', layer }, labels.stations.mlp)}
          </div>
          <Says inside={inside} labels={labels} token={token} layer={layer} />
        </Fragment>
      ))}
      <span className="floor">
        <i>y</i>
      </span>
      <div className="stops">{stop({ kind: 'output' }, labels.stations.output)}</div>
    </fieldset>
  );
}

function Says({ inside, token, layer }: View & { token: number; layer: number }) {
  const { chance } = useWords();
  const school = usePage((state) => state.school);
  if (!school) return null;
  const tokenizer = tokenizerOf(school);
  const [best] = candidates(lensOf(inside.activations, layer, token), plainSampling, tokenizer, 1);
  if (!best) return null;
  const before = inside.tokens.slice(0, token + 1).map(({ tokenId }) => tokenId);
  return (
    <span className="says" data-testid="says">
      <bdi className="chance-token">{nextLabel(tokenizer, before, best.tokenId)}</bdi> {chance(best.probability)}
    </span>
  );
}
