import type { Opening } from '../../lessons/0-opening/en.tsx';
import { actions, pageNow, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { plainSampling } from '../../store/selectors.ts';
import { WrittenTexts } from '../pad/WrittenTexts.tsx';

const slot = '0/noise';
const textsWritten = 3;
const tokensWritten = 24;

/** The untrained model writes, and is put its first questions. */
export function NoisePanel({ labels }: { labels: Opening['labels'] }) {
  const isReady = usePage((state) => state.checkpoints.length > 0);
  const question = usePage((state) => questionAt(state.questions, 'write', slot));
  const write = (): void => {
    actions.ask(slot, {
      name: 'write',
      asked: {
        stage: 'untrained',
        prompt: { kind: 'raw', text: '' },
        count: textsWritten,
        sampling: plainSampling,
        seed: question ? question.asked.seed + 1 : pageNow().seed,
        maxNewTokens: tokensWritten,
      },
    });
    actions.record('noiseWritten');
    if (!pageNow().reportCards.untrained && !pageNow().requests.evaluate) actions.evaluate(['untrained']);
  };
  return (
    <>
      <div className="buttons">
        {question?.isOpen ? (
          <button type="button" className="primary" onClick={() => actions.stopAsking(slot)}>
            {labels.stop}
          </button>
        ) : (
          <button type="button" className="primary" disabled={!isReady} onClick={write}>
            {question ? labels.writeAgain : labels.write}
          </button>
        )}
        {!isReady && <span className="hint">{labels.waiting}</span>}
      </div>
      {question?.answer ? (
        <WrittenTexts texts={question.answer.texts} label={labels.written} />
      ) : (
        <p className="empty">{labels.empty}</p>
      )}
    </>
  );
}
