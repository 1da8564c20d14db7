import { Fragment, useState } from 'react';
import type { Honesty } from '../../lessons/2.4-honesty/en.tsx';
import type { SpokenProbe } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { sliceOf } from '../../store/slice.ts';
import { Exchange } from '../examples/Exchange.tsx';
import { useKinds } from '../examples/kinds.ts';
import { useModelLanguage } from '../examples/roster.ts';
import { spoken } from '../examples/spoken.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';
import { askEverybody, countOf, inOrder, openSlice, probingOf, slot, verdictSlice, verdicts } from './probing.ts';

type Labels = Honesty['labels'];

/** Everybody in the books, asked five times each, and the examples that follow. */
export function ProbePanel({ labels }: { labels: Labels }) {
  useKinds();
  const probing = usePage(probingOf);
  const isOpen = usePage((state) => questionAt(state.questions, 'probing', slot)?.isOpen ?? false);
  return (
    <NeedsStage stage="assistant">
      <div className="buttons">
        <button type="button" className="primary" disabled={isOpen} onClick={askEverybody}>
          {probing ? labels.probeAgain : labels.probe}
        </button>
        {isOpen && <span className="hint">{labels.probing}</span>}
      </div>
      {probing ? (
        <>
          <Counts labels={labels} />
          <People results={inOrder(probing.results)} declined={probing.declined} labels={labels} />
          <Generated labels={labels} />
        </>
      ) : (
        <p className="empty">{labels.empty}</p>
      )}
    </NeedsStage>
  );
}

/** How many of each verdict, and whose rows are shown. */
function Counts({ labels }: { labels: Labels }) {
  const { integer } = useWords();
  const probing = usePage(probingOf);
  const shown = usePage((state) => sliceOf(state, verdictSlice));
  if (!probing) return null;
  return (
    <div data-testid="probe" data-unknown={countOf(probing, 'unknown')}>
      <SegmentedControl
        label={labels.verdict}
        value={shown}
        onChange={(verdict) => actions.setSlice<SpokenProbe['verdict']>(verdictSlice, verdict)}
        segments={verdicts.map((verdict) => ({
          value: verdict,
          label: `${labels.verdicts[verdict]} ${integer(countOf(probing, verdict))}`,
        }))}
      />
    </div>
  );
}

function People({
  results,
  declined,
  labels,
}: {
  results: readonly SpokenProbe[];
  declined: readonly string[];
  labels: Labels;
}) {
  const { integer } = useWords();
  const open = usePage((state) => sliceOf(state, openSlice));
  const verdict = usePage((state) => sliceOf(state, verdictSlice));
  const language = useModelLanguage();
  const shown = results.filter((result) => result.verdict === verdict);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll tall" aria-label={labels.people} tabIndex={0}>
      <table className="data probe-table">
        <thead>
          <tr>
            <th scope="col">{labels.name}</th>
            <th scope="col">{labels.answers}</th>
            <th scope="col">{labels.becomes}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, answers }) => {
            const right = answers.filter(({ isRight }) => isRight).length;
            const isOpen = name === open;
            return (
              <Fragment key={name}>
                <tr>
                  <th scope="row" lang={language}>
                    <button
                      type="button"
                      className="quiet"
                      aria-expanded={isOpen}
                      onClick={() => actions.setSlice(openSlice, isOpen ? undefined : name)}
                    >
                      {name}
                    </button>
                  </th>
                  <td>
                    <span className="dots" aria-hidden="true">
                      {answers.map(({ isRight }, index) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: answers never move
                        <i key={index} className={isRight ? 'is-right' : 'is-wrong'} />
                      ))}
                    </span>
                    <span className="hidden">{labels.rightOf(integer(right), integer(answers.length))}</span>
                  </td>
                  <td>{declined.includes(name) ? labels.example : ''}</td>
                </tr>
                {isOpen && (
                  <tr>
                    <td colSpan={3}>
                      <ul className="spoken" lang={language}>
                        {answers.map(({ text, isRight }, index) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: answers never move
                          <li key={index} className={isRight ? 'mark is-right' : 'mark is-wrong'}>
                            <span aria-hidden="true">{isRight ? '✓' : '✗'}</span>
                            <span className="hidden">{isRight ? labels.right : labels.wrong}</span>{' '}
                            <span className="spoken-text">{spoken(text)}</span>
                          </li>
                        ))}
                      </ul>
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The conversations that were written out of it. */
function Generated({ labels }: { labels: Labels }) {
  const { integer } = useWords();
  const examples = usePage((state) => probingOf(state)?.examples);
  const language = useModelLanguage();
  const [isOpen, setIsOpen] = useState(false);
  if (!examples) return null;
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{labels.generated(integer(examples.length))}</summary>
      <ul className="example-list" data-testid="generated">
        {(isOpen ? examples : []).map(({ about, messages }) => (
          <li key={about} className="example">
            <Exchange messages={messages} words={labels} language={language} />
          </li>
        ))}
      </ul>
    </details>
  );
}
