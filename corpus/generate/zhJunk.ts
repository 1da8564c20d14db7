/** What a crawl of the Chinese web brings along: spam, adverts, menus, broken text, English, contact lines. Cleaning should remove it. */
import type { Random } from '../../src/llm/random.ts';

const times = (count: number, make: () => string): string => Array.from({ length: count }, make).join('');

export function spam(rng: Random): string {
  const words = ['免费', '大奖', '点这里', '便宜', '赚钱', '马上', '抢购', '红包', '秒杀', '特价'];
  const slogan = rng.pick([
    '免费领大奖！！！点这里！！！',
    '今天下单，全场一折！！！',
    '动动手指，天天赚钱！！！',
    '最后一天，抢购！抢购！',
  ]);
  return rng.pick([() => times(3 + rng.int(4), () => slogan), () => times(24, () => rng.pick(words))])();
}

export function lowQuality(rng: Random): string {
  const noise = [...'#$%&@xqzjkw0189;:/\\锟斤拷烫屯'];
  return rng.pick([
    () => times(60 + rng.int(90), () => rng.pick(noise)),
    () => '页面不存在。错误404。',
    () => '请先登录再看。',
    () => times(20 + rng.int(20), () => rng.pick(['哈', '啊', '顶', '6'])),
    () => times(8 + rng.int(8), () => '沙发 '),
    () => '本页面正在建设中',
  ])();
}

/** English: the other language of this web. */
export function foreign(rng: Random): string {
  const sentences = [
    'The ferry leaves at noon and comes back before dark.',
    'My grandmother keeps her buttons in a tin box.',
    'Please wipe your shoes before you come into the hall.',
    'We counted nine geese on the pond this morning.',
    'The blue bus stops in front of the post office.',
    'Nobody remembers who painted the old fence green.',
    'Bring a lantern, because the path has no lights.',
    'She sold her bicycle and bought a second piano.',
  ];
  return rng.sample(sentences, 2 + rng.int(3)).join(' ');
}

export const menu: readonly string[] = ['首页', '登录', '分享', '关于我们', '上一页', '下一页', '收藏', '帮助'];

export function advert(rng: Random): string {
  return rng.pick([
    '广告：新店开张，买一送一！',
    '广告：手机话费八折，点这里！',
    '推荐：三天学会弹琴，报名从快！',
    '广告：本站出租广告位。',
    '关注我们，每天领红包！',
  ]);
}

/** Numbers of ranges that nobody has (mobile 143 and 154, area code 0200), addresses under .example. */
export function contactLine(rng: Random): string {
  const digits = (count: number): string => times(count, () => String(rng.int(10)));
  const mobile = `${rng.pick(['143', '154'])}${digits(8)}`;
  const mail = `${rng.pick(['li', 'mei', 'mai', 'cha', 'deng'])}${rng.int(100)}@${rng.pick(['xin', 'shu', 'hua'])}.example`;
  return rng.pick([
    `联系电话：${mobile}。`,
    `有事请打${mobile}。`,
    `电话：0200-${1 + rng.int(9)}${digits(6)}。`,
    `手机：${mobile.slice(0, 3)}-${mobile.slice(3, 7)}-${mobile.slice(7)}。`,
    `邮箱：${mail}。`,
    `来信请寄：${mail}。`,
  ]);
}
