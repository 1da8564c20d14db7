import type { Opening } from '../../lessons/0-opening/en.tsx';
import { stageNames } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import { addressOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';

/** Two ways through the course: training everything here, or loading what was trained earlier. */
export function WaysPanel({ labels }: { labels: Opening['labels'] }) {
  const { t } = useWords();
  const readingAddress = usePage((state) => addressOf(state, '1.1'));
  const isReady = usePage((state) => state.school !== undefined);
  return (
    <div className="two-ways">
      <div>
        <h4>{labels.train}</h4>
        <p>{labels.trainWhy}</p>
        <a className="button primary" href={readingAddress}>
          {labels.goRead}
        </a>
      </div>
      <div>
        <h4>{labels.skip}</h4>
        <p>{labels.skipWhy}</p>
        <div className="buttons">
          {stageNames.slice(1).map((stage) => (
            <button key={stage} type="button" disabled={!isReady} onClick={() => actions.loadShipped(stage)}>
              {labels.loadStage(t.stages[stage])}
            </button>
          ))}
        </div>
        <label className="file">
          <span className="button">{labels.open}</span>
          <input
            className="hidden"
            type="file"
            accept=".bin,.zip"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) void actions.loadFile(file);
              target.value = '';
            }}
          />
          <span className="hint">{labels.openHint}</span>
        </label>
      </div>
    </div>
  );
}
