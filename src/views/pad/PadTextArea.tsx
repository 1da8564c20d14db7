import { maxPromptCharacters } from '../../store/limits.ts';
import { actions, usePage } from '../../store/page.ts';
import { promptOf, promptSize, promptTextOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { BoundedTextArea } from '../widgets/BoundedTextArea.tsx';

/** The text that is put before the model, with the room it takes. The pad and the lessons that look at it share one text. */
export function PadTextArea({ label, rows = 2, onType }: { label: string; rows?: number; onType?: () => void }) {
  const { t, integer } = useWords();
  const text = usePage(promptTextOf);
  const language = usePage((state) => (state.school?.language === 'zh' ? 'zh-CN' : 'en'));
  const tokens = usePage((state) => state.school && promptSize(state.school, promptOf(state)).tokens);
  const limit = usePage((state) => state.school && promptSize(state.school, promptOf(state)).limit);
  const fits = tokens === undefined || limit === undefined || tokens <= limit;
  return (
    <BoundedTextArea
      label={label}
      value={text}
      limit={maxPromptCharacters}
      rows={rows}
      language={language}
      onChange={(typed) => {
        actions.setPrompt(typed);
        onType?.();
      }}
      onTooLong={(characters) => actions.refuseText(characters, maxPromptCharacters)}
      isInvalid={!fits}
      note={
        tokens !== undefined &&
        limit !== undefined && (
          <span data-testid="prompt-size">{(fits ? t.pad.size : t.pad.tooLong)(integer(tokens), integer(limit))}</span>
        )
      }
    />
  );
}
