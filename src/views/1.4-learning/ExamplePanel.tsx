import type { Answer, LearnedExample } from '../../engine/protocol.ts';
import type { Learning } from '../../lessons/1.4-learning/en.tsx';
import type { OpenedSchool } from '../../store/mirror.ts';
import { usePage } from '../../store/page.ts';
import { partLabels } from '../../store/partLabels.ts';
import { contextLengthOf, ownProbability, readingOf, tokenizerOf } from '../../store/selectors.ts';
import { PageLink } from '../course/PageLink.tsx';
import { useWords } from '../useWords.ts';
import { TokenStrip } from '../widgets/TokenStrip.tsx';
import { GuessBars } from './GuessBars.tsx';
import { drawAnother, learnFromIt, takeItBack, useExample } from './useExample.ts';

/** Tokens of the page that still show. */
const tailShown = 20;

/** One guess out of the corpus: what comes before it, what the model expects, what one step makes of that. */
export function ExamplePanel({ labels: { guess: labels } }: { labels: Learning['labels'] }) {
  const school = usePage((state) => state.school);
  const answer = useExample();
  if (!school || !answer) return <p className="empty guess-empty">{labels.waiting}</p>;
  const { example } = answer;
  if (!example) return <p className="empty">{labels.none}</p>;
  const isLearned = example.after !== undefined;
  return (
    <div className="guess-life" data-testid="guess" data-position={example.position} data-learned={isLearned}>
      <Page school={school} answer={answer} example={example} labels={labels} />
      <div className="buttons">
        {isLearned ? (
          <button type="button" onClick={takeItBack}>
            {labels.takeBack}
          </button>
        ) : (
          <button type="button" className="primary" onClick={learnFromIt}>
            {labels.learn}
          </button>
        )}
        <button type="button" onClick={drawAnother}>
          {labels.another}
        </button>
      </div>
      <GuessBars school={school} example={example} labels={labels} />
      <Loss example={example} labels={labels} />
      {isLearned && <CopyNote school={school} example={example} labels={labels} />}
    </div>
  );
}

interface Parts {
  school: OpenedSchool;
  example: LearnedExample;
  labels: Learning['labels']['guess'];
}

function Page({ school, example, answer, labels }: Parts & { answer: Answer<'example'> }) {
  const { integer } = useWords();
  const tokens = [...example.context, example.target];
  const names = partLabels(
    tokenizerOf(school),
    tokens.map(({ tokenId }) => tokenId),
  );
  const pieces = tokens.map(({ tokenId, special }, key) => ({
    ...{ key, text: names[key] ?? '', tokenIds: [tokenId] },
    kind: special ? ('special' as const) : ('text' as const),
    isLearned: key === tokens.length - 1,
  }));
  return (
    <>
      <TokenStrip
        pieces={pieces.slice(-tailShown - 1)}
        label={labels.page}
        language={school.language === 'zh' ? 'zh-CN' : 'en'}
        isMasked
      />
      <p className="hint">
        {labels.drawn(integer(answer.placesDrawn))}{' '}
        {example.page.url && (
          <>
            {labels.from} <PageLink page={example.page} />
          </>
        )}{' '}
        {labels.model(answer.step === 0 ? undefined : integer(answer.step))}
      </p>
    </>
  );
}

/** The loss of this one guess, written out. */
function Loss({ example: { before, after, target }, labels }: Omit<Parts, 'school'>) {
  const { decimal, significant } = useWords();
  const line = (logits: Float32Array) => {
    const probability = ownProbability(logits, target.tokenId);
    return (
      <>
        −ln {significant(probability)} = <strong>{decimal(-Math.log(probability))}</strong>
      </>
    );
  };
  return (
    <dl className="guess-loss" aria-live="polite" data-testid="guess-loss">
      <div>
        <dt>{after ? labels.lossBefore : labels.loss}</dt>
        <dd>{line(before)}</dd>
      </div>
      {after && (
        <div>
          <dt>{labels.lossAfter}</dt>
          <dd>{line(after)}</dd>
        </div>
      )}
    </dl>
  );
}

function CopyNote({ school, example, labels }: Parts) {
  const { integer, significant } = useWords();
  const [rows, length] = [readingOf(school).batchSize, contextLengthOf(school)];
  return (
    <p className="hint">
      {labels.copy(significant(example.learningRate), integer(rows), integer(length), integer(rows * length))}
    </p>
  );
}
