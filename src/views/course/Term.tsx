/** A word of the field with its explanation. */
import { type ReactNode, Suspense, use } from 'react';
import type { TermId } from '../../lessons/glossary/en.ts';
import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { Popover } from '../widgets/Popover.tsx';
import { Boundary } from './Boundary.tsx';
import { loadGlossary } from './glossary.ts';

export function Term({ of, children }: { of: TermId; children: ReactNode }) {
  const { t } = useWords();
  return (
    <Popover className="term" label={children}>
      <Boundary message={t.course.loadFailed} retry={t.course.retry}>
        <Suspense fallback="…">
          <Explanation of={of} />
        </Suspense>
      </Boundary>
    </Popover>
  );
}

function Explanation({ of }: { of: TermId }) {
  const { name, text } = use(loadGlossary(usePage((state) => state.language)))[of];
  return (
    <>
      <strong>{name}</strong> {text}
    </>
  );
}
