/** Texts on which tokenizers differ, and prompts to go on from. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';

const root = new URL('../../', import.meta.url);
const corpus = (language, name) =>
  readFileSync(new URL(`corpus/${language}/course/${name}`, root), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const awkward = [
  '',
  ' ',
  '   ',
  '\n',
  '\n\n  x',
  '\r\n\r\n',
  '\t tab',
  'a',
  ' a',
  '  a',
  "It's they're I'd we'll I'm 've don't 'tis",
  "IT'S THEY'RE",
  '347+285=632',
  '1 22 333 4444',
  '٣٤٥ Ⅷ ½ ² ①',
  'x1y2z3',
  '你好，世界！今天天气很好。',
  '向枫庭是星灯市的木匠。',
  '你好 world 你好',
  '「引号」《书名》',
  '🦊',
  '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽',
  'café cafe\u0301 naïve Ångström',
  'Straße ΑΒΓ жизнь עברית العربية ไทย 한국어 日本語テスト',
  '<|im_end|>',
  '<|im_start|><|user|>',
  'a<|endoftext|>b',
  '<|unknown|> <| im_end |>',
  '!?!?... --- ///\\\\',
  '$100 €5 100% #1 @you',
  'ends with a space ',
  'ends with spaces   ',
  'line\nline\n  indented\n\ttabbed',
  '\u00a0\u2003\u3000wide spaces\u3000',
  '\u0085next line',
  '\ufeffbyte order mark',
  '\u200bzero\u200dwidth',
  '\u0000nul\u0001',
  'ﬁ ligature ㎏ ﷽',
  '\u{10ffff}\u{e000}\u0378',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'Supercalifragilisticexpialidocious',
];

/** Awkward ones, the corpus's own, and random ones (the same every time). */
export function hardTexts(language) {
  const conversations = corpus(language, 'conversations.jsonl').slice(0, 400);
  const own = conversations.flatMap(({ messages }) =>
    messages.flatMap(({ parts }) => parts.map(({ text, argument }) => text ?? argument)),
  );
  const anyText = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.string({ unit: 'grapheme', maxLength: 6 }),
        fc.constantFrom(...awkward, ' the', ' fox', '今天', '12', "'s"),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));
  return [...awkward, ...own, ...fc.sample(anyText, { numRuns: 2000, seed: 6 })];
}

export const conversationsOf = (language) => corpus(language, 'conversations.jsonl').filter((_, i) => i % 10 === 0);

/** Starts of pages and questions, of every kind that the school knows. */
export function promptsOf(language) {
  const questions = new Map();
  for (const { kind, messages } of corpus(language, 'conversations.jsonl')) {
    const known = questions.get(kind) ?? [];
    if (known.length < 3) known.push(messages.filter(({ role }) => role !== 'assistant'));
    questions.set(kind, known);
  }
  const pages = {
    en: [
      '',
      'The fox',
      'Q: What is a fox?\nA:',
      'Worked sums.\n347+285:',
      'Once upon a time',
      '12+7=',
      'The library of',
    ],
    zh: ['', '狐狸', '问：狐狸是什么？\n答：', '竖式练习。\n347+285：', '从前', '12+7=', '图书馆'],
  };
  return { questions: [...questions.values()].flat(), pages: pages[language] };
}
