/** The building blocks of a lesson's text, bound to the lesson they stand in. */
import type { ReactNode } from 'react';
import type { Comparison, Kit, LessonShape } from '../../lessons/kit.ts';
import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { Callout } from '../widgets/Callout.tsx';
import { InlineButton } from '../widgets/InlineButton.tsx';
import { Boundary } from './Boundary.tsx';
import { useLesson } from './LessonContext.ts';
import { Predict } from './Predict.tsx';
import { Term } from './Term.tsx';

export const kit: Kit<LessonShape> = { Panel, Act, Term, Live, When, Source, Aside, RealModel, Predict };

/** A panel of the lesson under its title. The number is also the key that leads to it. */
export function Panel({ of }: { of: string }) {
  const { t } = useWords();
  const { id, lesson } = useLesson();
  const panel = lesson.panels[of];
  if (!panel) return null;
  const number = Object.keys(lesson.panels).indexOf(of) + 1;
  const titleId = `panel-${id}-${of}`;
  return (
    <section className="panel" data-panel={of} tabIndex={-1} aria-labelledby={titleId}>
      <h3 id={titleId}>
        {panel.title}
        <span className="panel-key" aria-hidden="true">
          {number}
        </span>
      </h3>
      <Boundary message={t.course.panelFailed} retry={t.course.retry}>
        {panel.element}
      </Boundary>
    </section>
  );
}

function Act({ to, children }: { to: string; children: ReactNode }) {
  const { lesson } = useLesson();
  return (
    <InlineButton className="act" onPress={() => lesson.acts[to]?.()}>
      {children}
    </InlineButton>
  );
}

function useLive(name: string): string | undefined {
  const { lesson } = useLesson();
  const words = useWords();
  return usePage((state) => lesson.lives[name]?.(state, words));
}

function Live({ of, otherwise = '…' }: { of: string; otherwise?: ReactNode }) {
  const figure = useLive(of);
  if (figure === undefined) return otherwise;
  return (
    <data className="live" value={figure} data-live={of}>
      {figure}
    </data>
  );
}

function When({ of, children, otherwise }: { of: string; children: ReactNode; otherwise?: ReactNode }) {
  return useLive(of) === undefined ? otherwise : children;
}

/** Without it, a Chinese line may break before the mark, which then begins the next one. */
const wordJoiner = '\u2060';

function Source({ of }: { of: string }) {
  const { t } = useWords();
  const { lesson } = useLesson();
  const number = Object.keys(lesson.sources).indexOf(of) + 1;
  const show = (): void => {
    const source = document.getElementById(`source-${of}`);
    source?.scrollIntoView({ block: 'center' });
    source?.focus();
  };
  return (
    <>
      {wordJoiner}
      <sup>
        <InlineButton className="source-mark" aria-label={t.course.source(`${number}`)} onPress={show}>
          {number}
        </InlineButton>
      </sup>
    </>
  );
}

function Aside({ children }: { children: ReactNode }) {
  return (
    <span className="margin-note" role="note">
      {children}
    </span>
  );
}

function RealModel({ title, rows, children }: { title: ReactNode; rows: readonly Comparison[]; children?: ReactNode }) {
  const { t } = useWords();
  return (
    <Callout kind="real" title={title}>
      <table className="compared">
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{t.kit.compared}</span>
            </th>
            <th scope="col">{t.kit.ours}</th>
            <th scope="col">{t.kit.real}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, ours, real }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text never move
            <tr key={index}>
              <th scope="row">{what}</th>
              <td>{ours}</td>
              <td>{real}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </Callout>
  );
}
