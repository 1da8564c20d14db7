import type { Kit, LessonText } from '../kit.ts';

export interface Pages {
  panels: 'funnel' | 'pages' | 'runs' | 'own';
  acts: 'leaveCopies' | 'nearCopy' | 'masked' | 'menu';
  lives: 'raw' | 'kept' | 'keptShare' | 'tokens' | 'recitedClean' | 'recitedCopied';
  guesses: 'copies';
  sources: 'refinedWeb' | 'lee';
  labels: typeof labels;
}

/** What a sentence about a page may name: a word in its address, how much of it stands in the page that it repeats. */
interface Evidence {
  word?: string | undefined;
  share?: string | undefined;
}

const labels = {
  waiting: 'The pages are being cleaned…',
  funnel: 'Pages on their way through the filters',
  funnelNow: (left: string, raw: string, share: string, size: string) =>
    `${left} of ${raw} pages are left (${share}), ${size} of text.`,
  unit: 'The width of the stream is',
  units: { pages: 'pages', bytes: 'size' },
  allOn: 'All filters on',
  filter: 'Filter',
  droppedHead: 'What it does now',
  pagesLeft: 'Pages left',
  sizeLeft: 'Size left',
  crawled: 'As crawled',
  rawLeft: (pages: string, size: string) => `${pages} raw pages, ${size}`,
  toRead: (pages: string, size: string) => `${pages} documents to read, ${size}`,
  left: (pages: string, size: string) => `${pages} pages left, ${size}`,
  dropped: (pages: string) => `${pages} dropped`,
  masked: (pages: string) => `${pages} changed`,
  isOff: 'off',
  listThem: (filter: string, effect: string) => `${filter}: ${effect}. List them`,
  filters: {
    url: { name: 'Addresses', what: 'out with sites known for gambling, spam and the like' },
    extract: { name: 'Text extraction', what: 'leaves markup, menus, scripts and adverts behind' },
    language: { name: 'Language', what: 'out with pages in another language' },
    quality: { name: 'Quality', what: 'out with error pages, bare menus, shouting, word salad' },
    privacy: { name: 'Privacy', what: 'hides telephone numbers and mail addresses' },
    duplicate: { name: 'Duplicates', what: 'out with pages that say what an earlier one says' },
  },
  readsNow: (reading: string, tokens: string) => `The model in memory reads ${reading}: ${tokens} tokens.`,
  readings: {
    clean: 'the cleaned crawl',
    own: 'your own text',
    without: (filters: readonly string[]) => `the crawl without these filters: ${filters.join(', ')}`,
  },
  readThese: (pages: string) => `Let a model read these ${pages} pages instead`,
  readTheseHint: 'Sets up an untrained model of the same size and seed.',
  isRead: 'These are the pages that it reads.',
  which: 'Show',
  all: 'all pages',
  keptPages: 'pages kept',
  dropping: 'dropped or changed by a filter',
  withCount: (what: string, count: string) => `${what} (${count})`,
  search: 'Find',
  list: 'Pages',
  leaf: (from: string, to: string, total: string) => `${from} to ${to} of ${total}`,
  none: 'No page fits.',
  back: 'Back',
  on: 'Next',
  kept: 'kept',
  keptWord: 'Kept.',
  changedWord: 'Kept, but changed.',
  keptWhy: 'No filter has anything against it.',
  droppedBy: (filter: string) => `Dropped by the filter “${filter}”.`,
  reasons: {
    blockedAddress: {
      short: 'blocked address',
      why: ({ word }: Evidence) => `Its address holds “${word}”, so it was not even read.`,
    },
    noText: { short: 'no text', why: () => 'Behind the markup there is not a word to read.' },
    otherScript: { short: 'another script', why: () => 'Most of its letters are of another script.' },
    otherLanguage: { short: 'another language', why: () => 'Its small words are those of another language.' },
    tooShort: { short: 'too short', why: () => 'It is too short to say anything.' },
    errorPage: { short: 'error page', why: () => 'It only says that something is not there.' },
    menuPage: { short: 'a menu', why: () => 'It is a row of links, and no text.' },
    symbols: { short: 'symbols', why: () => 'Too much of it is neither letter nor number.' },
    shouting: { short: 'shouting', why: () => 'It shouts: too many capitals or exclamation marks.' },
    noSentences: { short: 'no sentences', why: () => 'So many words, and hardly a sentence ends.' },
    repeatedWords: { short: 'repeats itself', why: () => 'It says the same few words over and over.' },
    personalDataMasked: {
      short: 'kept, something hidden',
      why: () => 'A telephone number or a mail address has been replaced by a phrase.',
    },
    exactDuplicate: { short: 'a copy', why: () => 'An earlier page says the same, word for word.' },
    nearDuplicate: {
      short: 'nearly a copy',
      why: ({ share }: Evidence) =>
        `It shares ${share} of its pieces (five characters each, small words left out) with an earlier page.`,
    },
  },
  raw: 'As it was crawled',
  extracted: 'The text taken out of it',
  noText: 'Nothing.',
  thisPage: 'This page',
  firstPage: 'The page that came first',
  openFirst: 'Open it',
  copies: (count: string) => `Later pages dropped because they say the same: ${count}.`,
  copy: (number: string) => `copy ${number}`,
  runs: {
    clean: 'Copies out',
    copied: 'Copies in',
    nothing: 'Not known yet.',
    facts: (preset: string, seed: string, steps: string, origin: string) =>
      `${preset}, seed ${seed}, ${steps} steps, ${origin}`,
    read: 'Let a model read them',
    measure: 'See what it recites',
    steps: {
      untrained: 'Set up. Now train it, below.',
      training: 'It is reading.',
      measuring: 'It is reciting…',
      known: 'Measured.',
    },
    unfair:
      'These two models differ in more than what they read: in size, seed or steps. Train both alike for a fair comparison.',
  },
  recital: 'Recited word for word, of the pages that the crawl repeats most',
  recitalNow: (pages: string, clean: string, copied: string) =>
    `Each of ${pages} pages is begun and left to the model. Copies out: ${clean}. Copies in: ${copied}. Open a line to read what came.`,
  recitalEmpty: 'When a base model has recited, its pages will stand here, line by line.',
  opening: 'The page begins',
  copiesHead: 'Copies in the crawl',
  own: {
    field: 'Paste your own text',
    take: 'Take this text',
    choose: 'Choose files',
    limits: (size: string, characters: string, pasted: string) =>
      `Or drop files here: .txt, .md or .jsonl (one text a line), together at most ${size} MB. Up to ${characters} characters are read; this field takes ${pasted}. An empty line ends a document.`,
    tooLarge: (size: string, limit: string) =>
      `That is ${size} MB, and at most ${limit} MB can be taken. Nothing was read; take a part of it.`,
    reading: 'It is being read…',
    taken: (documents: string, characters: string) =>
      `Documents: ${documents}; characters: ${characters}. The first begins:`,
    cut: (characters: string) => `(Only the first ${characters} characters were taken.)`,
    skipped: (lines: string) => `(Lines skipped because they held no text: ${lines}.)`,
    readThese: 'Let a model read this instead',
    isRead: 'The model in memory reads your own text.',
    backToCrawl: 'Back to the crawl',
  },
};

function Prose({ Panel, Act, Term, Live, When, Predict, RealModel, Source }: Kit<Pages>) {
  return (
    <>
      <p>
        Before anybody can read, there must be something worth reading. Large models begin with a{' '}
        <Term of="crawl">crawl</Term> of the web and throw most of it away. Ours begins with a small made-up web of
        encyclopedia entries, stories, forum threads and sums. It has the same dirt in it: menus and adverts, spam,
        error pages, other languages, private telephone numbers, and copies of copies.
      </p>
      <p>
        Its <Live of="raw" /> pages pass six filters, one after the other. Take one out and see at once what would get
        through: <Act to="leaveCopies">switch the last one off</Act>, and every copy stays.
      </p>
      <Panel of="funnel" />
      <When of="tokens">
        <p>
          As the filters stand, <Live of="kept" /> pages are left. Such a pile is called a{' '}
          <Term of="corpus">corpus</Term>. The <Live of="tokens" /> tokens that your model reads are all it will ever
          know of the world.
        </p>
      </When>
      <RealModel
        title="A crawl of the real size"
        rows={[
          {
            what: 'begins with',
            ours: (
              <>
                <Live of="raw" /> made-up pages
              </>
            ),
            real: 'the pages of Common Crawl',
          },
          { what: 'keeps', ours: <Live of="keptShare" />, real: 'about one page in ten' },
          {
            what: 'leaves to read',
            ours: (
              <>
                <Live of="tokens" /> tokens
              </>
            ),
            real: 'five trillion tokens',
          },
        ]}
      >
        <p>
          The real one is RefinedWeb, made for the model Falcon
          <Source of="refinedWeb" />.
        </p>
      </RealModel>
      <p>
        A filter is a rule of thumb. Open some pages and see whether you would have decided the same:{' '}
        <Act to="nearCopy">one that is nearly the copy of another</Act>, <Act to="menu">one without a sentence</Act>,{' '}
        <Act to="masked">one in which something was hidden</Act>.
      </p>
      <Panel of="pages" />
      <p>
        The last filter matters most for what comes later: what a model reads again and again, it learns{' '}
        <Term of="memorization">by heart</Term>. When large models were trained on pages without{' '}
        <Term of="deduplication">duplicates</Term>, they recited from memory ten times less
        <Source of="lee" />. Try it with two models of your own that differ in nothing else.
      </p>
      <Predict
        of="copies"
        question="Of the pages that the crawl repeats most, the model that read all the copies will recite"
        choices={['clearly more', 'about as much', 'clearly less']}
      >
        Copies out: <Live of="recitedClean" /> of what it wrote stood word for word in those pages. Copies in:{' '}
        <Live of="recitedCopied" />.
      </Predict>
      <Panel of="runs" />
      <p>
        You need not take our pages at all. Let the model read something of yours, in any language: a diary, an old
        novel, recipes. It stays in this browser. Later lessons ask about people and sums that such a model never read
        of, and that will show.
      </p>
      <Panel of="own" />
    </>
  );
}

export const text: LessonText<Pages> = {
  task: 'Switch a filter off, and open a page.',
  panels: {
    funnel: 'Six filters',
    pages: 'Page by page',
    runs: 'The same model, with and without the copies',
    own: 'Your own text',
  },
  labels,
  sources: {
    refinedWeb: {
      authors: 'Penedo et al.',
      title: 'The RefinedWeb Dataset for Falcon LLM: Outperforming Curated Corpora with Web Data, and Web Data Only',
      year: 2023,
      url: 'https://arxiv.org/abs/2306.01116',
    },
    lee: {
      authors: 'Lee et al.',
      title: 'Deduplicating Training Data Makes Language Models Better',
      venue: 'ACL',
      year: 2022,
      url: 'https://arxiv.org/abs/2107.06499',
    },
  },
  Prose,
};
