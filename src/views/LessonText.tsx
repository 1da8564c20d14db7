import { lessons } from '../lessons/index.ts';
import { usePage } from '../store/page.ts';
import { useWords } from './useWords.ts';

/** The prose that opens a chapter. */
export function LessonText() {
  const { t } = useWords();
  const language = usePage((state) => state.language);
  const place = usePage((state) => state.place);
  const lesson = lessons[language][place];
  return (
    <header className="lesson">
      <p className="lesson-numeral" aria-hidden="true">
        {t.numerals[place]}
      </p>
      <h2>{lesson.title}</h2>
      {lesson.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </header>
  );
}
