import { samplingKnobs } from '../../store/limits.ts';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { Slider } from '../widgets/Slider.tsx';

/** The temperature, and one press away what cuts off the unlikely tokens. They re-shape logits at hand; the model is not asked again. */
export function SamplingSliders({ isOpen = false }: { isOpen?: boolean }) {
  const { t, decimal, percent, integer } = useWords();
  const sampling = usePage((state) => state.sampling);
  const { temperature, topK, topP } = samplingKnobs;
  return (
    <>
      <Slider
        label={t.pad.temperature}
        value={sampling.temperature}
        valueText={sampling.temperature === 0 ? `0: ${t.pad.temperatureHint.cold}` : decimal(sampling.temperature)}
        min={temperature.min}
        max={temperature.max}
        step={temperature.step}
        onChange={(value) => actions.setSampling({ temperature: value })}
      />
      <details open={isOpen}>
        <summary>{t.pad.more}</summary>
        <Slider
          label={t.pad.topK}
          value={sampling.topK}
          valueText={sampling.topK === 0 ? t.pad.off : integer(sampling.topK)}
          min={topK.min}
          max={topK.max}
          step={topK.step}
          onChange={(value) => actions.setSampling({ topK: value })}
        />
        <Slider
          label={t.pad.topP}
          value={sampling.topP}
          valueText={sampling.topP === 1 ? t.pad.off : percent(sampling.topP)}
          min={topP.min}
          max={topP.max}
          step={topP.step}
          onChange={(value) => actions.setSampling({ topP: value })}
        />
      </details>
    </>
  );
}
