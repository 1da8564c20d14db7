import { useMemo, useState } from 'react';
import type { Tokens } from '../../lessons/1.2-tokens/en.tsx';
import { createTokenizer, firstMergeId } from '../../llm/tokenizer.ts';
import type { OpenedSchool } from '../../store/mirror.ts';
import { usePage } from '../../store/page.ts';
import { tokenizerOf } from '../../store/selectors.ts';
import { useAnswer } from '../course/useAnswer.ts';
import { useWords } from '../useWords.ts';
import { Slider } from '../widgets/Slider.tsx';
import { type TextPiece, TokenText } from '../widgets/TokenText.tsx';
import { addMerges, makeMerges, mergesNow, mergesSlot } from './mergeState.ts';
import { PairBars } from './PairBars.tsx';
import { marksOf, piecesOf } from './pieces.ts';
import { TokenFacts } from './TokenFacts.tsx';
import { VocabularyFigure } from './VocabularyFigure.tsx';

type Labels = Tokens['labels'];

/** Byte-pair encoding, merge by merge, on a stretch of what the model reads. */
export function MergesPanel({ labels }: { labels: Labels }) {
  const school = usePage((state) => state.school);
  const made = usePage(mergesNow);
  const history = useAnswer(mergesSlot, 'merges', { name: 'merges', asked: {} });
  // The history of a school that was just left has not as many moments as this one has merges.
  if (!school || history?.moments.length !== school.merges.length + 1) return <p className="empty">{labels.waiting}</p>;
  const moment = history.moments[made];
  return (
    <>
      <Buttons labels={labels} made={made} all={school.merges.length} />
      <Stretch labels={labels} school={school} made={made} stretch={history.stretch} />
      {moment && (
        <PairBars labels={labels} school={school} pairs={moment.pairs} isLast={made === school.merges.length} />
      )}
      <VocabularyFigure labels={labels} moments={history.moments} made={made} />
    </>
  );
}

function Buttons({ labels, made, all }: { labels: Labels; made: number; all: number }) {
  const { integer } = useWords();
  const isDone = made === all;
  return (
    <>
      <div className="buttons" data-testid="merge-buttons" data-made={made}>
        <button type="button" disabled={made === 0} onClick={() => makeMerges(0)}>
          {labels.startOver}
        </button>
        <button type="button" disabled={made === 0} onClick={() => addMerges(-1)}>
          {labels.undo}
        </button>
        <button type="button" className="primary" disabled={isDone} onClick={() => addMerges(1)}>
          {labels.mergeOne}
        </button>
        <button type="button" disabled={isDone} onClick={() => addMerges(10)}>
          {labels.mergeTen}
        </button>
        <button type="button" disabled={isDone} onClick={() => makeMerges(all)}>
          {labels.mergeAll}
        </button>
      </div>
      <Slider
        label={labels.merges}
        value={made}
        valueText={labels.mergesOf(integer(made), integer(all))}
        min={0}
        max={all}
        step={1}
        onChange={makeMerges}
      />
    </>
  );
}

function Stretch({
  labels,
  school,
  made,
  stretch,
}: {
  labels: Labels;
  school: OpenedSchool;
  made: number;
  stretch: string;
}) {
  const { integer } = useWords();
  const [chosen, setChosen] = useState(0);
  const { tokenizer, pieces, tokens } = useMemo(() => {
    const tokenizerSoFar = createTokenizer(school.merges.slice(0, made));
    const tokenIds = tokenizerSoFar.encode(stretch);
    const newest = made > 0 ? firstMergeId + made - 1 : undefined;
    const marks = marksOf(tokenizerSoFar, stretch, school.merges[made], newest);
    return { tokenizer: tokenizerSoFar, pieces: piecesOf(tokenizerSoFar, tokenIds, marks), tokens: tokenIds.length };
  }, [school, made, stretch]);
  const nameOf = (piece: TextPiece): string =>
    labels.name(piece.text, piece.parts.map(({ tokenId }) => tokenId).join(' '));
  return (
    <>
      <p className="figures" data-testid="stretch-count" data-tokens={tokens}>
        {labels.stretchNow(integer(tokens), integer(firstMergeId + made))}
      </p>
      <TokenText
        pieces={pieces}
        hasIds={false}
        label={labels.stretch}
        language={school.language === 'zh' ? 'zh-CN' : 'en'}
        chosen={pieces.some(({ key }) => key === chosen) ? chosen : 0}
        nameOf={nameOf}
        onChoose={setChosen}
        testId="stretch"
      />
      <p className="legend">
        <span className="token tint-2 is-pair">{labels.legend.pair}</span>{' '}
        <span className="token tint-2 is-new">{labels.legend.new}</span>
      </p>
      <TokenFacts
        labels={labels}
        tokenizer={made === school.merges.length ? tokenizerOf(school) : tokenizer}
        piece={pieces.find(({ key }) => key === chosen) ?? pieces[0]}
      />
    </>
  );
}
