import { Suspense, use, useDeferredValue, useEffect, useRef } from 'react';
import type { PageLanguage } from '../../i18n/index.ts';
import { entryOf, hasNumeral, type LessonId } from '../../lessons/order.ts';
import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { Boundary } from './Boundary.tsx';
import { loadGlossary } from './glossary.ts';
import { kit } from './kit.tsx';
import { LessonContext } from './LessonContext.ts';
import { LessonEnd } from './LessonEnd.tsx';
import { loadLesson } from './lessonTable.ts';
import { useKeyboard } from './useKeyboard.ts';

/** One lesson. While the next one is being fetched, the one before stays in sight. */
export function LessonPage() {
  const { t } = useWords();
  const wanted = usePage((state) => state.lesson);
  const id = useDeferredValue(wanted);
  const language = useDeferredValue(usePage((state) => state.language));
  const main = useRef<HTMLElement>(null);
  const shown = useRef(id);
  useEffect(() => {
    if (shown.current === id) return;
    shown.current = id;
    // Every lesson begins at its top, also for those who hear it.
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [id]);
  return (
    <main id="lesson" className="lesson" tabIndex={-1} ref={main} aria-busy={id !== wanted} data-lesson={id}>
      <Heading id={id} />
      <Boundary key={`${id}/${language}`} message={t.course.loadFailed} retry={t.course.retry}>
        <Suspense fallback={<p className="hint">{t.course.loading}</p>}>
          <LessonBody id={id} language={language} />
        </Suspense>
      </Boundary>
    </main>
  );
}

function Heading({ id }: { id: LessonId }) {
  const { t } = useWords();
  const { part } = entryOf(id);
  return (
    <header className="lesson-heading">
      <p className="lesson-part">
        {hasNumeral(id) && <span className="lesson-numeral">{id}</span>} {t.parts[part]}
      </p>
      <h2>{t.lessons[id]}</h2>
    </header>
  );
}

function LessonBody({ id, language }: { id: LessonId; language: PageLanguage }) {
  const lesson = use(loadLesson(id, language));
  useKeyboard(lesson.keys);
  useEffect(() => {
    performance.mark('usable');
    loadGlossary(language);
  }, [language]);
  return (
    <LessonContext value={{ id, lesson, load: loadLesson }}>
      <div className="prose">
        <lesson.Prose {...kit} />
      </div>
      <LessonEnd />
    </LessonContext>
  );
}
