/**
 * English pages whose names, words and numbers stand nowhere else, repeated inside the page. Nothing learned by heart helps on them: the
 * only way to predict the second mention is to copy the first, which is what an answer about an unheard-of person needs. No page here asks
 * who somebody is: that question belongs to the people of the world.
 */
import type { Random } from '../../src/llm/random.ts';
import { inventedWord, oneOffFirstName, oneOffName } from './enNames.ts';
import { questionAnswer } from './enPages.ts';
import { days, hobbies, objects, places, weather } from './enWords.ts';
import { numberWithDigits, randomPair } from './sums.ts';

type Template = (rng: Random) => string;

const place = (rng: Random): string => rng.pick(places);
const day = (rng: Random): string => rng.pick(days);
const oneWord = (name: string): string => name.split(' ')[0] as string;
const digits = (rng: Random): string => `${numberWithDigits(rng, rng.pick([3, 4, 4, 5]))}`;

function code(rng: Random): string {
  const letters = Array.from({ length: rng.pick([2, 2, 3]) }, () => rng.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ'])).join('');
  return `${letters}-${numberWithDigits(rng, rng.pick([2, 3]))}`;
}

/** Questions about where somebody is, answered with the name again, at the start or in the middle. */
const asked: readonly ((rng: Random, name: string) => [string, string])[] = [
  (r, n) => [`Is ${n} here?`, `No, ${n} is at the ${place(r)}.`],
  (r, n) => [`Is ${n} at home?`, `${n} is at the ${place(r)} today.`],
  (r, n) => [`Where is ${n} now?`, `${n} is at the ${place(r)}.`],
  (r, n) => [`Where is ${n} now?`, `I saw ${n} at the ${place(r)}.`],
  (r, n) => [`When does ${n} come?`, `${n} comes on ${day(r)}.`],
  (r, n) => [`When can I visit ${n}?`, `You can visit ${n} on ${day(r)}.`],
  (r, n) => [`Does ${n} like to ${r.pick(hobbies)}?`, `Yes, ${n} likes it very much.`],
  (r, n) => [`Has ${n} found the key?`, `Not yet, but ${n} looked near the ${place(r)}.`],
  (r, n) => [`What did ${n} bring?`, `${n} brought ${r.pick(objects)}.`],
  (r, n) => [`Is this letter for ${n}?`, `Yes, it is for ${n}. Please give it to ${n} on ${day(r)}.`],
  (r, n) => [`Can ${n} come with us?`, `Of course ${n} can come. We meet ${n} at the ${place(r)}.`],
  (_, n) => [`How do you spell the name ${oneWord(n)}?`, `You spell it ${[...oneWord(n)].join('-')}. ${oneWord(n)}.`],
  (r, n) => [`Will ${n} sing on ${day(r)}?`, `I hope that ${n} will sing.`],
  (r, n) => [`Did you thank ${n} for ${r.pick(objects)}?`, `Yes. ${n} was glad.`],
  (_, n) => [`May I speak to ${n}?`, `One moment, please. ${n} is coming.`],
];

const question: Template = (rng) => {
  const [ask, answer] = rng.pick(asked)(rng, oneOffName(rng));
  return questionAnswer(rng, ask, answer);
};

/** Two questions on one page: the answer must take the name from its own question. */
const twoQuestions: Template = (rng) => {
  const [ask, answer] = rng.pick(asked)(rng, oneOffName(rng));
  const [ask2, answer2] = rng.pick(asked)(rng, oneOffName(rng));
  return `Q: ${ask}\nA: ${answer}\nQ: ${ask2}\nA: ${answer2}`;
};

const letters: readonly Template[] = [
  (r) => {
    const [n, m] = [oneOffName(r), oneOffName(r)];
    return `Dear ${n}, thank you for ${r.pick(objects)}. See you on ${day(r)}, ${n}. Yours, ${m}.`;
  },
  (r) => {
    const [n, m] = [oneOffName(r), oneOffName(r)];
    return `From: ${n}\nTo: ${m}\nHello ${m}, it is ${r.pick(weather)} here. Love, ${n}`;
  },
  (r) => {
    const n = oneOffName(r);
    return `A package for ${n} is at the ${place(r)}. If you meet ${n}, please tell ${oneWord(n)}.`;
  },
  (r) => {
    const n = oneOffName(r);
    return `Happy birthday, ${n}! Today is the day of ${n}. Come to the ${place(r)} and sing for ${n}.`;
  },
  (r) => {
    const [n, m] = [oneOffName(r), oneOffName(r)];
    return `Note for ${n}: the key is near the ${place(r)}. Signed, ${m}.\nNote for ${m}: thank you. Signed, ${n}.`;
  },
];

const talks: readonly Template[] = [
  (r) => {
    const n = oneOffName(r);
    return `My name is ${n}.\nNice to meet you, ${n}!`;
  },
  (r) => {
    const [n, m] = [oneOffName(r), oneOffName(r)];
    return `Hello, I am ${n}.\nHello ${n}, I am ${m}.\nGood day, ${m}!`;
  },
  (r) => {
    const [n, m] = [oneOffFirstName(r), oneOffFirstName(r)];
    return `${n}: Shall we go to the ${place(r)}?\n${m}: Yes, ${n}.\n${n}: Good, ${m}. See you on ${day(r)}.`;
  },
  (r) => {
    const n = oneOffFirstName(r);
    return `"${n}! ${n}!" called the children at the ${place(r)}. But ${n} did not hear them.`;
  },
  (r) => {
    const [n, m] = [oneOffName(r), oneOffName(r)];
    return `This is my friend ${n}, and this is ${m}. ${n} likes to ${r.pick(hobbies)}. ${m} does not.`;
  },
];

const lists: readonly Template[] = [
  (r) => {
    const [n, m, o] = [oneOffName(r), oneOffName(r), oneOffName(r)];
    return `Guest list: ${n}, ${m}, ${o}.\n${n} came first. ${m} came second. ${o} came last.`;
  },
  (r) => {
    const [n, m] = [oneOffName(r), oneOffName(r)];
    return `Prize winners: ${n}, ${m}. Well done, ${n}! Well done, ${m}!`;
  },
  (r) => {
    const [n, m] = [oneOffFirstName(r), oneOffFirstName(r)];
    return `${n} or ${m}? Most of us voted for ${r.pick([n, m])}. So ${n} and ${m} shook hands.`;
  },
  (r) => {
    const n = oneOffName(r);
    return `The race on ${day(r)}. The winner was ${n}. Nobody was faster than ${n}.`;
  },
  (r) => {
    const [n, m] = [oneOffName(r), oneOffName(r)];
    return `Team one: ${n}. Team two: ${m}. Today ${r.pick([n, m])} goes first.`;
  },
  (r) => {
    const [x, y, z] = [inventedWord(r), inventedWord(r), inventedWord(r)];
    return `Say after me: ${x}, ${y}, ${z}. Again: ${x}, ${y}, ${z}.`;
  },
  (r) => {
    const x = inventedWord(r);
    return `The word of the day is ${x}. Can you say ${x}? Write ${x} on the wall.`;
  },
];

const notices: readonly Template[] = [
  (r) => {
    const n = digits(r);
    return `Lost: ${r.pick(objects)}. If you find it near the ${place(r)}, go to room ${n}. Again, room ${n}.`;
  },
  (r) => {
    const n = digits(r);
    return `The lucky number on ${day(r)} was ${n}. Who has ${n}? Nobody has ${n}.`;
  },
  (r) => {
    const n = digits(r);
    return `For sale: ${r.pick(objects)}. Price: ${n} coins. Yes, ${n} coins.`;
  },
  (r) => {
    const c = code(r);
    return `The code of the ${place(r)} gate is ${c}. Type ${c} and wait.`;
  },
  (r) => {
    const c = code(r);
    return questionAnswer(r, `Which ticket is it?`, `It is ticket ${c}. Please keep ${c}.`);
  },
];

/** A calculator's manual: the sum of the question is typed again, never worked out. */
const help: readonly Template[] = [
  (r) => {
    const sum = typedSum(r);
    return `Pocket calculator help. What is ${sum}? Type ${sum} and press the key.`;
  },
  (r) => {
    const sum = typedSum(r);
    return questionAnswer(r, `How do I add ${sum}?`, `Type ${sum} and look at the screen.`);
  },
  (r) => {
    const word = inventedWord(r);
    return questionAnswer(r, `How do I look for ${word}?`, `Type ${word} and wait.`);
  },
];

const typedSum = (rng: Random): string => randomPair(rng, rng.pick([2, 3, 4, 4])).join('+');

export function copyPage(rng: Random): string {
  switch (rng.weighted([24, 12, 14, 14, 16, 10, 10])) {
    case 0:
      return question(rng);
    case 1:
      return twoQuestions(rng);
    case 2:
      return rng.pick(letters)(rng);
    case 3:
      return rng.pick(talks)(rng);
    case 4:
      return rng.pick(lists)(rng);
    case 5:
      return rng.pick(notices)(rng);
    default:
      return rng.pick(help)(rng);
  }
}
