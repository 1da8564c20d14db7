import type { Inside } from '../../engine/protocol.ts';
import type { Network } from '../../lessons/1.3-network/en.tsx';
import { actions, pageNow, usePage } from '../../store/page.ts';
import { modelShapeOf } from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import { type Station, stationSlice, stationsOf, tokenSlice } from './walk.ts';

/** What every part of the walk is given. */
export interface View {
  inside: Inside;
  labels: Network['labels'];
}

/** The token that is followed, as a place in the text that there is. */
export function useFollowed({ tokens }: Inside): number {
  const chosen = usePage((state) => sliceOf(state, tokenSlice));
  return Math.min(chosen ?? tokens.length - 1, tokens.length - 1);
}

/** The last token is followed until another is chosen, also when the text grows. */
export const follow = (token: number, { tokens }: Inside): void =>
  actions.setSlice(tokenSlice, token === tokens.length - 1 ? undefined : token);

const stationAt = (index: number, nLayer: number): Station => {
  const stations = stationsOf(nLayer);
  return stations[Math.min(index, stations.length - 1)] as Station;
};

export function useStation({ activations }: Inside): Station {
  const index = usePage((state) => sliceOf(state, stationSlice));
  return stationAt(index, activations.layers.length);
}

/** Goes to a stop, by its place on the way. */
export function goTo(index: number): void {
  const { school } = pageNow();
  if (!school) return;
  const stations = stationsOf(modelShapeOf(school).nLayer);
  const there = Math.min(stations.length - 1, Math.max(0, index));
  actions.setSlice(stationSlice, there);
  if (stations[there]?.kind === 'attention') actions.record('attentionSeen');
}

/** Goes some stops on or back. */
export const walkOn = (steps: number): void => goTo(sliceOf(pageNow(), stationSlice) + steps);

/** Goes to the first stop of a kind. */
export function goToFirst(kind: Station['kind']): void {
  const { school } = pageNow();
  if (school) goTo(stationsOf(modelShapeOf(school).nLayer).findIndex((station) => station.kind === kind));
}
