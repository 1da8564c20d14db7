import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { momentOf } from './moments.ts';

/** Whether what is trained here is safe, in a line. */
export function KeptState() {
  const words = useWords();
  const { current, problem } = usePage((state) => state.kept);
  if (problem) return null;
  const { saved, nothing } = words.t.kept.state;
  return (
    <p className="hint" data-testid="kept-state" data-saved={current?.savedMs}>
      {current ? saved(momentOf(words, current.savedMs)) : nothing}
    </p>
  );
}
