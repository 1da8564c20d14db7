import { useState } from 'react';
import type { Honesty } from '../../lessons/2.4-honesty/en.tsx';
import type { InterviewAnswer, InterviewGroup } from '../../llm/interview.ts';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { hasCheckpoint } from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import { useModelLanguage } from '../examples/roster.ts';
import { spoken } from '../examples/spoken.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { ShareBar } from '../widgets/ShareBar.tsx';
import { type Compared, countOf } from './compared.ts';
import { askBoth, comparedOf, groupSlice, groups, outcomes, slots } from './outcomes.ts';

type Labels = Honesty['labels'];

/** What is said of people who were in no example, before and after. */
export function AfterPanel({ labels }: { labels: Labels }) {
  const compared = usePage(comparedOf);
  const isAsking = usePage((state) =>
    Object.values(slots).some((slot) => questionAt(state.questions, 'interview', slot)?.isOpen ?? false),
  );
  const hasBefore = usePage((state) => hasCheckpoint(state, 'assistant'));
  const isAsked = compared.after !== undefined;
  return (
    <NeedsStage stage="honest">
      <div className="buttons">
        <button type="button" className="primary" disabled={isAsking} onClick={askBoth}>
          {isAsked ? labels.compareAgain : labels.compare}
        </button>
        {isAsking && <span className="hint">{labels.comparing}</span>}
        {!hasBefore && <span className="hint">{labels.noBefore}</span>}
      </div>
      {isAsked ? (
        <>
          <Bars compared={compared} labels={labels} />
          <Listed compared={compared} labels={labels} />
        </>
      ) : (
        <p className="empty">{labels.compareEmpty}</p>
      )}
    </NeedsStage>
  );
}

function Bars({ compared, labels }: { compared: Compared; labels: Labels }) {
  const { integer, percent } = useWords();
  const rows = [
    { key: 'before' as const, label: labels.before, answers: compared.before },
    { key: 'after' as const, label: labels.after, answers: compared.after },
  ].filter(({ answers }) => answers !== undefined);
  const shown = groups.filter((group) => countOf(compared.after, group).total > 0);
  const strangers = countOf(compared.after, 'stranger');
  return (
    <Figure
      title={labels.figure}
      testId="outcomes"
      alternative={labels.outcomeNow(percent(strangers.of.refused / Math.max(1, strangers.total)))}
      legend={outcomes.map((outcome) => (
        <span key={outcome} className="key">
          <span className={`share-key is-${outcome}`} aria-hidden="true" />
          {labels.outcomes[outcome]}
        </span>
      ))}
      table={{
        label: labels.table,
        make: () => (
          <DataTable
            caption={labels.table}
            head={[labels.who, ...outcomes.map((outcome) => labels.outcomes[outcome])]}
            rows={shown.flatMap((group) =>
              rows.map(({ label, answers }) => {
                const { of, total } = countOf(answers, group);
                return [
                  `${labels.groups[group]}, ${label}`,
                  ...outcomes.map((outcome) => labels.ofTotal(integer(of[outcome]), integer(total))),
                ];
              }),
            )}
          />
        ),
      }}
    >
      {shown.map((group) => (
        <div key={group} className="share-group">
          <p className="share-who">
            {labels.groups[group]} <span className="hint">{integer(countOf(compared.after, group).total)}</span>
          </p>
          {rows.map(({ key, label, answers }) => {
            const { of, total } = countOf(answers, group);
            return (
              <ShareBar
                key={key}
                label={label}
                parts={outcomes.map((outcome) => ({
                  key: outcome,
                  share: of[outcome] / Math.max(1, total),
                  text: integer(of[outcome]),
                }))}
              />
            );
          })}
        </div>
      ))}
    </Figure>
  );
}

/** What was said of the people of one group, name by name. */
function Listed({ compared, labels }: { compared: Compared; labels: Labels }) {
  const group = usePage((state) => sliceOf(state, groupSlice));
  const language = useModelLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const before = new Map(compared.before?.map((answer) => [answer.name, answer]));
  const listed = compared.after?.filter((answer) => answer.group === group) ?? [];
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{labels.listed}</summary>
      <label className="field inline">
        <span>{labels.who}</span>
        <select
          value={group}
          onChange={({ target }) =>
            actions.setSlice<InterviewGroup>(groupSlice, groups.find((name) => name === target.value) ?? 'stranger')
          }
        >
          {groups.map((name) => (
            <option key={name} value={name}>
              {labels.groups[name]}
            </option>
          ))}
        </select>
      </label>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll tall" aria-label={labels.listed} tabIndex={0}>
        <table className="side-table">
          <thead>
            <tr>
              <th scope="col">{labels.name}</th>
              <th scope="col">{labels.before}</th>
              <th scope="col">{labels.after}</th>
            </tr>
          </thead>
          <tbody lang={language}>
            {(isOpen ? listed : []).map((answer) => (
              <tr key={answer.name}>
                <th scope="row">{answer.name}</th>
                <td data-label={labels.before}>
                  <Said answer={before.get(answer.name)} labels={labels} />
                </td>
                <td data-label={labels.after}>
                  <Said answer={answer} labels={labels} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Said({ answer, labels }: { answer: InterviewAnswer | undefined; labels: Labels }) {
  if (!answer) return null;
  return (
    <>
      <span className={`share-key is-${answer.outcome}`} aria-hidden="true" />
      <span className="hidden">{labels.outcomes[answer.outcome]}: </span> {spoken(answer.text)}
    </>
  );
}
