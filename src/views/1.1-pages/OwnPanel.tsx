import { type DragEvent, useState } from 'react';
import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import { maxOwnBytes, maxOwnCharacters } from '../../llm/ownText.ts';
import { cleanReading } from '../../llm/reading.ts';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { sliceOf } from '../../store/slice.ts';
import { useWords } from '../useWords.ts';
import { BoundedTextArea } from '../widgets/BoundedTextArea.tsx';
import { ownSlot, pastedText, readFiles, readPasted, refusedBytes } from './ownText.ts';

/** Longer texts come as files: a field with a book in it is slow to type in. */
const maxPastedCharacters = 100_000;
const accepted = '.txt,.md,.jsonl,text/plain,text/markdown';

/** The reader's own text in place of the crawl: pasted, dropped or chosen. */
export function OwnPanel({ labels }: { labels: Pages['labels'] }) {
  const { integer } = useWords();
  const megabytes = (count: number): string => integer(Math.ceil(count / 1e6));
  const [isOver, setIsOver] = useState(false);
  const pasted = usePage((state) => sliceOf(state, pastedText));
  const tooLarge = usePage((state) => sliceOf(state, refusedBytes));
  const limits = labels.own.limits(megabytes(maxOwnBytes), integer(maxOwnCharacters), integer(maxPastedCharacters));
  const allow = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    setIsOver(true);
  };
  const take = (event: DragEvent): void => {
    setIsOver(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    // Elsewhere on the page a dropped file is a model.
    event.stopPropagation();
    void readFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; there is a file field too
    <div className="own" data-over={isOver} onDragOver={allow} onDragLeave={() => setIsOver(false)} onDrop={take}>
      <BoundedTextArea
        label={labels.own.field}
        value={pasted}
        limit={maxPastedCharacters}
        rows={5}
        language=""
        onChange={(text) => actions.setSlice(pastedText, text)}
        onTooLong={(characters) => actions.refuseText(characters, maxPastedCharacters)}
      />
      <div className="buttons">
        <button type="button" disabled={pasted.trim() === ''} onClick={() => readPasted(pasted)}>
          {labels.own.take}
        </button>
        <label className="file">
          <span className="button">{labels.own.choose}</span>
          <input
            type="file"
            className="hidden"
            accept={accepted}
            multiple
            onChange={({ target }) => {
              void readFiles([...(target.files ?? [])]);
              target.value = '';
            }}
          />
        </label>
      </div>
      <p className="hint">{limits}</p>
      {tooLarge !== undefined && (
        <p className="hint is-wrong" role="alert">
          {labels.own.tooLarge(megabytes(tooLarge), megabytes(maxOwnBytes))}
        </p>
      )}
      <Taken labels={labels} />
    </div>
  );
}

/** What was made of the text, and the way to have it read. */
function Taken({ labels }: { labels: Pages['labels'] }) {
  const { integer } = useWords();
  const question = usePage((state) => questionAt(state.questions, 'ownText', ownSlot));
  const school = usePage((state) => state.school);
  const own = question?.answer;
  if (!school) return null;
  const { language, preset, seed, reading } = school;
  return (
    <div role="status" data-testid="own-taken" data-documents={own?.documents.length}>
      {question?.isOpen && <p className="hint">{labels.own.reading}</p>}
      {own && (
        <>
          <p>
            {labels.own.taken(integer(own.documents.length), integer(own.characters))}
            {own.isCut && ` ${labels.own.cut(integer(own.characters))}`}
            {own.skippedLines > 0 && ` ${labels.own.skipped(integer(own.skippedLines))}`}
          </p>
          <blockquote className="page-text">{own.documents[0]}</blockquote>
          <div className="buttons">
            <button
              type="button"
              className="primary"
              onClick={() =>
                actions.openSchool(language, preset, seed, { ...cleanReading, ownDocuments: own.documents })
              }
            >
              {labels.own.readThese}
            </button>
            <span className="hint">{labels.readTheseHint}</span>
          </div>
        </>
      )}
      {reading.isOwn && (
        <p className="buttons">
          <span>{labels.own.isRead}</span>
          <button type="button" onClick={() => actions.openSchool(language, preset, seed)}>
            {labels.own.backToCrawl}
          </button>
        </p>
      )}
    </div>
  );
}
