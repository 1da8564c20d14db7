import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { Dialog } from '../widgets/Dialog.tsx';

/** The single keys that do something, and the switch that turns them off. */
export function KeysDialog() {
  const { t } = useWords();
  const hasShortcuts = usePage((state) => state.hasShortcuts);
  const close = (): void => actions.showDialog(undefined);
  return (
    <Dialog title={t.help.title} className="keys" onClose={close}>
      <table>
        <tbody>
          {Object.entries(t.help.rows).map(([name, [key, meaning]]) => (
            <tr key={name}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">{t.help.note}</p>
      <label className="option">
        <input type="checkbox" checked={hasShortcuts} onChange={({ target }) => actions.setShortcuts(target.checked)} />
        <span>{t.help.shortcuts}</span>
      </label>
      <div className="buttons">
        <button type="button" className="primary" onClick={close}>
          {t.course.close}
        </button>
      </div>
    </Dialog>
  );
}
