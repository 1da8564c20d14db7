/** The course of a stage in a few hundred points. */
import type { StepReport, SumScores } from '../src/llm/reports.ts';

export interface CurvePoint {
  step: number;
  loss: number;
  /** Where they are measured. */
  valLoss?: number;
  accuracy?: number;
  meanReward?: number;
  meanTokens?: number;
  test?: SumScores;
}

export function pointOf(report: StepReport): CurvePoint {
  const { step, loss } = report;
  switch (report.stage) {
    case 'pretrain':
      return { step, loss, ...(report.valLoss !== undefined && { valLoss: report.valLoss }) };
    case 'rl': {
      const { accuracy, meanReward, meanTokens, test } = report;
      return { step, loss, accuracy, meanReward, meanTokens, ...(test && { test }) };
    }
    default:
      return { step, loss };
  }
}

/** At most `count` points: neighbors become one, with the last one's step, their mean loss and whatever else any of them had. */
export function thin(points: readonly CurvePoint[], count = 200): CurvePoint[] {
  const width = Math.ceil(points.length / count);
  if (width <= 1) return [...points];
  const thinned: CurvePoint[] = [];
  for (let start = 0; start < points.length; start += width) {
    const group = points.slice(start, start + width);
    const loss = group.reduce((sum, point) => sum + point.loss, 0) / group.length;
    thinned.push({ ...Object.assign({}, ...group), loss });
  }
  return thinned;
}
