import { actions } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { SavedRuns } from './SavedRuns.tsx';
import { TakeHome } from './TakeHome.tsx';

/** The reader's models: those that this browser keeps, and files of them. */
export function ModelsDialog() {
  const { t } = useWords();
  const close = (): void => actions.showDialog(undefined);
  return (
    <Dialog title={t.kept.models} className="models" onClose={close}>
      <SavedRuns />
      <TakeHome />
      <div className="buttons">
        <button type="button" className="primary" onClick={close}>
          {t.course.close}
        </button>
      </div>
    </Dialog>
  );
}
