import type { Quoted, TriedContext } from '../../engine/protocol.ts';
import type { Base } from '../../lessons/1.6-base/en.tsx';
import type { Tier } from '../../llm/world.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { showPanel } from '../course/showPanel.ts';
import { askAbout, askSums, quoteAt, reciteBoth, slots } from './asking.ts';
import { CompressionPanel } from './CompressionPanel.tsx';
import { ContextsPanel } from './ContextsPanel.tsx';
import { PeoplePanel } from './PeoplePanel.tsx';
import { RecitalPanel } from './RecitalPanel.tsx';
import { SumsPanel } from './SumsPanel.tsx';
import { tierShares } from './tiers.ts';
import '../../styles/base-model.css';

/** Both pages once both have been gone on with. */
function recitals(state: State): Record<'often' | 'once', Quoted> | undefined {
  const often = quoteAt(slots.often)(state)?.answer;
  const once = quoteAt(slots.once)(state)?.answer;
  return often?.recited && once?.recited && { often, once };
}

const recited =
  (kind: 'often' | 'once', part: 'tokens' | 'of'): LessonCode<Base>['lives']['often'] =>
  (state, { integer }) => {
    const found = recitals(state)?.[kind].recited;
    return found && integer(found[part]);
  };

/** Once everybody has been asked about. */
const known =
  (tier: Tier): LessonCode<Base>['lives']['famous'] =>
  ({ questions }, { percent }) => {
    const answer = questionAt(questions, 'people', slots.people)?.answer;
    if (answer?.people.length !== answer?.total) return undefined;
    const found = tierShares(answer?.people ?? []).find((share) => share.tier === tier);
    return found && percent(found.known / found.count);
  };

const compressed = ({ questions }: State) => questionAt(questions, 'compression', slots.compression)?.answer;

/** Once all contexts have been tried. */
function tried(state: State, kind: TriedContext['kind']): TriedContext | undefined {
  const question = questionAt(state.questions, 'contexts', slots.contexts);
  return question?.isOpen ? undefined : question?.answer?.contexts.find((context) => context.kind === kind);
}

/** Acts and leads to where it shows; without a model, to what the panel needs. */
const onPanel = (panel: Base['panels'], act: () => void) => (): void => {
  act();
  showPanel(panel);
};
const recite = onPanel('recital', reciteBoth);

export const code: LessonCode<Base> = {
  panels: {
    recital: RecitalPanel,
    people: PeoplePanel,
    compression: CompressionPanel,
    sums: SumsPanel,
    contexts: ContextsPanel,
  },
  acts: {
    recite,
    people: onPanel('people', () => askAbout('people')),
    squeeze: onPanel('compression', () => askAbout('compression')),
    sums: onPanel('sums', askSums),
    contexts: onPanel('contexts', () => askAbout('contexts')),
  },
  lives: {
    often: recited('often', 'tokens'),
    oftenOf: recited('often', 'of'),
    once: recited('once', 'tokens'),
    onceOf: recited('once', 'of'),
    copies: (state, { integer }) => {
      const page = recitals(state)?.often.page;
      return page && integer(page.copies);
    },
    famous: known('famous'),
    obscure: known('obscure'),
    bits: (state, { decimal }) => {
      const found = compressed(state);
      return found && decimal(found.model);
    },
    gzip: (state, { decimal }) => {
      const bits = compressed(state)?.gzip;
      return bits === undefined ? undefined : decimal(bits);
    },
    corpus: (state, { bytes }) => {
      const found = compressed(state);
      return found && bytes(found.corpusBytes);
    },
    parameters: (state, { bytes }) => {
      const found = compressed(state);
      return found && bytes(found.parameterBytes);
    },
    order: (state, { integer }) => {
      const found = tried(state, 'order');
      return found && integer(found.right);
    },
    list: (state, { integer }) => {
      const found = tried(state, 'list');
      return found && integer(found.right);
    },
    interview: (state, { integer }) => {
      const [found, ordered] = [tried(state, 'interview'), tried(state, 'order')];
      // Only then does the sentence hold.
      return found && ordered && found.right > ordered.right ? integer(found.right) : undefined;
    },
    asked: (state, { integer }) => {
      const found = tried(state, 'interview');
      return found && integer(found.asked);
    },
  },
  outcomes: {
    better(state) {
      const found = compressed(state);
      if (found?.gzip === undefined) return undefined;
      return found.gzip < found.model ? 0 : 1;
    },
  },
  keys: { space: recite },
};
