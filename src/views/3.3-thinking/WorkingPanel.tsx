import type { Thinking } from '../../lessons/3.3-thinking/en.tsx';
import type { WorkingChances } from '../../llm/thinking.ts';
import { usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { SumForm } from '../exercises/SumForm.tsx';
import { useModelTag } from '../exercises/useModelTag.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { Figure } from '../widgets/Figure.tsx';
import { lookAtWorking, slots, wholeChances } from './thinking.ts';

type Labels = Thinking['labels'];

/** How likely each digit of the right answer is, with more and more of the model's own working before it. */
export function WorkingPanel({ labels }: { labels: Labels }) {
  const asked = usePage((state) => questionAt(state.questions, 'workings', slots.workings));
  const answer = asked?.answer;
  return (
    <NeedsStage stage="reasoner">
      <SumForm labels={labels}>
        <button type="button" className="primary" onClick={lookAtWorking}>
          {labels.look}
        </button>
      </SumForm>
      {!answer ? (
        <p className={asked ? 'empty working-empty' : 'empty'}>{labels.workingEmpty}</p>
      ) : answer.columns.length === 0 ? (
        <p className="empty">{labels.noWorking}</p>
      ) : (
        <Grid sum={asked.asked.sum.a + asked.asked.sum.b} found={answer} labels={labels} />
      )}
    </NeedsStage>
  );
}

function Grid({ sum, found, labels }: { sum: number; found: WorkingChances; labels: Labels }) {
  const { chance } = useWords();
  const language = useModelTag();
  const digits = [...`${sum}`];
  const whole = wholeChances(found);
  return (
    <Figure
      isInteractive
      title={labels.workingTitle}
      testId="workings"
      alternative={
        <>
          {whole && labels.workingNow(`${sum}`, chance(whole.atOnce), chance(whole.worked))}{' '}
          {found.found !== undefined && found.found !== sum && labels.workingWrong(`${found.found}`)}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" aria-label={labels.workingTitle} tabIndex={0}>
        <table className="workings">
          <thead>
            <tr>
              <th scope="col">{labels.before}</th>
              {digits.map((digit, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: digits never move
                <th key={index} scope="col">
                  {digit}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.rows.map(({ columns, chances }) => (
              <tr key={columns}>
                <th scope="row" lang={columns > 0 ? language : undefined}>
                  {columns === 0 ? labels.nothingBefore : found.columns.slice(0, columns).join(' ')}
                </th>
                {chances.map((share, index) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: digits never move
                    key={index}
                    style={{
                      background: `color-mix(in srgb, var(--accent) ${(share * 55).toFixed(1)}%, var(--sheet))`,
                    }}
                  >
                    {chance(share)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}
