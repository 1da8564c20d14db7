/** What a curve figure takes. */
import type { ReactNode } from 'react';

export type CurvePoint = { step: number } & Record<string, number | undefined>;

export interface CurveSeries {
  key: string;
  label: string;
  /** Few points, each drawn as a dot. */
  isSparse?: boolean;
  isFaint?: boolean;
  /** Dashes, so that colors are not needed to tell curves apart. */
  pattern?: string;
}

export interface CurveFigureProps {
  title: string;
  points: readonly CurvePoint[];
  series: CurveSeries[];
  reference?: { y: number; label: string };
  /** Heights to compare with, each a thin line with its name on it. */
  marks?: readonly { y: number; label: string }[] | undefined;
  /** A step at which something changes. */
  turn?: number;
  domain?: [number | 'auto', number | 'auto'];
  formatX: (value: number) => string;
  formatY: (value: number) => string;
  /** One sentence with the newest figures; also the text alternative of the drawing. */
  summary: ReactNode;
  stepLabel: string;
  tableLabel: string;
  emptyText: string;
  isSmall?: boolean;
  testId?: string;
}
