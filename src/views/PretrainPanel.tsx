import { useMemo } from 'react';
import { thinned } from '../store/curves.ts';
import { usePage } from '../store/page.ts';
import { copybookStepsOf } from '../store/selectors.ts';
import { RunControls } from './RunControls.tsx';
import { useWords } from './useWords.ts';
import { CurveFigure } from './widgets/CurveFigure.tsx';
import type { CurvePoint } from './widgets/curves.ts';

const samplesShown = 6;

/** Reading: the loss falls, and what the model writes turns from noise into sentences. */
export function PretrainPanel() {
  const { t, decimal, integer } = useWords();
  const run = usePage((state) => state.runs.pretrain);
  const language = usePage((state) => state.school?.language);
  const points = useMemo((): CurvePoint[] => {
    const byStep = new Map<number, CurvePoint>();
    for (const { step, loss } of run?.losses.points ?? []) byStep.set(step, { step, loss });
    // Held-out figures are few: they stay, even where the training curve has been thinned.
    for (const { step, valLoss } of run?.held ?? []) byStep.set(step, { ...(byStep.get(step) ?? { step }), valLoss });
    return [...byStep.values()].sort((a, b) => a.step - b.step);
  }, [run?.losses, run?.held]);
  const copybookSteps = usePage((state) => state.school && copybookStepsOf(state.school));
  const first = run?.losses.points[0];
  return (
    <section className="panel" aria-label={t.places.reading}>
      <RunControls stage="pretrain" />
      <CurveFigure
        testId="loss-pretrain"
        title={t.reading.lossTitle}
        points={points}
        series={[
          { key: 'loss', label: t.reading.train, isFaint: true },
          { key: 'valLoss', label: t.reading.held, isSparse: true },
        ]}
        {...(copybookSteps && run && run.step > copybookSteps && { turn: copybookSteps })}
        domain={[0, 'auto']}
        formatX={integer}
        formatY={decimal}
        summary={run?.loss !== undefined && first && t.reading.lossNow(decimal(run.loss), decimal(first.loss))}
        stepLabel={t.chart.step}
        tableLabel={t.chart.asTable}
        emptyText={t.chart.empty}
      />
      {copybookSteps ? <p className="hint">{t.reading.copybook(integer(copybookSteps))}</p> : null}
      <h3>{t.reading.samplesTitle}</h3>
      {run && run.samples.length > 0 ? (
        <ol className="samples" data-testid="samples">
          {thinned(run.samples, samplesShown).map(({ step, text }) => (
            <li key={step}>
              <h4>{t.reading.atStep(integer(step))}</h4>
              <p lang={language === 'zh' ? 'zh-CN' : 'en'}>{text}</p>
            </li>
          ))}
        </ol>
      ) : (
        <p className="empty">{t.reading.samplesEmpty}</p>
      )}
    </section>
  );
}
