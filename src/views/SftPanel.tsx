import { usePage } from '../store/page.ts';
import { ProbeTable } from './ProbeTable.tsx';
import { RunControls } from './RunControls.tsx';
import { useWords } from './useWords.ts';
import { CurveFigure } from './widgets/CurveFigure.tsx';

const parts = ['sft', 'honest'] as const;

/** Worked examples in two parts: answering, and saying "I don't know". */
export function SftPanel() {
  const { t } = useWords();
  const titles = { sft: t.examples.first, honest: t.examples.second };
  return (
    <>
      {parts.map((stage) => (
        <section key={stage} className="panel" aria-labelledby={`part-${stage}`}>
          <h3 id={`part-${stage}`}>{titles[stage]}</h3>
          <RunControls stage={stage} />
          <LossOf stage={stage} />
        </section>
      ))}
      <ProbeTable />
    </>
  );
}

function LossOf({ stage }: { stage: (typeof parts)[number] }) {
  const { t, decimal, integer } = useWords();
  const run = usePage((state) => state.runs[stage]);
  const first = run?.losses.points[0];
  if (!run) return null;
  return (
    <CurveFigure
      isSmall
      testId={`loss-${stage}`}
      title={t.examples.lossTitle}
      points={run.losses.points.map(({ step, loss }) => ({ step, loss }))}
      series={[{ key: 'loss', label: t.examples.loss }]}
      domain={[0, 'auto']}
      formatX={integer}
      formatY={decimal}
      summary={run.loss !== undefined && first && t.reading.lossNow(decimal(run.loss), decimal(first.loss))}
      stepLabel={t.chart.step}
      tableLabel={t.chart.asTable}
      emptyText={t.chart.empty}
    />
  );
}
