import type { Base } from '../../lessons/1.6-base/en.tsx';
import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { quoteAt, reciteBoth, slots } from './asking.ts';
import { Measuring } from './Measuring.tsx';
import { QuotedText } from './QuotedText.tsx';

const asked = [slots.often, slots.once];

/** A page that stands in the corpus many times beside one that stands there once, each begun and left to the model. */
export function RecitalPanel({ labels }: { labels: Base['labels'] }) {
  const { start, again } = labels.recital;
  return (
    <Measuring slots={asked} start={start} again={again} onStart={reciteBoth} labels={labels}>
      <div className="pair">
        <Recital kind="often" labels={labels} />
        <Recital kind="once" labels={labels} />
      </div>
      <p className="hint">{labels.recital.legend}</p>
    </Measuring>
  );
}

function Recital({ kind, labels }: { kind: 'often' | 'once'; labels: Base['labels'] }) {
  const { integer } = useWords();
  const quoted = usePage((state) => quoteAt(slots[kind])(state)?.answer);
  const words = labels.recital;
  const { recited, page } = quoted ?? {};
  return (
    <section className="recital" data-testid={`recital-${kind}`} data-recited={recited?.tokens} data-of={recited?.of}>
      <h4>{page ? words.copies(integer(page.copies)) : words[kind]}</h4>
      {quoted?.isFinished && !page && <p className="empty">{words.noPage}</p>}
      {recited && <p className="recital-score">{words.score(integer(recited.tokens), integer(recited.of))}</p>}
      {quoted && page ? (
        <QuotedText quoted={quoted} labels={labels} />
      ) : (
        !quoted && <p className="empty">{words.empty}</p>
      )}
    </section>
  );
}
