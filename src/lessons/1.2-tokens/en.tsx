import type { Kit, LessonText } from '../kit.ts';

export interface Tokens {
  panels: 'tokens';
  acts: 'tryChinese' | 'tryRare';
  lives: 'vocabulary' | 'tokenCount' | 'characterCount';
  guesses: never;
  sources: 'bpe';
  labels: typeof labels;
}

const labels = {
  input: 'Any text',
  count: (tokens: string, characters: string, bytes: string) =>
    `${characters} characters, ${bytes} bytes, ${tokens} tokens`,
  output: 'The same text as the model sees it',
  showIds: 'Show the numbers',
  empty: 'Nothing typed, no tokens.',
  token: (label: string, id: string) => `${label}, token ${id}`,
  split: (count: string) => `one character, ${count} tokens`,
  waiting: 'The tokens are being learned from the pages…',
};

function Prose({ Panel, Act, Term, Live, Source }: Kit<Tokens>) {
  return (
    <>
      <p>
        The model never sees letters. It sees numbers, one for each <Term of="token">token</Term>, and a token is a
        piece of text that turned up often enough in its books to earn a number of its own: a common word, a syllable, a
        single letter.
      </p>
      <p>
        Which pieces these are was learned by counting, in a procedure called{' '}
        <Term of="bytePairEncoding">byte-pair encoding</Term>
        <Source of="bpe" />. The pair of neighbors that occurs most becomes one token, then the next pair, until there
        are <Live of="vocabulary" otherwise="some hundreds" />. Digits always stay single, so that sums can be learned
        column by column. Whatever was never seen falls apart into <Term of="byte">bytes</Term>, and nothing is lost:
        try <Act to="tryChinese">some Chinese</Act> or <Act to="tryRare">a word that no page holds</Act>.
      </p>
      <Panel of="tokens" />
      <p>
        Your <Live of="characterCount" /> characters are <Live of="tokenCount" /> tokens to the model. It will be asked
        to guess each of them from those before it.
      </p>
    </>
  );
}

export const text: LessonText<Tokens> = {
  task: 'Type a text of your own and see its tokens.',
  panels: { tokens: 'Any text, in tokens' },
  labels,
  sources: {
    bpe: {
      authors: 'Sennrich, Haddow, Birch',
      title: 'Neural Machine Translation of Rare Words with Subword Units',
      venue: 'ACL',
      year: 2016,
      url: 'https://aclanthology.org/P16-1162/',
    },
  },
  Prose,
};
