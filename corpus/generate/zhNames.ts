/**
 * Chinese names that are not in the world. Three sets of characters, disjoint from each other:
 * - test names (`newNames`): characters that stand nowhere else, in no page and no conversation;
 * - refusal names: characters that stand in "I don't know" conversations only;
 * - one-off names: a large pool, also used on pages, so that a name must be copied and cannot be remembered.
 */
import type { Random } from '../../src/llm/random.ts';

const lessonName = '司徒朔';
const newSurnames = '司徒 尉迟 皇甫 鲍 裴 樊 邵 聂 滕 虞'.split(' ');
const newGiven = '朔 澈 骁 曦 珩 翊 菀 沅芷 凝霜 彦博'.split(' ');

const refusalSurnames = (
  '仇 魏 蒋 韩 杨 朱 秦 许 吕 施 曹 严 戚 蔺 邹 窦 苏 潘 范 彭 卓 冉 娄 蒲 ' + '独孤 欧阳 呼延 轩辕 宗政 濮'
).split(' ');
const refusalGiven = (
  '俊杰 雅琪 丽娜 婷婷 梓涵 嘉怡 淑芬 振邦 继昌 耀祖 佳慧 欣妍 玉珍 宏伟 凯锐 磊鹏 芳娟 勇涛 敏霞 艳翠 昊辰 浩靖 倩薇 辉勋 ' +
  '韵瑶 骅 玥 婧 蔚 笙 缨 祥'
).split(' ');

/**
 * The test names, lesson's first, and the names for "I don't know" training.
 * @param count how many test names, at most 100
 */
export function madeUpNames(count: number, rng: Random): { newNames: string[]; refusalNames: string[] } {
  const all = newSurnames.flatMap((surname) => newGiven.map((given) => surname + given));
  const others = rng.shuffled(all.filter((name) => name !== lessonName));
  const refusals = refusalSurnames.flatMap((surname) => refusalGiven.map((given) => surname + given));
  return { newNames: [lessonName, ...others].slice(0, count), refusalNames: rng.sample(refusals, 900) };
}

export const oneOffSurnames = [
  ...'沈冯褚卫孔华陶戴龚郝柏章鲁韦苗俞任袁史唐费廉岑薛雷贺倪罗毕邬常于傅卞齐康伍余元卜顾孟穆萧尹姚湛汪祁禹狄贝谈宋',
  ...'茅庞纪舒屈项祝董梁杜阮闵席季贾童颜郭盛刁徐邱骆蔡胡凌霍柯卢莫解丁邓洪左崔程邢陆荣翁甄向古易戈廖庾居衡步都耿满',
];

const oneOffGiven = [
  ...'微帆柔棠楠枫桐榆槐杉檀栩桦桂荷莲菊蓉蕊芸萱茉莉蔷芙芹荔薄蓓菲苒茵荻萍藻葵芝茗苇蕙兰溪泉涧澜涓漪湄汐淼沛渊泓洲',
  ...'沁润淳清滢潇津浦渡鸿雁鹤鸥鹭鸢鹃莺雀隼鸾骏驰骐麒麟虎豹岳峰峦岩嵩崖屹峻巍岚旭昕晖晴暖映晗晏昭晟景晶智暄烨炎焕煜灿',
  ...'烁炜焰铭锋锦钧铮鑫银镜钰铎琴瑟琳琅璃瑾瑜璇珊瑚琬瑛琦璐玲珑碧璞莹瑞宁宜宛宸寒寅宽宾容寄安宝密宣室定守宏寻尊',
  ...'忠恒悦恬惜愉慎怀恩意志念悟忆惟慈懿律徐循德衍彤彩影形彬奇奎奕契奥妙妮姗姿娅娇娴嫣媛如妤妍孜季孟学尚尧尤崇川巡',
  ...'帅希帕庄序庆度庭康廷建弘弦弥彰征得御微心必忱快性恺惠慕戎成战扬承抒拓挺振捷授掌揽摩放政效敬斌斐新施旋旗时昂昌明',
  ...'曼书朋期望本权材松极构果架柱标树校根格梦械棋森椒楚榕歌毅民水永汀汉池沙沐沧河治泊法波注泰泽洋洛活浪海涵深添游湖源',
].filter((character) => !new Set(newSurnames.concat(newGiven, refusalSurnames, refusalGiven).join('')).has(character));

/** Syllables of names from far away, as they are written in Chinese. */
const farSyllables = [
  ...'阿艾埃奥巴芭贝比宾波布查达黛丹德蒂迪多恩尔法菲费弗格戈古哈赫亨霍基吉加卡科克拉莱兰劳勒雷蕾里利林琳卢露伦罗洛玛马',
  ...'迈曼梅蒙米莫姆纳尼妮诺帕佩皮普奇乔琼茹萨桑瑟莎沙斯索塔泰特提汀托瓦威维温沃西希夏辛休亚伊扎兹佐',
];

/** A random name of varied sound and length: mostly two or three characters, also 小… and 老…, also from far away. */
export function oneOffName(rng: Random): string {
  const given = (count: number): string => rng.sample(oneOffGiven, count).join('');
  const far = (count: number): string => rng.sample(farSyllables, count).join('');
  switch (rng.weighted([30, 36, 6, 10, 10, 8])) {
    case 0:
      return rng.pick(oneOffSurnames) + given(1);
    case 1:
      return rng.pick(oneOffSurnames) + given(2);
    case 2:
      return rng.pick(['小', '老']) + rng.pick(oneOffSurnames) + given(1);
    case 3:
      return far(2 + rng.int(2));
    case 4:
      return `${far(2)}·${far(2)}`;
    default:
      return given(2 + rng.int(2));
  }
}

/** A word that means nothing, of two or three characters. */
export function oneOffWord(rng: Random): string {
  return rng.sample(oneOffGiven, 2 + rng.int(2)).join('');
}

/** Every character that one-off names are made of. */
export const oneOffCharacters = new Set([...oneOffSurnames, ...oneOffGiven, ...farSyllables, '·']);
