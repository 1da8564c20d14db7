import { hasNumeral, type LessonId } from '../../lessons/order.ts';
import { actions, usePage } from '../../store/page.ts';
import { isDone } from '../../store/progress.ts';
import { addressOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { countedIds, parts } from './CourseIndex.tsx';

/** The contents page: every lesson by its title, and what is done. */
export function ContentsDialog() {
  const { t, integer } = useWords();
  const doneCount = usePage((state) => countedIds.filter((id) => isDone(state.progress, id)).length);
  const close = (): void => actions.showDialog(undefined);
  return (
    <Dialog title={t.course.contents} className="contents" onClose={close}>
      <p className="hint" data-testid="progress">
        {t.course.progress(integer(doneCount), integer(countedIds.length))}
      </p>
      <ol>
        {parts.map(({ part, ids }) => (
          <li key={part} data-accent={part}>
            <h3>{t.parts[part]}</h3>
            <ol>
              {ids.map((id) => (
                <Line key={id} id={id} onGo={close} />
              ))}
            </ol>
          </li>
        ))}
      </ol>
      <div className="buttons">
        <button type="button" className="primary" onClick={close}>
          {t.course.close}
        </button>
        <button
          type="button"
          className="quiet"
          title={t.course.forgetHint}
          disabled={doneCount === 0}
          onClick={actions.forgetProgress}
        >
          {t.course.forget}
        </button>
      </div>
    </Dialog>
  );
}

function Line({ id, onGo }: { id: LessonId; onGo(): void }) {
  const { t } = useWords();
  const address = usePage((state) => addressOf(state, id));
  const isCurrent = usePage((state) => state.lesson === id);
  const hasDone = usePage((state) => isDone(state.progress, id));
  return (
    <li>
      <a href={address} data-to={id} aria-current={isCurrent ? 'page' : undefined} onClick={onGo}>
        <span className="lesson-numeral">{hasNumeral(id) && id}</span>
        <span>{t.lessons[id]}</span>
        {hasDone && (
          <span className="tick">
            <span aria-hidden="true">✓</span>
            <span className="hidden">{t.course.done}</span>
          </span>
        )}
      </a>
    </li>
  );
}
