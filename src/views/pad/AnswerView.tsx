import type { Words } from '../../i18n/index.ts';
import type { StageName, TrainingStage } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import {
  candidates,
  continuedAnswer,
  glyphs,
  isEnded,
  ownProbability,
  plainSampling,
  promptProblem,
  tokenizerOf,
} from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { type Alternative, type AnswerPiece, AnswerText } from '../widgets/AnswerText.tsx';

const alternativesShown = 6;

/** A checkpoint by its name; a stage in training by what it was then. */
function nameOf(answeredBy: StageName | { training: TrainingStage }, t: Words['t']): string {
  return typeof answeredBy === 'string' ? t.stages[answeredBy] : `${t.pad.live} (${t.training[answeredBy.training]})`;
}

/** What the model wrote, token by token, and the buttons that make it write. */
export function AnswerView() {
  const { t } = useWords();
  const answer = usePage((state) => state.answer);
  const answeredBy = usePage((state) => state.answeredBy);
  const isWriting = usePage((state) => state.requests.generate !== undefined);
  const problem = usePage(promptProblem);
  const hasEnded = usePage((state) => isEnded(continuedAnswer(state)));
  const canWrite = !problem && !isWriting;
  const name = answeredBy && nameOf(answeredBy, t);
  return (
    <section className="answer-view" aria-label={t.pad.answer}>
      <div className="buttons">
        {isWriting ? (
          <button type="button" className="primary" onClick={actions.stopWriting}>
            {t.pad.stop}
          </button>
        ) : (
          <button type="button" className="primary" disabled={!canWrite} onClick={actions.write}>
            {hasEnded ? t.pad.writeAgain : t.pad.write}
          </button>
        )}
        <button type="button" disabled={!canWrite || hasEnded} onClick={actions.nextToken}>
          {t.pad.next}
        </button>
        <button type="button" className="quiet" disabled={answer.length === 0} onClick={actions.forgetAnswer}>
          {t.pad.clear}
        </button>
      </div>
      {problem === 'empty' && answer.length === 0 ? (
        <p className="hint">{t.pad.emptyChat}</p>
      ) : answer.length === 0 ? (
        <p className="hint">{t.pad.answerEmpty}</p>
      ) : (
        <>
          {name && (
            <p className="hint" data-testid="answered-by">
              {t.pad.answeredBy(name)}
            </p>
          )}
          <Tokens />
          {hasEnded && <p className="hint">{t.pad.finished}</p>}
          <p className="legend">
            {t.pad.legend}: <span className="answer-token chance-4">{t.pad.likely}</span>
            {[3, 2, 1].map((level) => (
              <span key={level} className={`answer-token chance-${level}`}>
                {' '}
              </span>
            ))}
            <span className="answer-token chance-0">{t.pad.unlikely}</span>
          </p>
        </>
      )}
    </section>
  );
}

function Tokens() {
  const { t, chance } = useWords();
  const school = usePage((state) => state.school);
  const answer = usePage((state) => state.answer);
  if (!school) return null;
  const tokenizer = tokenizerOf(school);
  const tokenIds = answer.map(({ token }) => token.tokenId);
  const pieces = glyphs(tokenizer, tokenIds).map(({ text, positions }): AnswerPiece => {
    const parts = positions.map((position) => answer[position]).filter((part) => part !== undefined);
    const shares = parts.map(({ logits, token }) => (logits ? ownProbability(logits, token.tokenId) : undefined));
    // A character made of several tokens is as likely as all of them one after the other.
    const probability = shares.reduce(
      (all, share) => (all === undefined || share === undefined ? undefined : all * share),
      1,
    );
    const [first] = parts;
    return {
      key: positions[0] ?? 0,
      text,
      label: positions.length > 1 ? text : (first?.token.label ?? text),
      kind: first?.token.special ? 'special' : first?.token.tool ? 'tool' : 'written',
      probability,
      probabilityText: probability === undefined ? '' : chance(probability),
    };
  });
  const alternativesOf = (position: number): Alternative[] => {
    const drawn = answer[position];
    if (!drawn?.logits) return [];
    return candidates(drawn.logits, plainSampling, tokenizer, alternativesShown).map(
      ({ tokenId, label, probability }) => ({
        label,
        share: chance(probability),
        isChosen: tokenId === drawn.token.tokenId,
      }),
    );
  };
  return (
    <AnswerText
      pieces={pieces}
      alternativesOf={alternativesOf}
      language={school.language === 'zh' ? 'zh-CN' : 'en'}
      words={{ instead: t.pad.instead, hint: t.pad.pressToken, fromTool: t.pad.fromTool }}
    />
  );
}
