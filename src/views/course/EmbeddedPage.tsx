import { Suspense, use } from 'react';
import type { PageLanguage } from '../../i18n/index.ts';
import type { LessonId } from '../../lessons/order.ts';
import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { Boundary } from './Boundary.tsx';
import { Panel } from './kit.tsx';
import { LessonContext } from './LessonContext.ts';
import { loadLesson } from './lessonTable.ts';
import { useKeyboard } from './useKeyboard.ts';

/** One panel of a lesson and nothing around it, for slides. */
export function EmbeddedPage() {
  const { t } = useWords();
  const id = usePage((state) => state.lesson);
  const language = usePage((state) => state.language);
  return (
    <main className="embedded">
      <h1 className="hidden">{t.lessons[id]}</h1>
      <h2 className="hidden">{t.title}</h2>
      <Boundary key={`${id}/${language}`} message={t.course.loadFailed} retry={t.course.retry}>
        <Suspense fallback={<p className="hint">{t.course.loading}</p>}>
          <OnePanel id={id} language={language} />
        </Suspense>
      </Boundary>
    </main>
  );
}

function OnePanel({ id, language }: { id: LessonId; language: PageLanguage }) {
  const lesson = use(loadLesson(id, language));
  const wanted = usePage((state) => state.panel);
  const names = Object.keys(lesson.panels);
  const name = names.find((panel) => panel === wanted) ?? names[0];
  useKeyboard(lesson.keys);
  return <LessonContext value={{ id, lesson, load: loadLesson }}>{name && <Panel of={name} />}</LessonContext>;
}
