import type { Kit, LessonText } from '../kit.ts';

export interface Honesty {
  panels: 'training' | 'probe';
  acts: never;
  lives: 'known' | 'unknown' | 'refusedBefore' | 'refusedAfter' | 'knownBefore' | 'knownAfter';
  guesses: never;
  sources: never;
  labels: typeof labels;
}

const labels = {
  intro: (known: string, unsure: string, unknown: string) =>
    `Asked several times each: ${known} known, ${unsure} unsure, ${unknown} unknown. Half of the unknown become examples of “I don’t know”.`,
  empty:
    'When a stage of fine-tuning starts, the model is asked about everybody in its books; the answers appear here.',
  name: 'Name',
  right: 'Right',
  verdict: 'Verdict',
  verdicts: { known: 'known', unsure: 'unsure', unknown: 'unknown' },
  tryIt: 'Ask it',
  tryHint: 'Puts the question on the scratch pad.',
  people: 'All of them',
};

function Prose({ Panel, Term, Live, When }: Kit<Honesty>) {
  return (
    <>
      <p>
        The cure is not to tell the model that it should not lie. It has no way to look up what it knows. But we have:
        ask it about everybody several times and compare with the corpus. Then write new examples in which the answer to
        what it does not know is “I don’t know”, and train again. Those examples are true for <em>this</em> model, and
        only for this one.
      </p>
      <Panel of="training" />
      <When of="known">
        <p>
          It knew <Live of="known" /> people and did not know <Live of="unknown" />.
        </p>
      </When>
      <Panel of="probe" />
      <When
        of="refusedAfter"
        otherwise={<p>Fill the report card (lesson 4) to see what this did to names that were in no example.</p>}
      >
        <p>
          Of names that stood in no example, <Live of="refusedAfter" /> are now declined; before it was{' '}
          <Live of="refusedBefore" otherwise="not measured" />. It has a price: of the well-known people{' '}
          <Live of="knownAfter" /> are still answered rightly, where it was{' '}
          <Live of="knownBefore" otherwise="not measured" />. Declining too often is a fault too, called over-
          <Term of="refusal">refusal</Term>.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Honesty> = {
  task: 'Train the assistant on “I don’t know”.',
  panels: { training: 'One more round of examples', probe: 'What the model knows about people' },
  labels,
  sources: {},
  Prose,
};
