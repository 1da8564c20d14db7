import { useMemo } from 'react';
import type { Run } from '../../store/mirror.ts';
import { usePage } from '../../store/page.ts';
import { copybookStepsOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { CurveFigure } from '../widgets/CurveFigure.tsx';
import type { CurveFigureProps, CurvePoint, CurveSeries } from '../widgets/curves.ts';

/** The loss of a stage that imitates: of what it is trained on, and while reading also of pages kept from it. */
export function LossFigure({
  stage,
  isSmall = false,
  marks,
}: {
  stage: 'pretrain' | 'sft' | 'honest';
  isSmall?: boolean;
  marks?: CurveFigureProps['marks'];
}) {
  const { t, decimal, integer } = useWords();
  const run = usePage((state) => state.runs[stage]);
  const copybookSteps = usePage((state) => (state.school ? copybookStepsOf(state.school) : 0));
  const points = useMemo(() => (run ? curveOf(run) : []), [run]);
  const first = run?.losses.points[0];
  const series: CurveSeries[] =
    stage === 'pretrain'
      ? [
          { key: 'loss', label: t.loss.read, isFaint: true },
          { key: 'valLoss', label: t.loss.held, isSparse: true },
        ]
      : [{ key: 'loss', label: t.loss.conversations }];
  return (
    <CurveFigure
      testId={`loss-${stage}`}
      title={t.loss.title}
      points={points}
      series={series}
      isSmall={isSmall}
      marks={marks}
      {...(stage === 'pretrain' && run && run.step > copybookSteps && { turn: copybookSteps })}
      domain={[0, 'auto']}
      formatX={integer}
      formatY={decimal}
      summary={run?.loss !== undefined && first && t.loss.now(decimal(run.loss), decimal(first.loss))}
      stepLabel={t.chart.step}
      tableLabel={t.chart.asTable}
      emptyText={t.chart.empty}
    />
  );
}

/** Held-out figures are few: they stay, even where the training curve has been thinned. */
function curveOf({ losses, held }: Run): CurvePoint[] {
  const byStep = new Map<number, CurvePoint>();
  for (const { step, loss } of losses.points) byStep.set(step, { step, loss });
  for (const { step, valLoss } of held) byStep.set(step, { ...(byStep.get(step) ?? { step }), valLoss });
  return [...byStep.values()].sort((a, b) => a.step - b.step);
}
