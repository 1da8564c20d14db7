import { useId, useState } from 'react';
import type { Closing } from '../../lessons/4-closing/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { addressOfRun, printCard } from './home.ts';

/** The model as a file, the run as a link, the report card on paper. */
export function HomePanel({ labels }: { labels: Closing['labels'] }) {
  const id = useId();
  const address = usePage(addressOfRun);
  const [copied, setCopied] = useState<string>();
  const copy = (): void => {
    navigator.clipboard?.writeText(address).then(
      () => setCopied(address),
      () => setCopied(undefined),
    );
  };
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{labels.link}</label>
        <input
          id={id}
          readOnly
          value={address}
          onFocus={({ target }) => target.select()}
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className="hint">
          {labels.linkHint}
        </p>
      </div>
      <div className="buttons">
        <button type="button" onClick={copy}>
          {labels.copy}
        </button>
        <button type="button" onClick={() => actions.showDialog('models')}>
          {labels.download}
        </button>
        <button type="button" onClick={printCard}>
          {labels.print}
        </button>
        <span role="status">{copied === address && labels.copied}</span>
      </div>
    </>
  );
}
