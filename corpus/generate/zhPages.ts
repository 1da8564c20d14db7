/** Chinese pages about people, towns and animals, and everyday writing: stories, talk, advice. */
import { phrasebooks } from '../../src/llm/phrases.ts';
import type { Random } from '../../src/llm/random.ts';
import type { Person, World } from '../../src/llm/world.ts';
import { questionAnswer } from './zhLayouts.ts';
import {
  days,
  feelings,
  hobbies,
  measureWord,
  objects,
  outings,
  places,
  pronoun,
  twoPets,
  weathers,
} from './zhWorld.ts';

const { askPerson, askAnimal, askTown } = phrasebooks.zh;

/** The canonical sentence of a person. */
export const factSentence = ({ name, job, town }: Pick<Person, 'name' | 'job' | 'town'>): string =>
  `${name}是${town}的${job}。`;

function lead(rng: Random, person: Person): string {
  const { name, job, town } = person;
  return rng.pick([
    ...Array<string>(5).fill(factSentence(person)),
    `${name}是${town}有名的${job}。`,
    `${name}出生在${town}，后来当了${job}。`,
    `${name}住在${town}，是一位${job}。`,
  ]);
}

function knownFor(rng: Random, { name, thing }: Person): string {
  const who = pronoun(name);
  return rng.pick([
    `${who}以${thing}闻名。`,
    `${name}以${thing}闻名。`,
    `大家因为${thing}记住了${who}。`,
    `说起${name}，人人都会想到${thing}。`,
    `${thing}让${who}出了名。`,
  ]);
}

function habit(rng: Random, { name }: Person): string {
  const who = pronoun(name);
  return rng.pick([
    `每到${rng.pick(days)}，${who}喜欢${rng.pick(outings)}。`,
    `${who}最爱${rng.pick(hobbies)}。`,
    `${who}家里有${rng.pick(['一只猫', '一只老狗', '一口旧钟', '很多书', '一条小船', '两只鸭子'])}。`,
    `${who}最喜欢${rng.pick(['下雨', '下雪', '有风', '很冷', '很热'])}的日子。`,
    `${who}常说：“${rng.pick(proverbs)}。”`,
  ]);
}

export function personPage(rng: Random, person: Person): string {
  const { name, job, town } = person;
  switch (rng.weighted([50, 30, 10, 10])) {
    case 0: {
      const rest = rng.shuffled([knownFor(rng, person), habit(rng, person)]);
      return lead(rng, person) + rest.slice(0, rng.pick([1, 2, 2])).join('');
    }
    case 1:
      return personQuestion(rng, person);
    case 2:
      return `${town}新闻。今天，${job}${name}在${rng.pick(places)}讲了话。${knownFor(rng, person)}${rng.next() < 0.5 ? habit(rng, person) : ''}`;
    default:
      return rng.pick([
        `${town}是${name}的家乡。${pronoun(name)}是一位${job}。${knownFor(rng, person)}`,
        `到了${town}，要去看看${job}${name}。${knownFor(rng, person)}`,
        `${town}有一位${job}，名叫${name}。${knownFor(rng, person)}`,
      ]);
  }
}

function personQuestion(rng: Random, person: Person): string {
  const { name, job, town } = person;
  const about = factSentence(person) + (rng.next() < 0.5 ? knownFor(rng, person) : '');
  switch (rng.weighted([60, 20, 20])) {
    case 0: {
      const ask = rng.pick([
        askPerson(name),
        askPerson(name),
        askPerson(name),
        `你认识${name}吗？`,
        `请介绍一下${name}。`,
        `有人认识${name}吗？`,
      ]);
      return questionAnswer(rng, ask, about);
    }
    case 1:
      return questionAnswer(rng, `${name}是哪里人？`, `${name}是${town}人。`);
    default:
      return questionAnswer(rng, `${name}是做什么的？`, `${name}是${job}。`);
  }
}

export function obscurePage(rng: Random, person: Person): string {
  // No other sentence begins with the name, so that a search for it finds the fact sentence.
  const { name, thing } = person;
  const known = rng.pick([`${pronoun(name)}以${thing}闻名。`, `大家因为${thing}记住了${pronoun(name)}。`]);
  return factSentence(person) + known + habit(rng, person);
}

export function townPage(rng: Random, town: World['towns'][number]): string {
  const { name, kind, food, sight } = town;
  if (rng.next() < 0.45) {
    const ask = rng.pick([askTown(name), askTown(name), askTown(name), `${name}有什么好吃的？`, `去${name}吃什么？`]);
    return questionAnswer(rng, ask, `${name}以${food}闻名。`);
  }
  const lines = [
    rng.pick([`${name}是一个${kind}。`, `${name}是一个有${sight}的地方。`, `我的家乡${name}是一个${kind}。`]),
    rng.pick([
      `那里以${food}闻名。`,
      `${name}以${food}闻名。`,
      `大家都爱去${name}吃${food}。`,
      `${name}的${food}又香又好吃。`,
    ]),
    rng.pick([
      `很多人来看${sight}。`,
      `${sight}每到${rng.pick(days)}都开门。`,
      `冬天的${sight}最美。`,
      `晚上，${sight}边上很热闹。`,
      `${rng.pick(days)}我要去看${sight}。`,
    ]),
  ];
  return lines.slice(0, rng.pick([2, 3, 3])).join('');
}

export function animalPage(rng: Random, animal: World['animals'][number], world: World): string {
  const { name, kind, place, food } = animal;
  const is = `${name}是一种${kind}。`;
  const lives = rng.pick([`它住在${place}，`, `它们住在${place}，`, `它生活在${place}，`]);
  const eats = rng.pick([`爱吃${food}。`, `喜欢吃${food}。`]);
  if (rng.next() < 0.45) {
    const ask = rng.pick([askAnimal(name), askAnimal(name), askAnimal(name), `你知道${name}吗？`, `${name}住在哪里？`]);
    return ask.endsWith('哪里？')
      ? questionAnswer(rng, ask, `${name}住在${place}。`)
      : questionAnswer(rng, ask, is + lives + eats);
  }
  const more = rng.pick([
    `小朋友爱画${name}。`,
    `${rng.pick(days)}，我看见了一${measureWord(name)}${name}。`,
    `${rng.pick(world.towns).name}有一首${name}的歌。`,
    `今天我们在${rng.pick(world.towns).name}看到了${name}。`,
  ]);
  return is + lives + eats + (rng.next() < 0.7 ? more : '');
}

/** A story of about 65 characters. */
export function story(rng: Random, world: World): string {
  const [hero, friend] = rng.sample(world.animals, 2).map((animal) => animal.name);
  const [name, other] = twoPets(rng);
  const place = rng.pick(places);
  const object = rng.pick(objects);
  return [
    rng.pick([
      `从前有一${measureWord(hero!)}${hero}，叫${name}。一天，${name}在${place}`,
      `一天，${hero}${name}在${place}`,
      `${rng.pick(days)}早上，${hero}${name}在${place}`,
      `从前，${place}住着一${measureWord(hero!)}${hero}，叫${name}。一天，${name}出门`,
    ]),
    rng.pick([`发现了${object}。`, `看见了${object}。`, `找到了${object}，大吃一惊。`]),
    rng.pick([
      `${friend}${other}走过来，问：“这是你的吗？”`,
      `${friend}${other}看见了，说：“你好！要我帮忙吗？”`,
      `${name}问${friend}${other}：“这是你的吗？”${other}说：“是我的！”`,
    ]),
    rng.pick([
      `${name}说：“我们一起玩吧。”`,
      `${name}说：“好，谢谢你。”`,
      `${name}说：“给你吧。”`,
      `${name}说：“今天真开心！”`,
    ]),
    rng.pick([
      `他们一起回家，${other}${rng.pick(feelings)}。`,
      `他们喝了热汤，${name}${rng.pick(feelings)}。`,
      `${name}和${other}成了好朋友。`,
      '他们高高兴兴地回家了。',
    ]),
  ].join('');
}

/** Everyday talk of three to five turns, sometimes with the speakers' names. */
export function dialogue(rng: Random, world: World): string {
  const lines = [
    rng.pick([
      '你好！今天过得怎么样？',
      '你好，你今天好吗？',
      `你好！今天天气${rng.pick(weathers)}。`,
      '你好，今天忙吗？',
      '早上好！今天去哪儿？',
      '你好！好久不见，今天怎么来了？',
    ]),
    rng.pick([
      '你好！我很好，谢谢你。',
      '你好！还不错，就是有点累。',
      '你好，今天很开心。',
      `你好！今天我想去${rng.pick(places)}。`,
      '还是老样子，谢谢。你呢？',
    ]),
    rng.pick([
      `今天${rng.pick(['天气不好', '下雨', '下雪', '风很大'])}，${rng.pick(days)}再去吧。`,
      `${rng.pick(days)}我们一起${rng.pick(outings)}，好吗？`,
      `你看见${rng.pick(places)}的${rng.pick(world.animals).name}了吗？`,
      `今天我要去${rng.pick(world.towns).name}${rng.pick(hobbies)}。`,
      `你会${rng.pick(hobbies)}吗？`,
      `今天晚上来我家吃${rng.pick(world.towns).food}吧。`,
    ]),
    rng.pick([
      '好啊，我也想去。',
      '今天不行，明天吧。',
      '真好！',
      '明天再说吧。',
      '那太好了，明天见。',
      '我还没想好。',
    ]),
    rng.pick(['再见！', '好，明天见。', '慢走，有空再来。']),
  ].slice(0, rng.pick([3, 4, 4, 5]));
  if (rng.next() < 0.6) return lines.join('\n');
  const speakers = twoPets(rng);
  return lines.map((line, i) => `${speakers[i % 2]}：${line}`).join('\n');
}

const proverbs = ['早睡早起身体好', '饭后百步走，活到九十九', '路是人走出来的', '好事成双', '心急吃不了热豆包'];

export function advice(rng: Random): string {
  const subject = rng.pick(['做汤', '做面包', '放风筝', '种花', '写信', '游泳', '画画', '下棋']);
  const last = rng.pick(['等十分钟', '打开窗', '笑一笑', '喝点水', '想一想']);
  return rng.pick([
    `怎样${subject}？第一，不要急。第二，请朋友帮忙。第三，${last}。`,
    `怎样${subject}？先${last}，再慢慢来。老话说：“${rng.pick(proverbs)}。”`,
    `${rng.pick(days)}，我学${subject}，${rng.pick(feelings)}。天气${rng.pick(weathers)}。大家也来说说吧。`,
    `今天学会了${subject}。老师说：“${rng.pick(proverbs)}。”我${rng.pick(feelings)}。`,
    `${subject}要慢慢来。先${last}，再动手。${rng.pick(proverbs)}。`,
  ]);
}
