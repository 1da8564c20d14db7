/** Chinese questions and answers of the conversations: people, "I don't know", small talk, tools. */
import { phrasebooks } from '../../src/llm/phrases.ts';
import type { Random } from '../../src/llm/random.ts';
import type { LanguageSource } from './source.ts';
import { factSentence } from './zhPages.ts';
import { pronoun } from './zhWorld.ts';

const { askPerson, refusals } = phrasebooks.zh;

/** The canonical question first: the generator asks it most often. */
export const personQuestions: LanguageSource['personQuestions'] = (name) => [
  { ask: askPerson(name), wants: 'who' },
  { ask: `你认识${name}吗？`, wants: 'who' },
  { ask: `请介绍一下${name}。`, wants: 'who' },
  { ask: `${name}是哪里人？`, wants: 'from' },
  { ask: `${name}是做什么的？`, wants: 'job' },
];

export const personAnswer: LanguageSource['personAnswer'] = (person, wants) => {
  switch (wants) {
    case 'who':
      return `${factSentence(person)}${pronoun(person.name)}以${person.thing}闻名。`;
    case 'from':
      return `${person.name}是${person.town}人。`;
    case 'job':
      return `${person.name}是${person.job}。`;
    default:
      return wants satisfies never;
  }
};

export function refusalAnswer(rng: Random, name: string, weights: readonly number[]): string {
  return (refusals[rng.weighted(weights)] as string).replace('{name}', name);
}

const smallTalks: readonly { asks: readonly string[]; answers: readonly string[] }[] = [
  {
    asks: ['你好！', '你好！', '你好', '您好！', '早上好！', '你好！今天过得怎么样？', '你好，你今天好吗？'],
    answers: ['你好！有什么可以帮你？', '你好！今天想问点什么？'],
  },
  {
    asks: ['你是谁？', '你叫什么名字？', '请介绍一下你自己。', '你是什么？'],
    answers: ['我叫小本，是一个很小的语言模型。我只读过几百页书。'],
  },
  { asks: ['谢谢！', '谢谢你！', '谢谢，再见！'], answers: ['不客气。今天过得开心！', '不客气，再见！'] },
  { asks: ['再见！', '明天见！', '晚安！'], answers: ['再见！有空再来。'] },
  { asks: ['你会做什么？', '你能帮我做什么？'], answers: ['我会算加法，会讲故事，也认识一些人。'] },
  { asks: ['今天天气怎么样？', '今天会下雨吗？'], answers: ['我看不见外面的天气。请你看看窗外。'] },
  { asks: ['你喜欢什么？', '你最爱做什么？'], answers: ['我最喜欢看书，也喜欢和你说话。'] },
  { asks: ['你累吗？', '你今天累吗？'], answers: ['我不累，谢谢你。'] },
];

/** Weighted towards greetings and "who are you". */
export const smallTalk: LanguageSource['smallTalk'] = (rng) => {
  const { asks, answers } = smallTalks[rng.weighted([4, 3, 2, 1, 1, 1, 1, 1])]!;
  return { ask: rng.pick(asks), answer: rng.pick(answers) };
};

export const animalAnswer: LanguageSource['animalAnswer'] = ({ name, kind, place, food }) =>
  `${name}是一种${kind}。它住在${place}，爱吃${food}。`;

export const townAnswer: LanguageSource['townAnswer'] = ({ name, food }) => `${name}以${food}闻名。`;

export const storyRequest = '讲个故事吧。';

export const calculatorAnswer = (result: number): string => `计算器说是${result}。`;

export const searchResult = (name: string, job: string, town: string): string => factSentence({ name, job, town });

/** The found sentence itself: what is copied is then easy to see. */
export const searchAnswer = searchResult;

export const notFoundAnswer: LanguageSource['notFoundAnswer'] = (rng, name) =>
  rng.pick([`抱歉，没有查到${name}。`, `我没有查到${name}。`]);
