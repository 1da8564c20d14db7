import { actions, usePage } from '../store/page.ts';
import { AnswerView } from './AnswerView.tsx';
import { NextToken } from './NextToken.tsx';
import { PromptForm } from './PromptForm.tsx';
import { useInspection } from './useInspection.ts';
import { useWords } from './useWords.ts';

/** Where the reader talks to the model at any moment, also while it trains. */
export function ScratchPad() {
  const { t } = useWords();
  const isOpen = usePage((state) => state.isPadOpen);
  useInspection();
  return (
    <aside className="pad" aria-label={t.pad.title} data-open={isOpen}>
      <button
        type="button"
        className="pad-handle"
        aria-expanded={isOpen}
        aria-controls="pad-body"
        onClick={() => actions.setPadOpen(!isOpen)}
      >
        {isOpen ? t.pad.close : t.pad.open}
      </button>
      <div id="pad-body" className="pad-body">
        <h2>{t.pad.title}</h2>
        <PromptForm />
        <AnswerView />
        <NextToken />
      </div>
    </aside>
  );
}
