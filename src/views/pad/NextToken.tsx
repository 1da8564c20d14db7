import { useId } from 'react';
import { usePage } from '../../store/page.ts';
import { answeringStage } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { NextTokenBars } from './NextTokenBars.tsx';
import { SamplingSliders } from './SamplingSliders.tsx';
import { SeenTokens } from './SeenTokens.tsx';

const barsShown = 8;

/** The chances of the next token, and what re-shapes them. */
export function NextToken() {
  const { t } = useWords();
  const hasInspection = usePage((state) => state.inspection !== undefined);
  const stage = usePage(answeringStage);
  const id = useId();
  const name = stage === 'live' ? t.pad.live : t.stages[stage];
  return (
    <section className="next-token" aria-labelledby={id}>
      <h3 id={id}>{hasInspection ? t.pad.chancesOf(name) : t.pad.chances}</h3>
      <NextTokenBars count={barsShown} caption={t.pad.chances} />
      <SamplingSliders />
      {hasInspection && (
        <details>
          <summary>{t.pad.seen}</summary>
          <SeenTokens />
        </details>
      )}
    </section>
  );
}
