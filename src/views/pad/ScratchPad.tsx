import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { AnswerView } from './AnswerView.tsx';
import { NextToken } from './NextToken.tsx';
import { PromptForm } from './PromptForm.tsx';
import { useMedia } from './useMedia.ts';

/** Where the reader talks to the model at any moment, also while it trains: beside the lesson, or pulled up from below. */
export function ScratchPad() {
  const { t } = useWords();
  const isWide = useMedia('(min-width: 68rem)');
  const isOpen = usePage((state) => state.isPadOpen ?? isWide);
  return (
    <aside className="pad" aria-label={t.pad.title} data-open={isOpen}>
      <h2>
        <button
          type="button"
          className="pad-handle"
          aria-expanded={isOpen}
          title={isOpen ? t.pad.close : undefined}
          onClick={() => actions.setPadOpen(!isOpen)}
        >
          {t.pad.title}
        </button>
      </h2>
      {isOpen && (
        <div className="pad-body">
          <PromptForm />
          <AnswerView />
          <NextToken />
        </div>
      )}
    </aside>
  );
}
