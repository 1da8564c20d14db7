import type { StageName } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import type { Answering } from '../../store/pageState.ts';
import { activeStage, answeringStage, promptKindOf } from '../../store/selectors.ts';
import { suggestions } from '../../store/suggestions.ts';
import { useWords } from '../useWords.ts';
import { PadTextArea } from './PadTextArea.tsx';

/** Who is asked, what, and how it is put before the model. */
export function PromptForm() {
  const { t } = useWords();
  const school = usePage((state) => state.school);
  const kind = usePage(promptKindOf);
  const hasTools = usePage((state) => state.hasTools);
  const language = school?.language === 'zh' ? 'zh-CN' : 'en';
  return (
    <div className="prompt-form">
      <AnsweringChoice />
      <PadTextArea label={t.pad.prompt} />
      {school && (
        <ul className="suggestions" aria-label={t.pad.suggestions}>
          {suggestions(school, kind).map((suggestion, index) => (
            <li key={suggestion}>
              <button type="button" className="quiet" lang={language} onClick={() => actions.setPrompt(index)}>
                {suggestion.replaceAll('\n', ' ↵ ')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <fieldset className="row">
        <legend className="hidden">{t.pad.kind}</legend>
        {(['chat', 'raw'] as const).map((name) => (
          <label key={name} className="option">
            <input
              type="radio"
              name="prompt-kind"
              checked={kind === name}
              onChange={() => actions.setPromptKind(name)}
            />
            <span>{t.pad[name]}</span>
          </label>
        ))}
        {kind === 'chat' && (
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
export function AnsweringChoice() {
  const { t } = useWords();
  const answering = usePage((state) => state.answering);
  const checkpoints = usePage((state) => state.checkpoints);
  const active = usePage(activeStage);
  const newest: StageName | 'live' = usePage((state) => answeringStage({ ...state, answering: 'newest' }));
  const newestName = newest === 'live' ? t.pad.live : t.stages[newest];
  return (
    <label className="field inline">
      <span>{t.pad.answering}</span>
      <select
        value={answering}
        data-testid="answering"
        onChange={({ target }) => actions.setAnswering(target.value as Answering)}
      >
        <option value="newest">{t.pad.newest(newestName)}</option>
        {active && <option value="live">{t.pad.live}</option>}
        {checkpoints.map(({ stage }) => (
          <option key={stage} value={stage}>
            {t.stages[stage]}
          </option>
        ))}
      </select>
    </label>
  );
}
