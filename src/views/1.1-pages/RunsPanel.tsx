import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import type { FilterName } from '../../llm/cleaning.ts';
import { actions, pageNow, usePage } from '../../store/page.ts';
import type { Recital } from '../../store/recitals.ts';
import { RunControls } from '../training/RunControls.tsx';
import { useWords } from '../useWords.ts';
import { RecitalFigure } from './RecitalFigure.tsx';
import { comparedRun, outcomeOf, type RunStep, recitalSlot, withCopies, withoutCopies } from './runs.ts';

/** The reader's own two runs: on the crawl without its copies, and with them. */
export function RunsPanel({ labels }: { labels: Pages['labels'] }) {
  const isTrainedHere = usePage((state) => {
    const runs = [comparedRun(state, false), comparedRun(state, true)];
    return runs.some(({ isHere, step }) => isHere && (step === 'untrained' || step === 'training'));
  });
  return (
    <>
      <div className="two-runs">
        <RunCard labels={labels} hasCopies={false} />
        <RunCard labels={labels} hasCopies={true} />
      </div>
      {isTrainedHere && <RunControls stage="pretrain" />}
      <Recited labels={labels} />
    </>
  );
}

function RunCard({ labels, hasCopies }: { labels: Pages['labels']; hasCopies: boolean }) {
  const { percent } = useWords();
  const step = usePage((state) => comparedRun(state, hasCopies).step);
  const recital = usePage((state) => comparedRun(state, hasCopies).recital);
  return (
    <section className="run-card" data-testid={hasCopies ? 'run-copied' : 'run-clean'} data-step={step}>
      <h4>{hasCopies ? labels.runs.copied : labels.runs.clean}</h4>
      <p className="run-share" data-share={recital?.share}>
        {recital ? percent(recital.share) : '–'}
      </p>
      <p className="run-facts">{recital ? <RunFacts labels={labels} recital={recital} /> : labels.runs.nothing}</p>
      <Step labels={labels} step={step} off={hasCopies ? withCopies : withoutCopies} />
    </section>
  );
}

/** What there is to do next for this run. */
function Step({ labels, step, off }: { labels: Pages['labels']; step: RunStep; off: readonly FilterName[] }) {
  switch (step) {
    case 'away':
      return (
        <button type="button" onClick={() => openReading(off)}>
          {labels.runs.read}
        </button>
      );
    case 'unmeasured':
      return (
        <button type="button" className="primary" onClick={measure}>
          {labels.runs.measure}
        </button>
      );
    case 'untrained':
    case 'training':
    case 'measuring':
    case 'known':
      return <p className="hint">{labels.runs.steps[step]}</p>;
    default: {
      const unknown: never = step;
      return unknown;
    }
  }
}

function openReading(off: readonly FilterName[]): void {
  const { school } = pageNow();
  if (school) actions.openSchool(school.language, school.preset, school.seed, { switchedOff: off });
}

const measure = (): void => actions.ask(recitalSlot, { name: 'recital', asked: { stage: 'base' } });

function RunFacts({ labels, recital }: { labels: Pages['labels']; recital: Recital }) {
  const { integer, t } = useWords();
  const { preset, seed, steps, origin } = recital;
  return labels.runs.facts(t.presets[preset], `${seed}`, integer(steps), t.origins[origin]);
}

function Recited({ labels }: { labels: Pages['labels'] }) {
  const school = usePage((state) => state.school);
  const recitals = usePage((state) => state.recitals);
  const clean = usePage((state) => comparedRun(state, false).recital);
  const copied = usePage((state) => comparedRun(state, true).recital);
  const outcome = outcomeOf({ school, recitals });
  return (
    <>
      {outcome && !outcome.isFair && <p className="hint">{labels.runs.unfair}</p>}
      <RecitalFigure labels={labels} clean={clean} copied={copied} />
    </>
  );
}
