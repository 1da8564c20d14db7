/** What a crawl brings home besides good English pages: spam, shops, errors, soup, pages in other languages, adverts, personal data. */
import type { Random } from '../../src/llm/random.ts';
import { days, pets, places } from './enWords.ts';
import { numberWithDigits } from './sums.ts';

const repeated = (rng: Random, phrase: string, least: number): string =>
  Array.from({ length: least + rng.int(4) }, () => phrase).join(' ');

export function spam(rng: Random): string {
  const prize = rng.pick(['COINS', 'PRIZES', 'TICKETS', 'PHONES']);
  return rng.pick([
    () => repeated(rng, `WIN FREE ${prize} NOW!!! CLICK HERE!!!`, 2),
    () => repeated(rng, `Best ${prize.toLowerCase()}! Lowest price! Buy buy buy!`, 3),
    () => Array.from({ length: 28 }, () => rng.pick(['buy', 'cheap', 'best', 'offer', 'sale', 'now'])).join(' '),
    () =>
      `Add to cart $${numberWithDigits(rng, 2)}.99 | Add to cart $${numberWithDigits(rng, 2)}.99 | Checkout $$$ | Coupon >>> SALE${numberWithDigits(rng, 3)} <<<`,
    () => repeated(rng, `>>> ${prize} ${prize} ${prize} >>> spin the wheel >>>`, 2),
  ])();
}

export function lowQuality(rng: Random): string {
  return rng.pick([
    () => Array.from({ length: 60 + rng.int(90) }, () => rng.pick([...'#$%&@xqzjkw0189 ;:/\\'])).join(''),
    () => Array.from({ length: 50 + rng.int(60) }, () => rng.pick([...'~^*_|<>{}[]=+ -\u00a4\u00a7'])).join(''),
    () => rng.pick(['Error 404. Not found.', 'Error 500. Try later.', 'Please log in.', 'Page moved.', 'No content.']),
    () => repeated(rng, rng.pick(['lol lol ok ok', 'first post first post', 'test test test', 'asdf asdf jkl']), 4),
    () => Array.from({ length: 16 }, () => rng.pick(['home', 'login', 'top', 'next', 'share', 'cookies'])).join(' | '),
  ])();
}

const foreignSentences: readonly (readonly string[])[] = [
  [
    '今天天气很好，我们去河边走走吧。',
    '小猫睡在窗台上，谁也不理。',
    '市场里的苹果又红又甜。',
    '老师说明天要带一本书来。',
    '晚上我们一起喝汤，听爷爷讲故事。',
    '花园里开满了黄色的花。',
  ],
  [
    'El gato duerme junto a la ventana y no quiere salir.',
    'Mi hermana compra pan en el mercado los lunes.',
    'La casa del molino es muy vieja pero bonita.',
    'Hoy hace frío y los niños juegan en la cocina.',
    'El río baja lento por el valle verde.',
    'Para la cena hay sopa de pescado con limón.',
  ],
  [
    'Die Katze schläft am Fenster und will nicht nach draußen.',
    'Meine Schwester kauft am Montag Brot auf dem Markt.',
    'Das alte Haus an der Mühle ist klein, aber schön.',
    'Heute ist es kalt, und die Kinder spielen in der Küche.',
    'Der Fluss fließt langsam durch das grüne Tal.',
    'Zum Abendessen gibt es eine Suppe mit Fisch und Zitrone.',
  ],
];

export const foreign = (rng: Random): string => {
  const sentences = rng.pick(foreignSentences);
  return rng.sample(sentences, 3).join(sentences === foreignSentences[0] ? '' : ' ');
};

export const menu = ['Home', 'News', 'Login', 'Share', 'Cookies', 'Contact', 'Shop', 'Search', 'Help', 'Map'] as const;

export const advert = (rng: Random): string =>
  rng.pick([
    'Advert: soft socks for cold feet.',
    'Sponsored: the big kettle sale ends soon.',
    'Advert: learn the drum in ten days.',
    'Subscribe to our letter and get a free spoon.',
    'Sponsored: umbrellas that never turn inside out.',
  ]);

/** A sentence with a made-up phone number or mail address, which the cleaning is to mask. */
export function contactLine(rng: Random): string {
  const phone = `555-${numberWithDigits(rng, 3)}-${numberWithDigits(rng, 4)}`;
  const mail = `${rng.pick(pets).toLowerCase()}${numberWithDigits(rng, 2)}@${rng.pick(places)}.example`;
  return rng.pick([
    `Questions? Call ${phone}.`,
    `My phone number is ${phone}.`,
    `Write to ${mail} before ${rng.pick(days)}.`,
    `You can reach me at ${mail}.`,
  ]);
}
