import { entryOf, hasNumeral, type LessonId, neighbors } from '../../lessons/order.ts';
import { usePage } from '../../store/page.ts';
import { isDone } from '../../store/progress.ts';
import { addressOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { useLesson } from './LessonContext.ts';

/** What stands below every lesson: what there is to do, where its claims come from, and the way on. */
export function LessonEnd() {
  const { t } = useWords();
  const { id } = useLesson();
  const { before, after } = neighbors(id);
  return (
    <footer className="lesson-end">
      <Task />
      <Sources />
      <nav className="turning" aria-label={`${t.course.before}, ${t.course.after}`}>
        {before && <Turn to={before} direction="before" />}
        {after && <Turn to={after} direction="after" />}
      </nav>
    </footer>
  );
}

/** Ticks itself off. */
function Task() {
  const { t } = useWords();
  const { id, lesson } = useLesson();
  const hasDone = usePage((state) => isDone(state.progress, id));
  if (entryOf(id).goal.length === 0) return null;
  return (
    <p className="task" role="status" data-testid="task" data-done={hasDone}>
      <span className="tick" aria-hidden="true">
        {hasDone ? '✓' : ''}
      </span>
      <span>
        <strong>{hasDone ? t.course.taskDone : t.course.task}</strong> {lesson.task}
      </span>
    </p>
  );
}

function Sources() {
  const { t } = useWords();
  const { lesson } = useLesson();
  const sources = Object.entries(lesson.sources);
  if (sources.length === 0) return null;
  return (
    <section className="sources" aria-labelledby="sources">
      <h3 id="sources">{t.course.sources}</h3>
      <ol>
        {sources.map(([name, { authors, title, venue, year, url }]) => (
          <li key={name} id={`source-${name}`} tabIndex={-1}>
            {authors}: <cite>{title}</cite>
            {venue && `, ${venue}`} ({year}).{' '}
            <a href={url} rel="noreferrer" target="_blank">
              {url.replace(/^https?:\/\//, '')}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Turn({ to, direction }: { to: LessonId; direction: 'before' | 'after' }) {
  const { t } = useWords();
  const address = usePage((state) => addressOf(state, to));
  return (
    <a className={`turn is-${direction}`} href={address} rel={direction === 'before' ? 'prev' : 'next'}>
      <span className="turn-word">{t.course[direction]}</span>
      <span>
        {hasNumeral(to) && <span className="lesson-numeral">{to}</span>} {t.lessons[to]}
      </span>
    </a>
  );
}
