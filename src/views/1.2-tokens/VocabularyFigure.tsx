import { useMemo } from 'react';
import type { Tokens } from '../../lessons/1.2-tokens/en.tsx';
import type { MergeMoment } from '../../llm/mergeHistory.ts';
import { firstMergeId } from '../../llm/tokenizer.ts';
import { thinned } from '../../store/curves.ts';
import { useWords } from '../useWords.ts';
import { CurveFigure } from '../widgets/CurveFigure.tsx';

const pointsDrawn = 100;

/** The larger the vocabulary, the shorter the corpus in tokens. */
export function VocabularyFigure({
  labels,
  moments,
  made,
}: {
  labels: Tokens['labels'];
  moments: readonly MergeMoment[];
  made: number;
}) {
  const { t, integer, short } = useWords();
  const points = useMemo(
    () =>
      thinned(
        moments.map(({ tokens }, merges) => ({ step: firstMergeId + merges, tokens })),
        pointsDrawn,
      ),
    [moments],
  );
  const now = moments[made]?.tokens ?? 0;
  return (
    <CurveFigure
      testId="vocabulary"
      title={labels.vocabulary}
      points={points}
      series={[{ key: 'tokens', label: labels.corpusTokens }]}
      turn={firstMergeId + made}
      reference={{ y: now, label: labels.corpusNow }}
      domain={[0, 'auto']}
      formatX={integer}
      formatY={short}
      summary={labels.vocabularyNow(integer(firstMergeId + made), short(now), short(moments[0]?.tokens ?? 0))}
      stepLabel={labels.vocabularySize}
      tableLabel={t.chart.asTable}
      emptyText={labels.waiting}
      isSmall
    />
  );
}
