/** Several sheets in one place, one of them on top. Arrows go from tab to tab. */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';

export interface Tab {
  key: string;
  label: string;
  /** The accent of its part of the course. */
  accent?: string;
  sheet: () => ReactNode;
}

export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const id = useId();
  const [chosen, setChosen] = useState(tabs[0]?.key);
  const index = Math.max(
    0,
    tabs.findIndex(({ key }) => key === chosen),
  );
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const steps: Partial<Record<string, number>> = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: -1 };
    const target = steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = tabs.at(target % tabs.length);
    if (!next) return;
    setChosen(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  const open = tabs[index];
  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} onKeyDown={walk}>
        {tabs.map((tab, place) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            data-accent={tab.accent}
            aria-selected={place === index}
            aria-controls={`${id}-sheet`}
            tabIndex={place === index ? 0 : -1}
            onClick={() => setChosen(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {open && (
        <div id={`${id}-sheet`} role="tabpanel" aria-labelledby={`${id}-${open.key}`} data-accent={open.accent}>
          {open.sheet()}
        </div>
      )}
    </div>
  );
}
