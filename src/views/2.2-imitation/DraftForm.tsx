import { useEffect, useRef } from 'react';
import type { Imitation } from '../../lessons/2.2-imitation/en.tsx';
import { editLimits } from '../../llm/edits.ts';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { BoundedTextArea } from '../widgets/BoundedTextArea.tsx';
import { Slider } from '../widgets/Slider.tsx';
import { type Draft, draftProblem, keepDraft, setDraft } from './pile.ts';

/** An example that is being written. */
export function DraftForm({ draft, labels }: { draft: Draft; labels: Imitation['labels'] }) {
  const { integer } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const language = usePage((state) => (state.school?.language === 'zh' ? 'zh-CN' : 'en'));
  const problem = usePage((state) => draftProblem(state, draft));
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  const half = editLimits.characters / 2;
  const refuse = (characters: number): void => actions.refuseText(characters, half);
  return (
    <form
      ref={form}
      className="draft"
      aria-label={labels.draft}
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) keepDraft(draft);
      }}
    >
      <BoundedTextArea
        label={labels.question}
        value={draft.question}
        limit={half}
        rows={2}
        language={language}
        onChange={(question) => setDraft({ ...draft, question })}
        onTooLong={refuse}
      />
      <BoundedTextArea
        label={labels.answer}
        value={draft.answer}
        limit={half}
        rows={2}
        language={language}
        onChange={(answer) => setDraft({ ...draft, answer })}
        onTooLong={refuse}
      />
      <Slider
        label={labels.copies}
        value={Math.min(draft.copies, editLimits.copies)}
        valueText={labels.copiesOf(integer(draft.copies))}
        min={1}
        max={editLimits.copies}
        step={1}
        onChange={(copies) => setDraft({ ...draft, copies })}
      />
      <div className="buttons">
        <button type="submit" className="primary" disabled={problem !== undefined}>
          {labels.keep}
        </button>
        <button type="button" className="quiet" onClick={() => setDraft(undefined)}>
          {labels.cancel}
        </button>
        <span className="hint" role="status">
          {problem && labels.problems[problem]}
        </span>
      </div>
    </form>
  );
}
