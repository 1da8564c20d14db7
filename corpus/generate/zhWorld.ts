/**
 * The Chinese world: who lives where, what towns and animals are like. Everyone and every place is invented.
 * Given names, towns and foods are built from characters that the texts need anyway, so that a small vocabulary covers them.
 */
import type { Random } from '../../src/llm/random.ts';
import type { Person, Tier, World } from '../../src/llm/world.ts';
import type { LanguageSource } from './source.ts';
import { madeUpNames } from './zhNames.ts';

const surnames = [...'李王张陈林周赵高何方叶江'];

/** No given name is the beginning of another, so that no full name stands inside another one. */
const women = '小梅 明月 秋云 文静 思雨 春花 美兰 青青 冬雪 小满 笛 鹿'.split(' ');
const men = '大海 天明 子安 春生 长河 家树 大山 云飞 冬生 小虎 麦 竹'.split(' ');
const givenNames = [...women, ...men];

/** 她 or 他: Person does not say, the given name does. */
export function pronoun(name: string): string {
  return women.includes(name.slice(1)) ? '她' : '他';
}

export const jobs = '面包师 画家 飞行员 老师 医生 水手 农民 歌手 诗人 渔夫 花匠 木匠 厨师 铁匠 裁缝 琴师'.split(' ');

export const things = [
  '一条蓝色的围巾',
  '一首很长的诗',
  '一只纸鸟',
  '一口银钟',
  '一张海上的地图',
  '一只会唱歌的鹅',
  '一首下雨天的歌',
  '一条小纸船',
  '一座木钟',
  '一个大南瓜',
  '一本星星的书',
  '一座香草园',
  '一座雪做的塔',
  '一座竹桥',
  '一面红色的大鼓',
  '一次海上的飞行',
];

/** Name, kinds that suit it, sight. */
const towns: readonly [string, readonly string[], string][] = [
  ['青瓦镇', ['山里的小镇', '河边的小镇'], '红风车'],
  ['云桥城', ['古老的城市', '热闹的城市'], '长石桥'],
  ['白鹭港', ['海边的港口', '热闹的港口'], '老灯塔'],
  ['松果村', ['安静的村子', '山里的村子'], '大树公园'],
  ['星灯市', ['热闹的城市', '古老的城市'], '夜市'],
  ['柳笛镇', ['河边的小镇', '安静的小镇'], '圆书馆'],
  ['金麦村', ['安静的村子', '河边的村子'], '大铁门'],
  ['月船岛', ['海上的小岛', '安静的小岛'], '白塔'],
  ['红伞谷', ['山里的小镇', '多雨的小镇'], '百花园'],
  ['南窗镇', ['古老的小镇', '安静的小镇'], '钟楼'],
  ['雪鹿城', ['下雪的城市', '古老的城市'], '冰湖'],
  ['石鱼湾', ['海边的小镇', '热闹的小镇'], '古城墙'],
];

const foods = '苹果饼 鱼汤 蜂蜜糖 梅子酱 羊奶茶 竹叶饭 黑面包 大雪梨 南瓜饼 豆沙包 花生汤 海虾面'.split(' ');

/** Name, kind, where it lives, what it eats. 狐狸 comes first: the canonical question asks about it. */
const animals: readonly [string, string, string, string][] = [
  ['狐狸', '小型野生动物', '森林里', '老鼠'],
  ['猫头鹰', '夜里活动的鸟', '老树上', '小动物'],
  ['熊猫', '黑白两色的动物', '竹林里', '竹子'],
  ['青蛙', '绿色的小动物', '水边', '飞虫'],
  ['兔子', '长耳朵的小动物', '草地上', '青草'],
  ['蜜蜂', '会飞的小虫', '蜂房里', '花蜜'],
  ['老虎', '有花纹的大猫', '大山里', '肉'],
  ['山羊', '爱爬山的动物', '小山上', '青草'],
  ['鸭子', '会游泳的鸟', '小河里', '水草'],
  ['天鹅', '白色的大鸟', '湖上', '水草'],
  ['熊', '大型野生动物', '山洞里', '鱼和蜂蜜'],
  ['鲸鱼', '很大很大的动物', '大海里', '小虾'],
  ['马', '跑得很快的动物', '草原上', '青草'],
  ['鹿', '长角的动物', '森林里', '树叶'],
  ['企鹅', '不会飞的鸟', '冰上', '小鱼'],
  ['老鼠', '很小的动物', '墙洞里', '米'],
  ['乌龟', '走得很慢的动物', '水边', '小虾'],
  ['大象', '鼻子很长的动物', '草原上', '树叶'],
  ['猴子', '会爬树的动物', '大树上', '果子'],
  ['公鸡', '早上会叫的鸟', '村子里', '米和小虫'],
];

/** The measure word of an animal. */
export function measureWord(animal: string): string {
  return animal === '马' ? '匹' : animal === '鲸鱼' ? '条' : '只';
}

const featured = [
  '白鹭港的老灯塔是用白石头做的，从下到上要走二百一十二步。每天晚上，看灯的老人走上去，点起大灯，再在一本旧书里写一行字。',
  '雨点歌。雨点落在小船上，水手唱歌想家乡。雨点落在小山上，小羊睡在大树旁。雨点落在大海上，喝口热茶一起唱。',
  '柳笛镇图书馆的四个不要。第一，不要大声说话。第二，不要忘了还书。第三，不要给大鹅吃糖。第四，大鹅生气了，不要笑，先低头两次，再慢慢走开。',
];

/**
 * Fills the wanted counts with names and facts. Town names, sights and animals are the same for every seed; people, their facts, foods
 * and kinds are drawn. Throws RangeError when more is wanted than there is.
 */
export const buildWorld: LanguageSource['buildWorld'] = (preset, size, rng) => {
  const everyone = rng.shuffled(surnames.flatMap((surname) => givenNames.map((given) => surname + given)));
  const tiers: Tier[] = [
    ...Array<Tier>(size.famous).fill('famous'),
    ...Array<Tier>(size.mid).fill('mid'),
    ...Array<Tier>(size.obscure).fill('obscure'),
  ];
  const known = everyone.slice(0, tiers.length);
  const recombinedNames = everyone
    .slice(tiers.length)
    .filter(
      (name) => known.some((other) => other[0] === name[0]) && known.some((other) => other.slice(1) === name.slice(1)),
    )
    .slice(0, size.testNames);
  const { newNames, refusalNames } = madeUpNames(size.testNames, rng);
  const enough =
    tiers.length <= everyone.length &&
    recombinedNames.length === size.testNames &&
    newNames.length === size.testNames &&
    size.towns <= towns.length &&
    size.animals <= animals.length &&
    size.featured <= featured.length;
  if (!enough) throw new RangeError(`the Chinese world cannot fill ${JSON.stringify(size)}`);

  const townsTaken = towns.slice(0, size.towns);
  const foodsTaken = rng.sample(foods, size.towns);
  const people = tiers.map(
    (tier, i): Person => ({
      name: everyone[i]!,
      tier,
      job: rng.pick(jobs),
      town: rng.pick(townsTaken)[0],
      thing: rng.pick(things),
    }),
  );
  const world: World = {
    language: 'zh',
    preset,
    people,
    towns: townsTaken.map(([name, kinds, sight], i) => ({ name, kind: rng.pick(kinds), food: foodsTaken[i]!, sight })),
    animals: animals.slice(0, size.animals).map(([name, kind, place, food]) => ({ name, kind, place, food })),
    featured: featured.slice(0, size.featured),
    featuredCopies: 40,
    newNames,
    recombinedNames,
  };
  return { world, refusalNames };
};

/** Small words that many pages share. */
export const days = [...'一二三四五六'].map((day) => `星期${day}`).concat('星期天');
export const places = '河边 市场 森林 小山上 花园 桥头 湖边 图书馆 学校 海边'.split(' ');
export const pets = '豆豆 团团 点点 毛毛 圆圆 乐乐 果果 可可'.split(' ');
export const weathers = '很冷 很热 真好 不好 有点冷 有点热 还不错'.split(' ');
export const hobbies = '爬山 看书 下棋 喝茶 钓鱼 唱歌 游泳 画画'.split(' ');
export const outings =
  '去河边钓鱼 去小山上画画 去图书馆看书 去湖边唱歌 去花园喝茶 去桥头下棋 去海边游泳 去森林里画画 去市场喝茶 去学校下棋'.split(
    ' ',
  );
export const feelings = '很高兴 很累 很开心 很安心 有点累 很得意'.split(' ');
export const objects = [
  '一个红色的球',
  '一张旧地图',
  '一口小钟',
  '一条白色的围巾',
  '一面小鼓',
  '一封信',
  '一只纸风筝',
  '一块圆石头',
];

/** Two different pets' names. */
export function twoPets(rng: Random): [string, string] {
  const [first, second] = rng.sample(pets, 2);
  return [first!, second!];
}
