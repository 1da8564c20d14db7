import type { Kit, LessonText } from '../kit.ts';

export interface Tokens {
  panels: 'merges' | 'tokens' | 'gpt';
  acts: 'mergeOne' | 'firstWord' | 'secondWord' | 'tryChinese' | 'tryRare';
  lives:
    | 'distinctCharacters'
    | 'corpusCharacters'
    | 'vocabulary'
    | 'firstWord'
    | 'secondWord'
    | 'firstMerge'
    | 'secondMerge'
    | 'bytesBefore'
    | 'tokensAfter'
    | 'shrunk'
    | 'tokenCount'
    | 'characterCount';
  guesses: 'shrink';
  sources: 'bpe' | 'gpt2' | 'tiktoken';
  labels: typeof labels;
}

/** One number, or several with spaces between them. */
const named = (bytes: string): string => (bytes.includes(' ') ? `bytes ${bytes}` : `byte ${bytes}`);

const labels = {
  waiting: 'The tokens are being learned from the pages…',
  startOver: 'Start over',
  undo: 'Undo one',
  mergeOne: 'Merge one pair',
  mergeTen: 'Ten',
  mergeAll: 'All',
  merges: 'Merges made',
  mergesOf: (made: string, all: string) => `${made} of ${all}`,
  stretch: 'A stretch of what the model reads, in tokens',
  stretchNow: (tokens: string, vocabulary: string) =>
    `This stretch is ${tokens} tokens long; the vocabulary has ${vocabulary}.`,
  legend: { pair: 'pair merged next', new: 'made by the last merge' },
  name: (text: string, ids: string) => `${text}, ${ids}`,
  pairs: 'The most frequent neighbors in the whole corpus, as it is now',
  pair: 'Pair',
  times: 'Times',
  pairsNow: (left: string, right: string, count: string) =>
    `“${left}” and “${right}” stand together ${count} times. They are merged next.`,
  pairsLast: 'The vocabulary is full; these are merged no more.',
  vocabulary: 'A larger vocabulary, a shorter text',
  corpusTokens: 'the corpus, in tokens',
  corpusNow: 'now',
  vocabularySize: 'Vocabulary',
  vocabularyNow: (vocabulary: string, tokens: string, before: string) =>
    `With ${vocabulary} tokens in the vocabulary the corpus is ${tokens} tokens long; it began with ${before}.`,
  input: 'Any text',
  count: (tokens: string, characters: string, bytes: string) =>
    `${characters} characters, ${bytes} bytes, ${tokens} tokens.`,
  isWhole: 'Put together again, they are the same text.',
  output: 'As the model sees it',
  showIds: 'Show the numbers',
  empty: 'Nothing typed, no tokens.',
  shared: (text: string, tokens: string, each: readonly string[]) =>
    `${text} is one character, spread over ${tokens} tokens: ${each.join('; ')}.`,
  partFacts: (id: string, bytes: string) => `number ${id} (${named(bytes)})`,
  facts: (id: string, bytes: string) => `number ${id}, ${named(bytes)}.`,
  madeOf: (left: string, right: string, merge: string) => `Made of “${left}” and “${right}” by merge ${merge}.`,
  isByte: 'A byte, in the vocabulary from the start.',
  neighbors: (names: readonly string[]) => `Beside it in the list: ${names.join(', ')}.`,
  numbered: (id: string, label: string) => `${id} “${label}”`,
  gpt: {
    which: 'Whose tokens',
    names: { r50k_base: 'GPT-2', o200k_base: 'GPT-4o' },
    ours: 'This model',
    fetch: (name: string) => `Fetch the vocabulary of ${name}`,
    fetchHint: 'It is large, and comes from where this page came from; your text stays here.',
    fetching: 'It is being fetched…',
    compared: 'Tokens for the same text',
    count: (tokens: string, vocabulary: string) => `${tokens} tokens, out of ${vocabulary}`,
    output: (name: string) => `The text in tokens of ${name}`,
  },
};

function Prose({ Panel, Act, Term, Live, Predict, RealModel, Source }: Kit<Tokens>) {
  return (
    <>
      <p>
        The model never sees letters. It sees numbers, one for each <Term of="token">token</Term>, and a token is a
        piece of text that turned up often enough to get a number of its own. The numbers are labels, as on lockers:
        token 300 is neither more than token 299 nor anything like it.
      </p>
      <p>
        Which pieces? The plainest list has a number for every character: the pages hold{' '}
        <Live of="distinctCharacters" otherwise="some" /> different ones and would be{' '}
        <Live of="corpusCharacters" otherwise="very many" /> numbers long. But the model would have to spell out every
        word, and a character that no page holds would have no number at all.
      </p>
      <p>
        So the pieces are found by counting, in a procedure called <Term of="bytePairEncoding">byte-pair encoding</Term>
        <Source of="bpe" />. It begins with single <Term of="byte">bytes</Term>, numbered from 0 to 255: a letter is
        one, a Chinese character three. Then the two neighbors that stand together most often become one new token, then
        the next two, until the <Term of="vocabulary">vocabulary</Term> has{' '}
        <Live of="vocabulary" otherwise="some hundreds" />. <Act to="mergeOne">Make a merge</Act>, then another.
      </p>
      <Predict
        of="shrink"
        question="After all merges, the corpus in tokens will be this long, compared with its bytes:"
        choices={['about three quarters', 'about half', 'about a third', 'a fifth, or less']}
      >
        It went down to <Live of="shrunk" />: from <Live of="bytesBefore" /> bytes to <Live of="tokensAfter" /> tokens.
        Half the tokens is half the steps for the model.
      </Predict>
      <Panel of="merges" />
      <p>
        So words grow out of letters: watch “
        <Act to="firstWord">
          <Live of="firstWord" otherwise="one word" />
        </Act>
        ” become a single token in merge <Live of="firstMerge" />, or “
        <Act to="secondWord">
          <Live of="secondWord" otherwise="another" />
        </Act>
        ” in merge <Live of="secondMerge" />. Digits alone never merge. That is a rule we set, so that every figure of a
        sum keeps its place and sums can be learned column by column.
      </p>
      <p>
        Now any text of yours. What the counting never met falls apart into bytes, and nothing is lost: try{' '}
        <Act to="tryChinese">some Chinese</Act> or <Act to="tryRare">a word that no page holds</Act>. Where several
        tokens share a character, each has a stroke below it.
      </p>
      <Panel of="tokens" />
      <p>
        Your <Live of="characterCount" /> characters are <Live of="tokenCount" /> tokens to the model. It will be asked
        to guess each of them from those before it.
      </p>
      <p>Large models are given their texts in the same way, with more pages to count in and more room for tokens.</p>
      <Panel of="gpt" />
      <RealModel
        title="Vocabularies"
        rows={[
          {
            what: 'tokens',
            ours: <Live of="vocabulary" />,
            real: 'GPT-2: 50,257; GPT-4o: about 200,000',
          },
          { what: 'digits', ours: 'always one by one', real: 'GPT-4o: up to three in one token' },
        ]}
      >
        <p>
          GPT-2 was the first of its line to start from bytes
          <Source of="gpt2" />; the tables of both come from OpenAI’s own library
          <Source of="tiktoken" />.
        </p>
      </RealModel>
    </>
  );
}

export const text: LessonText<Tokens> = {
  task: 'Merge some pairs, then type a text of your own.',
  panels: { merges: 'From bytes to words', tokens: 'Any text, in tokens', gpt: 'The same text, for a large model' },
  labels,
  sources: {
    bpe: {
      authors: 'Sennrich, Haddow, Birch',
      title: 'Neural Machine Translation of Rare Words with Subword Units',
      venue: 'ACL',
      year: 2016,
      url: 'https://aclanthology.org/P16-1162/',
    },
    gpt2: {
      authors: 'Radford et al.',
      title: 'Language Models are Unsupervised Multitask Learners',
      venue: 'OpenAI',
      year: 2019,
      url: 'https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf',
    },
    tiktoken: {
      authors: 'OpenAI',
      title: 'tiktoken, with the encodings r50k_base and o200k_base',
      year: 2024,
      url: 'https://github.com/openai/tiktoken',
    },
  },
  Prose,
};
