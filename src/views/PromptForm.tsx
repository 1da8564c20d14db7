import { useMemo } from 'react';
import type { StageName } from '../llm/reports.ts';
import { maxPromptCharacters } from '../store/limits.ts';
import { actions, usePage } from '../store/page.ts';
import type { Answering } from '../store/pageState.ts';
import { activeStage, answeringStage, promptSize, suggestions } from '../store/selectors.ts';
import { useWords } from './useWords.ts';
import { BoundedTextArea } from './widgets/BoundedTextArea.tsx';

/** Who is asked, what, and how it is put before the model. */
export function PromptForm() {
  const { t, integer } = useWords();
  const school = usePage((state) => state.school);
  const text = usePage(promptTextOf);
  const kind = usePage(promptKindOf);
  const hasTools = usePage((state) => state.hasTools);
  const size = usePage((state) => state.school && promptSize(state.school, promptOf(state)).tokens);
  const limit = usePage((state) => state.school && promptSize(state.school, promptOf(state)).limit);
  const language = school?.language === 'zh' ? 'zh-CN' : 'en';
  return (
    <div className="prompt-form">
      <AnsweringChoice />
      <BoundedTextArea
        label={t.pad.prompt}
        value={prompt}
        limit={maxPromptCharacters}
        rows={3}
        language={language}
        onChange={actions.setPrompt}
        onTooLong={(characters) => actions.refuseText(characters, maxPromptCharacters)}
        describedBy="prompt-size"
        isInvalid={size?.fits === false}
      />
      <p id="prompt-size" className={size?.fits === false ? 'hint is-wrong' : 'hint'} data-testid="prompt-size">
        {size &&
          (size.fits
            ? t.pad.size(integer(size.tokens), integer(size.limit))
            : t.pad.tooLong(integer(size.tokens), integer(size.limit)))}
      </p>
      {school && (
        <ul className="suggestions" aria-label={t.pad.suggestions}>
          {suggestions(school.language, promptKind).map((text) => (
            <li key={text}>
              <button type="button" className="quiet" lang={language} onClick={() => actions.setPrompt(text)}>
                {text.replaceAll('\n', ' ↵ ')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <fieldset className="row">
        <legend>{t.pad.kind}</legend>
        {(['chat', 'raw'] as const).map((kind) => (
          <label key={kind} className="option">
            <input
              type="radio"
              name="prompt-kind"
              checked={promptKind === kind}
              onChange={() => actions.setPromptKind(kind)}
            />
            <span>{t.pad[kind]}</span>
          </label>
        ))}
        {promptKind === 'chat' && (
          <label className="option">
            <input type="checkbox" checked={hasTools} onChange={({ target }) => actions.setTools(target.checked)} />
            <span>{t.pad.tools}</span>
          </label>
        )}
      </fieldset>
    </div>
  );
}

/** The newest by itself, or any checkpoint in memory. */
function AnsweringChoice() {
  const { t } = useWords();
  const answering = usePage((state) => state.answering);
  const checkpoints = usePage((state) => state.checkpoints);
  const active = usePage(activeStage);
  const newest: StageName | 'live' = usePage((state) => answeringStage({ ...state, answering: 'newest' }));
  const newestName = newest === 'live' ? (active ? t.training[active] : '') : t.stages[newest];
  return (
    <label className="field inline">
      <span>{t.pad.answering}</span>
      <select
        value={answering}
        data-testid="answering"
        onChange={({ target }) => actions.setAnswering(target.value as Answering)}
      >
        <option value="newest">{t.pad.newest(newestName)}</option>
        {active && <option value="live">{t.pad.live(t.training[active])}</option>}
        {checkpoints.map(({ stage }) => (
          <option key={stage} value={stage}>
            {t.stages[stage]}
          </option>
        ))}
      </select>
    </label>
  );
}
