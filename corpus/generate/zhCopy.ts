/**
 * Chinese pages with a name, a word or a number that stands on this page only and is repeated there: lists, messages, parcels, rooms.
 * They teach copying from the context. None asks who a one-off name is: the answer would have to be invented.
 */
import type { Random } from '../../src/llm/random.ts';
import { numberWithDigits, randomPair } from './sums.ts';
import { questionAnswer } from './zhLayouts.ts';
import { oneOffName, oneOffWord } from './zhNames.ts';
import { days, hobbies, objects, places } from './zhWorld.ts';

export function copyPage(rng: Random): string {
  switch (rng.weighted([58, 10, 32])) {
    case 0:
      return namePage(rng);
    case 1:
      return wordPage(rng);
    default:
      return numberPage(rng);
  }
}

function namePage(rng: Random): string {
  const a = oneOffName(rng);
  const b = oneOffName(rng);
  const c = oneOffName(rng);
  const place = rng.pick(places);
  const day = rng.pick(days);
  const object = rng.pick(objects);
  return rng.pick([
    () => `${a}，你好！谢谢你的信。${day}见。这封信是写给${a}的。${b}`,
    () => `我叫${a}。\n你好，${a}！很高兴认识你。`,
    () => `你好，我是${a}。\n${a}，你好！我是${b}。\n${b}，今天一起去${place}吗？`,
    () => `下棋的人：${a}，${b}。${a}得第一，${b}得第二。`,
    () => `有${a}的包裹，放在${place}。谁看见${a}，请叫${a}来取。`,
    () => questionAnswer(rng, `${a}在吗？`, `${a}在${place}。`),
    () => questionAnswer(rng, `你看见${a}了吗？`, `看见了，${a}在${place}。`),
    () => questionAnswer(rng, `${a}今天来吗？`, rng.pick([`${a}今天不来。`, `来，${a}今天来。`, `${a}${day}来。`])),
    () => questionAnswer(rng, `${object}是谁的？`, `是${a}的，快还给${a}。`),
    () => questionAnswer(rng, `怎么找${a}？`, `在图书馆里查找${a}。`),
    () => questionAnswer(rng, `${a}和${b}在哪儿？`, `${a}在${place}，${b}在家。`),
    () => questionAnswer(rng, `${a}会${rng.pick(hobbies)}吗？`, `${a}不会，${b}会。`),
    () => questionAnswer(rng, `我想见${a}，行吗？`, `不行，${a}不在，${b}在。`),
    () => questionAnswer(rng, `谁看见${a}了？`, `我没看见${a}，${b}看见了。`),
    () => `请${a}到门口来。${a}，${b}在等你。`,
    () => `今天来的人：${a}、${b}、${c}。${b}来晚了，${a}先走了。`,
    () => `给${a}的话：今天我去${place}了，明天再来找${a}。${b}`,
    () => `失物招领：${a}的${object.slice(2)}在${place}找到了。请${a}来取。`,
    () => `${a}：你好！\n${b}：你好，${a}！\n${a}：${b}，今天去${place}吗？\n${b}：好，${a}，一起去。`,
    () => `要找${a}？写下${a}，再等一等。`,
    () => `学校来了新学生，叫${a}。${a}在窗边看书，${b}在${a}旁边。`,
    () => `今天是${a}的生日。${a}，生日快乐！`,
    () => `一号：${a}。二号：${b}。三号：${c}。一号是${a}，三号是${c}。`,
    () => `“${a}！”有人在叫。${a}回头一看，是${b}。“${b}，你好！”`,
  ])();
}

function wordPage(rng: Random): string {
  const word = oneOffWord(rng);
  return rng.pick([
    `今天的口令是${word}。请说${word}。不要忘了${word}。`,
    `这条小船叫${word}。${word}明天开走，${word}上有十个人。`,
    questionAnswer(rng, '这条船叫什么名字？', `叫${word}。${word}今天不开。`),
    `学说话：${word}。再说一次：${word}，${word}。`,
  ]);
}

function numberPage(rng: Random): string {
  const n = numberWithDigits(rng, rng.pick([3, 4, 4, 5]));
  // Typed, never worked out; held-out pairs stay out.
  const sum = randomPair(rng, rng.pick([2, 3, 4, 4])).join('+');
  const object = rng.pick(objects);
  const day = rng.pick(days);
  return rng.pick([
    () => `有人找${object}。谁在${rng.pick(places)}看见，请打${n}。记住，是${n}。`,
    () => `${day}的好运号是${n}。谁有${n}？没有人有${n}。`,
    () => `${n}号房间开着。${day}请到${n}号房间来。`,
    () => `我的房间号是${n}。记住了吗？${n}。`,
    () => `包裹是${n}号。来取的时候请说${n}。`,
    () => questionAnswer(rng, `${n}号房间在哪儿？`, `${n}号房间在${rng.pick(['楼上', '楼下', '门口', '钟楼边'])}。`),
    () => questionAnswer(rng, `${n}路车来了吗？`, `${n}路车${rng.pick(['走了', '还没来', '来了'])}。`),
    () => `第${n}页在哪儿？请看第${n}页。`,
    () => `要算${sum}，就在计算器上打${sum}，再看一看。`,
    () => questionAnswer(rng, `怎么用计算器算${sum}？`, `打下${sum}，再看计算器。`),
    () => `计算器上是${n}。\n计算器说是${n}。`,
  ])();
}
