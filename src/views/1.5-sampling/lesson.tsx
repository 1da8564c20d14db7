import type { Sampling } from '../../lessons/1.5-sampling/en.tsx';
import { actions } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { type Candidate, candidates, tokenizerOf } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { ChancesPanel } from './ChancesPanel.tsx';

function likeliest({ school, inspection, sampling }: State): Candidate | undefined {
  return school && inspection && candidates(inspection.logits, sampling, tokenizerOf(school), 1)[0];
}

const setTemperature = (temperature: number) => (): void => actions.setSampling({ temperature });

export const code: LessonCode<Sampling> = {
  panels: { chances: ChancesPanel },
  acts: {
    cold: setTemperature(0),
    plain: setTemperature(1),
    hot: setTemperature(2),
    draw: () => actions.nextToken(),
  },
  lives: {
    likeliest: (state) => likeliest(state)?.label,
    likeliestChance: (state, { chance }) => {
      const found = likeliest(state);
      return found && chance(found.probability);
    },
    temperature: ({ sampling }, { decimal }) => decimal(sampling.temperature),
  },
  outcomes: {},
  keys: { right: () => actions.nextToken() },
};
