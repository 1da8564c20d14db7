import { hasNumeral, type LessonId, lessons, type Part } from '../../lessons/order.ts';
import { actions, usePage } from '../../store/page.ts';
import { isDone } from '../../store/progress.ts';
import { addressOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';

/** The parts of the course with their lessons, in order. */
export const parts: readonly { part: Part; ids: readonly LessonId[] }[] = [
  ...new Set(lessons.map(({ part }) => part)),
].map((part) => ({ part, ids: lessons.filter((lesson) => lesson.part === part).map(({ id }) => id) }));

/** Lessons that can be done. */
export const countedIds: readonly LessonId[] = lessons.filter(({ goal }) => goal.length > 0).map(({ id }) => id);

/** Marks of what has no numeral. */
const signs: Partial<Record<LessonId, string>> = { lab: '⚗', glossary: 'Aa' };

/** The thumb index along the edge of the book: a mark a lesson, with the contents one press away. */
export function CourseIndex() {
  const { t } = useWords();
  const current = usePage((state) => state.lesson);
  return (
    <nav className="course-index" aria-label={t.course.label}>
      <button
        type="button"
        className="contents-button"
        data-testid="contents-button"
        onClick={() => actions.showDialog('contents')}
      >
        <span aria-hidden="true">☰ </span>
        {t.course.contents}
      </button>
      <ol>
        {parts.map(({ part, ids }) => (
          <li key={part} data-accent={part} className={ids.includes(current) ? 'is-open' : undefined}>
            <span className="index-part" id={`part-${part}`}>
              {t.parts[part]}
            </span>
            <ol aria-labelledby={`part-${part}`}>
              {ids.map((id) => (
                <li key={id}>
                  <IndexMark id={id} isCurrent={id === current} />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function IndexMark({ id, isCurrent }: { id: LessonId; isCurrent: boolean }) {
  const { t } = useWords();
  const address = usePage((state) => addressOf(state, id));
  const hasDone = usePage((state) => isDone(state.progress, id));
  return (
    <a
      className="index-mark"
      href={address}
      aria-current={isCurrent ? 'page' : undefined}
      title={t.lessons[id]}
      data-to={id}
      data-done={hasDone}
    >
      <span aria-hidden="true">{hasNumeral(id) ? id : signs[id]}</span>
      <span className="hidden">
        {hasNumeral(id) && `${id} `}
        {t.lessons[id]}
        {hasDone && `, ${t.course.done}`}
      </span>
    </a>
  );
}
