import { useState } from 'react';
import type { KeptRun } from '../../store/kept.ts';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { ConfirmDialog } from '../widgets/ConfirmDialog.tsx';
import { KeptState } from './KeptState.tsx';
import { factsOf, nameOf } from './moments.ts';

/** The runs that this browser keeps: go on with one, name it, delete it. */
export function SavedRuns() {
  const { t, bytes, integer } = useWords();
  const { list } = t.kept;
  const { runs, unreadable } = usePage((state) => state.kept);
  if (!runs) return null;
  return (
    <section className="panel" aria-labelledby="saved-runs" data-testid="saved-runs">
      <h3 id="saved-runs">{list.title}</h3>
      <p>{list.intro}</p>
      <KeptState />
      {runs.length === 0 ? (
        <p>{list.empty}</p>
      ) : (
        <ul className="plain">
          {runs.map((run) => (
            <SavedRun key={run.id} run={run} />
          ))}
        </ul>
      )}
      {runs.length > 1 && <p className="hint">{list.total(bytes(runs.reduce((sum, run) => sum + run.bytes, 0)))}</p>}
      {unreadable > 0 && <p className="hint">{list.unreadable(integer(unreadable))}</p>}
    </section>
  );
}

function SavedRun({ run }: { run: KeptRun }) {
  const words = useWords();
  const { list } = words.t.kept;
  const isHere = usePage((state) => state.kept.current?.id === run.id);
  const [doing, setDoing] = useState<'rename' | 'delete'>();
  const name = nameOf(words, run);
  const where = isHere ? list.here : run.isElsewhere ? list.elsewhere : undefined;
  return (
    <li data-testid="saved-run">
      <p>
        <strong>{name}</strong>{' '}
        <span className="figures">{[...factsOf(words, run), words.bytes(run.bytes)].join(' · ')}</span>
        {where && <span className="hint"> {where}</span>}
      </p>
      {doing === 'rename' ? (
        <RenameForm run={run} onDone={() => setDoing(undefined)} />
      ) : (
        <div className="buttons">
          {!isHere && (
            <button
              type="button"
              aria-label={`${list.open}: ${name}`}
              onClick={() => actions.resumeRun(run.id, run.isElsewhere)}
            >
              {run.isElsewhere ? list.takeOver : list.open}
            </button>
          )}
          <button
            type="button"
            className="quiet"
            aria-label={`${list.rename}: ${name}`}
            onClick={() => setDoing('rename')}
          >
            {list.rename}
          </button>
          {!isHere && !run.isElsewhere && (
            <button
              type="button"
              className="quiet"
              aria-label={`${list.delete}: ${name}`}
              onClick={() => setDoing('delete')}
            >
              {list.delete}
            </button>
          )}
        </div>
      )}
      {run.isElsewhere && <p className="hint">{list.elsewhereHint}</p>}
      {doing === 'delete' && (
        <ConfirmDialog
          title={list.deleteTitle}
          yes={list.deleteYes}
          no={list.deleteNo}
          onYes={() => {
            setDoing(undefined);
            actions.deleteRun(run.id);
          }}
          onNo={() => setDoing(undefined)}
        >
          <p>{list.deleteText(name)}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}

function RenameForm({ run, onDone }: { run: KeptRun; onDone(): void }) {
  const { list } = useWords().t.kept;
  const [text, setText] = useState(run.name);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        actions.renameRun(run.id, text);
        onDone();
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onDone();
      }}
    >
      <label>
        <span className="hidden">{list.name}</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: the reader has just asked to type here
          autoFocus
          value={text}
          maxLength={80}
          placeholder={list.name}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <button type="submit">{list.setName}</button>
      <button type="button" className="quiet" onClick={onDone}>
        {list.cancel}
      </button>
    </form>
  );
}
