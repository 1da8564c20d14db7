import type { Imitation } from '../../lessons/2.2-imitation/en.tsx';
import { usePage } from '../../store/page.ts';
import { sliceOf } from '../../store/slice.ts';
import { useWords } from '../useWords.ts';
import { Slider } from '../widgets/Slider.tsx';
import { chooseShot, questionsOf, repliesIn, shotsOf, shotsSlice, useFollowing } from './following.ts';

type Labels = Imitation['labels'];

/** The base model on the left, the assistant on the right, at whichever step of its training. */
export function SidePanel({ labels }: { labels: Labels }) {
  useFollowing();
  const { integer } = useWords();
  const questions = usePage(questionsOf);
  const shots = usePage(shotsOf);
  const base = usePage((state) => repliesIn(state, 'base'));
  const chosen = usePage((state) => sliceOf(state, shotsSlice).chosen);
  const language = usePage((state) => (state.school?.language === 'zh' ? 'zh-CN' : 'en'));
  const index = Math.min(chosen ?? Number.POSITIVE_INFINITY, shots.length - 1);
  const shot = shots[index];
  const said = (from: typeof shot, question: string): string | undefined =>
    from?.answers[from.questions.indexOf(question)];
  return (
    <div className="side-by-side" data-testid="side-by-side" data-shots={shots.length}>
      {shots.length > 1 && (
        <Slider
          label={labels.when}
          value={index}
          min={0}
          max={shots.length - 1}
          step={1}
          valueText={labels.afterStep(integer(shot?.step ?? 0))}
          onChange={(place) => chooseShot(place, shots.length)}
        />
      )}
      <table className="side-table">
        <thead>
          <tr>
            <th scope="col">{labels.asked}</th>
            <th scope="col">{labels.base}</th>
            <th scope="col">{shot ? labels.assistantAt(integer(shot.step)) : labels.assistant}</th>
          </tr>
        </thead>
        <tbody>
          {questions.map((question) => (
            <tr key={question} lang={language}>
              <th scope="row">{question}</th>
              <td data-label={labels.base} data-testid="base-said">
                {said(base, question) ?? <span className="empty">{labels.noBase}</span>}
              </td>
              <td data-label={labels.assistant} data-testid="assistant-said">
                {said(shot, question) ?? <span className="empty">{labels.noAssistant}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
