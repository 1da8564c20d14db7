import { useMemo } from 'react';
import { actions, usePage } from '../store/page.ts';
import { answeringStage, candidates, tokenizerOf } from '../store/selectors.ts';
import { useWords } from './useWords.ts';
import { ChanceBars } from './widgets/ChanceBars.tsx';
import { Slider } from './widgets/Slider.tsx';

const barsShown = 8;
const maxTemperature = 2;
const maxTopK = 50;

/** The chances of the next token; the sliders re-shape them from logits at hand, the model is not asked again. */
export function NextToken() {
  const { t, chance, decimal, percent, integer } = useWords();
  const school = usePage((state) => state.school);
  const inspection = usePage((state) => state.inspection);
  const sampling = usePage((state) => state.sampling);
  const stage = usePage(answeringStage);
  const chances = useMemo(() => {
    if (!school || !inspection) return [];
    return candidates(inspection.logits, sampling, tokenizerOf(school), barsShown);
  }, [school, inspection, sampling]);
  const name = stage === 'live' ? t.pad.live : t.stages[stage];
  return (
    <section className="next-token" aria-labelledby="next-token">
      <h3 id="next-token">{inspection ? t.pad.chancesOf(name) : t.pad.chances}</h3>
      {chances.length === 0 ? (
        <p className="empty">{t.pad.chancesEmpty}</p>
      ) : (
        <ChanceBars
          caption={t.pad.chances}
          cutText={t.pad.cut}
          chances={chances.map((candidate) => ({ ...candidate, text: chance(candidate.probability) }))}
        />
      )}
      <Slider
        label={t.pad.temperature}
        value={sampling.temperature}
        valueText={sampling.temperature === 0 ? `0: ${t.pad.temperatureHint.cold}` : decimal(sampling.temperature)}
        min={0}
        max={maxTemperature}
        step={0.05}
        onChange={(temperature) => actions.setSampling({ temperature })}
      />
      <details>
        <summary>{t.pad.more}</summary>
        <Slider
          label={t.pad.topK}
          value={sampling.topK}
          valueText={sampling.topK === 0 ? t.pad.off : integer(sampling.topK)}
          min={0}
          max={maxTopK}
          step={1}
          onChange={(topK) => actions.setSampling({ topK })}
        />
        <Slider
          label={t.pad.topP}
          value={sampling.topP}
          valueText={sampling.topP === 1 ? t.pad.off : percent(sampling.topP)}
          min={0.05}
          max={1}
          step={0.05}
          onChange={(topP) => actions.setSampling({ topP })}
        />
      </details>
      {inspection && (
        <details>
          <summary>{t.pad.seen}</summary>
          <p className="seen" data-testid="seen">
            {inspection.prompt.map((token, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: tokens of one text never move
              <bdi key={index} className={token.special ? 'chip is-special' : 'chip'}>
                {token.label}
              </bdi>
            ))}
          </p>
        </details>
      )}
    </section>
  );
}
