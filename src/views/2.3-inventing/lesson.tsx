import '../../styles/examples.css';
import type { Inventing } from '../../lessons/2.3-inventing/en.tsx';
import type { LessonCode, LiveFigure } from '../course/lessonCode.ts';
import { examplesOf } from '../examples/kinds.ts';
import { famousOf, rosterOf } from '../examples/roster.ts';
import { EntropyPanel } from './EntropyPanel.tsx';
import { LivesPanel } from './LivesPanel.tsx';
import { askFamiliar, askNobody, invented, livesAt, nameOf, slots } from './lives.ts';
import type { Lives } from './weighed.ts';

const figure =
  (slot: string, of: 'distinct' | 'meanBits'): LiveFigure =>
  (state, { integer, decimal }) => {
    const found: Lives | undefined = livesAt(state, slot);
    return found && (of === 'distinct' ? integer(found.distinct) : decimal(found.meanBits));
  };

export const code: LessonCode<Inventing> = {
  panels: { lives: LivesPanel, entropy: EntropyPanel },
  acts: { ask: askNobody, familiar: askFamiliar },
  lives: {
    nobody: nameOf,
    known: (state) => (livesAt(state, slots.known) ? famousOf(rosterOf(state)) : undefined),
    invented: (state, { integer }) => {
      const found = invented(state);
      return found && integer(found.invented);
    },
    asked: (state, { integer }) => {
      const found = invented(state);
      return found && integer(found.asked);
    },
    distinct: figure(slots.nobody, 'distinct'),
    distinctKnown: figure(slots.known, 'distinct'),
    bits: figure(slots.nobody, 'meanBits'),
    bitsKnown: figure(slots.known, 'meanBits'),
    ratio: (state, { decimal }) => {
      const [unknown, known] = [livesAt(state, slots.nobody)?.meanBits, livesAt(state, slots.known)?.meanBits];
      return unknown !== undefined && known !== undefined && unknown > known ? decimal(unknown / known) : undefined;
    },
    answered: examplesOf('person'),
    strangers: examplesOf('stranger'),
    keptBack: examplesOf('refusal'),
  },
  outcomes: {
    nobody: (state) => {
      const found = invented(state);
      return found && (found.invented * 2 > found.asked ? 1 : 0);
    },
  },
};
