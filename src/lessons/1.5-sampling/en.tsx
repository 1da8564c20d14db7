import type { Kit, LessonText } from '../kit.ts';

export interface Sampling {
  panels: 'chances';
  acts: 'cold' | 'plain' | 'hot' | 'draw';
  lives: 'likeliest' | 'likeliestChance' | 'temperature';
  guesses: never;
  sources: never;
  labels: typeof labels;
}

const labels = {
  context: 'The text so far',
  drawn: 'Drawn',
  draw: 'Draw one token',
  clear: 'Put them back',
  bars: 'The likeliest next tokens',
};

function Prose({ Panel, Act, Term, Live, When }: Kit<Sampling>) {
  return (
    <>
      <p>
        The whole text goes in, <em>one</em> token comes out, is put at the end, and all of it goes in again. What comes
        out of the network is not a word but a chance for every token; one of them is <Term of="sampling">drawn</Term>,
        like a ticket out of a hat. <Act to="draw">Draw one.</Act>
      </p>
      <p>
        The <Term of="temperature">temperature</Term> changes the hat, not the network. <Act to="cold">Set it to 0</Act>{' '}
        and the likeliest token comes every time. <Act to="plain">At 1</Act> the chances are the model’s own.{' '}
        <Act to="hot">At 2</Act> almost anything can come. <Term of="topK">Top-k</Term> and <Term of="topP">top-p</Term>{' '}
        throw the unlikely tickets away first.
      </p>
      <Panel of="chances" />
      <When of="likeliest">
        <p>
          At temperature <Live of="temperature" />, the likeliest next token is “<Live of="likeliest" />
          ”, with a chance of <Live of="likeliestChance" />. The network was not asked again for that: the same scores
          were only re-shaped.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Sampling> = {
  task: 'Move the temperature, and draw a token.',
  panels: { chances: 'The hat with all the tickets' },
  labels,
  sources: {},
  Prose,
};
