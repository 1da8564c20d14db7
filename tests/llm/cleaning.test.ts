import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPages, filterNames, isBlockedUrl } from '../../src/llm/cleaning.ts';
import { extractText } from '../../src/llm/extraction.ts';
import { findDuplicates } from '../../src/llm/minhash.ts';
import { maskPersonalData } from '../../src/llm/privacy.ts';
import { otherLanguage, poorQuality } from '../../src/llm/quality.ts';
import type { RawPage, World } from '../../src/llm/world.ts';

const page = (text: string, url = 'https://encyclopedia.example/1'): RawPage => ({ url, html: `<p>${text}</p>` });
const fox = 'A fox is a small wild animal. It lives in the forest and likes to eat mice in the evening.';

/** Eight times the text takes about eight times as long, not 64 times. */
function expectInProportion(unit: string, read: (text: string) => unknown): void {
  const fastestMs = (length: number): number => {
    const text = unit.repeat(length / unit.length);
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      read(text);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  // Of times as short as that, the ratio is chance.
  expect(fastestMs(1_000_000) / Math.max(fastestMs(125_000), 20)).toBeLessThan(30);
}

describe('cleanPages', () => {
  const pages = [
    page(fox),
    page(fox, 'https://win-coins.example/7'),
    { url: 'https://menu.example/1', html: '<nav>Home | News</nav><p></p>' },
    page('Die Katze schläft am Fenster und will nicht nach draußen.'),
    page('WIN FREE COINS NOW CLICK HERE. WIN FREE COINS NOW.'),
    page('The baker is in the shop today. Call 555-123-4567 for bread.'),
    page(fox, 'https://mirror.example/3'),
    page(fox.replace(' the evening', ' an evening')),
  ];

  it('says of every page what became of it and why', () => {
    const { verdicts, documents, counts } = cleanPages(pages, 'en');
    expect(verdicts.map(({ kept, filter, reason, duplicateOf }) => [kept, filter, reason, duplicateOf])).toEqual([
      [true, undefined, undefined, undefined],
      [false, 'url', 'blockedAddress', undefined],
      [false, 'extract', 'noText', undefined],
      [false, 'language', 'otherLanguage', undefined],
      [false, 'quality', 'shouting', undefined],
      [true, 'privacy', 'personalDataMasked', undefined],
      [false, 'duplicate', 'exactDuplicate', 0],
      [false, 'duplicate', 'nearDuplicate', 0],
    ]);
    expect(documents.map(({ text }) => text)).toEqual([
      fox,
      'The baker is in the shop today. Call a hidden number for bread.',
    ]);
    expect(counts.map(({ filter, pages }) => [filter, pages])).toEqual([
      ['url', 7],
      ['extract', 6],
      ['language', 5],
      ['quality', 4],
      ['privacy', 4],
      ['duplicate', 2],
    ]);
    expect(counts.at(-1)?.bytes).toBe(documents.reduce((sum, { text }) => sum + text.length, 0));
  });

  it.each(filterNames)('runs without %s', (filter) => {
    const { verdicts, counts } = cleanPages(pages, 'en', { [filter]: false });
    expect(verdicts.some((verdict) => verdict.filter === filter)).toBe(false);
    expect(counts).toHaveLength(filterNames.length);
    expect(verdicts).toHaveLength(pages.length);
  });

  it('takes an empty crawl', () => {
    expect(cleanPages([], 'en').documents).toEqual([]);
  });
});

describe('isBlockedUrl', () => {
  it.each([
    ['https://golden.casino.example/1', true],
    ['https://win-big.example/1', true],
    ['http://bet.example', true],
    ['https://news.example/adult/4', true],
    ['https://alphabet.example/1', false],
    ['https://twin-lakes.example/winter', false],
    ['https://poet.example/between', false],
    ['not an address', false],
  ])('%s: %s', (url, isBlocked) => {
    expect(isBlockedUrl(url)).toBe(isBlocked);
  });
});

describe('extractText', () => {
  it('keeps paragraphs, one a line, and drops what is around them', () => {
    const html = `<html><head><title>T</title><STYLE>p{a:b}</STYLE></head><body><!-- <p>old</p> --><header>Top</header>
      <nav><ul><li>Home</li></ul></nav><h1>Foxes</h1><p>A  fox
      is <b>red</b>.</p><aside><p>Buy!</p></aside><div class="ad big">Sale <div>now</div></div><div>Two<br/>lines</div>
      <script>if (a<b) { document.write("<p>no</p>"); }</script><p></p><footer>End</footer></body></html>`;
    expect(extractText(html)).toBe('Foxes\nA fox is red.\nTwo\nlines');
  });

  it('reads entities once, and signs that are no tags', () => {
    expect(extractText('<p>3 &lt; 4 &amp;&amp; 5 &gt; 4 &quot;yes&quot; &#39;&#x4F60;&#22909;&nbsp;!</p>')).toBe(
      '3 < 4 && 5 > 4 "yes" \'你好 !',
    );
    expect(extractText('&amp;lt;p&amp;gt; &nosuch; &#0; &#xD800; &#1114112; a < b <3')).toBe(
      '&lt;p&gt; &nosuch; \ufffd \ufffd a < b <3',
    );
  });

  it('keeps classes that only look like adverts', () => {
    expect(extractText('<div class="address">Mill Lane</div><div class="no-sidebar">Text</div>')).toBe(
      'Mill Lane\nText',
    );
    expect(extractText("<div class='x sidebar-left'>Links</div><div CLASS=ads>Buy</div>Text")).toBe('Text');
  });

  it('drops advert lines in either language', () => {
    expect(extractText('<p>One.</p><p>Sponsored: socks.</p><p>广告：袜子。</p><p>Two.</p>')).toBe('One.\nTwo.');
  });

  it('gives back text that was escaped into a paragraph', () => {
    const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    const line = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/\s+/g, ' ').trim());
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        expect(extractText(lines.map((text) => `<p>${escaped(text)}</p>`).join(''))).toBe(
          lines.filter((text) => text).join('\n'),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each(['<', '<a', '</', '<!--', '<div class=', '<nav>', '<script>', '&#', 'class="', ' '])(
    'takes time in proportion to the length of a page of nothing but %j',
    (unit) => expectInProportion(unit, extractText),
  );
});

describe('otherLanguage', () => {
  it.each([
    [fox, 'en', undefined],
    ['2+2=4\n3+5=8', 'en', undefined],
    ['Prize winners: Os Del, La Un. Well done, Os Del!', 'en', undefined],
    ['El gato duerme junto a la ventana y no quiere salir.', 'en', 'otherLanguage'],
    ['今天天气很好，我们去河边走走吧。', 'en', 'otherScript'],
    ['今天天气很好，我们去河边走走吧。', 'zh', undefined],
    ['你好！邮箱：mujiang37@xuexiao.example。', 'zh', undefined],
    ['12+7=19', 'zh', undefined],
    [fox, 'zh', 'otherScript'],
    ['きょうはとてもいい天気です。', 'zh', 'otherScript'],
  ] as const)('%s (%s): %s', (text, language, reason) => {
    expect(otherLanguage(text, language)).toBe(reason);
  });
});

describe('poorQuality', () => {
  it.each([
    [fox, undefined],
    ['2+2=4', undefined],
    ['1+1=2\n1+1=2\n1+1=2\n1+1=2\n1+1=2', undefined],
    ['Hello.', 'tooShort'],
    ['Error 404. Not found. Sorry.', 'errorPage'],
    ['home | login | top | next | share', 'menuPage'],
    ['#$% @@x ;;/\\ ^^~ is what it says &&& here.', 'symbols'],
    ['WIN FREE PRIZES TODAY. Click here now.', 'shouting'],
    ['Good morning! What a fine day! Shall we go out?', undefined],
    ['Go! Go! Go! Go! Go! Go! Go!', 'shouting'],
    ['buy cheap best offer sale now buy cheap best', 'noSentences'],
    ['test test test test test test test test test test test test test.', 'repeatedWords'],
    ['Spin the wheel. Best coins. Spin the wheel. Best coins.', 'repeatedWords'],
  ] as const)('%s: %s', (text, reason) => {
    expect(poorQuality(text, 'en')).toBe(reason);
  });

  it.each([
    ['今天天气很好。', 'tooShort'],
    ['今天天气很好，我们去河边走走吧。', undefined],
    ['3+4=7', undefined],
    ['抢购大奖便宜抢购红包秒杀便宜', 'noSentences'],
    ['错误404，页面不存在。', 'errorPage'],
    ['免费领大奖！！！点这里！！！', 'shouting'],
  ] as const)('%s: %s', (text, reason) => {
    expect(poorQuality(text, 'zh')).toBe(reason);
  });
});

describe('maskPersonalData', () => {
  it.each([
    ['Call 555-123-4567 or (030) 1234-567.', 'Call a hidden number or a hidden number.'],
    ['Call +44 20 7946 0958.', 'Call a hidden number.'],
    ['Write to dot.b+x@mail.lake.example today.', 'Write to a hidden address today.'],
    ['Call 555-0123.', 'Call a hidden number.'],
  ])('%s', (text, masked) => {
    expect(maskPersonalData(text, 'en')).toBe(masked);
  });

  it.each(['有事请打14382197985。', '手机：143-1566-1913。', '电话：0200-1779019。'])('%s', (text) => {
    expect(maskPersonalData(text, 'zh')).toMatch(/^[^\d]+已隐去的号码。$/);
  });

  it.each([
    'What is 9461+7894? 9461+7894=17355.',
    '9461 + 7894 = 17355',
    '9461-7894=1567',
    'Room 48213 is open. Call 4821.',
    'Lucky numbers: 12 34 56 78.',
    'On 2024-05-17 and 2024.5.17 it rained.',
    'It has 3141592 steps.',
    'x @ y',
  ])('leaves %s', (text) => {
    expect(maskPersonalData(text, 'en')).toBe(text);
  });

  it('leaves every sum', () => {
    const number = fc.nat(99999);
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 5 }), (pairs) => {
        const text = pairs.map(([a, b]) => `${a}+${b}=${a + b}`).join('\n');
        expect(maskPersonalData(text, 'en')).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['a', 'a.', 'a@', '1', '12-', '(12)', '+1', '1-'])(
    'takes time in proportion to the length of a text of nothing but %j',
    (unit) => expectInProportion(unit, (text) => maskPersonalData(text, 'en')),
  );
});

describe('findDuplicates', () => {
  const long =
    'Mara Holt is a baker from Veldra. On Monday she likes to swim in the cold lake near the old mill, and in the evening she reads to the children.';
  const duplicates = (...texts: string[]) => findDuplicates(texts).map((duplicate) => duplicate?.of);

  it('finds equal texts and texts with other small words', () => {
    expect(duplicates(long, long.toUpperCase(), long.replace(' and in the', ' or at a'))).toEqual([undefined, 0, 0]);
  });

  it('lets other facts live', () => {
    expect(duplicates(long, long.replace('Holt', 'Hart'), long.replace('Monday', 'Tuesday'))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const sums = ['347+285=632', '347+286=633', '285+347=632'].map(
      (sum) => `Worked sums for class two.\n${sum}\n2+2=4`,
    );
    expect(duplicates(...sums)).toEqual([undefined, undefined, undefined]);
    expect(duplicates('王小梅是青石镇的一位面包师。', '王大海是青石镇的一位面包师。')).toEqual([undefined, undefined]);
  });

  it('compares with kept pages only', () => {
    expect(duplicates('A', 'B', 'a', 'b ', 'A')).toEqual([undefined, undefined, 0, 1, 0]);
  });

  it('does not slow down when many pages nearly agree', () => {
    const texts = Array.from(
      { length: 3000 },
      (_, i) => `The log of the station was written down today by number ${i}.`,
    );
    const start = performance.now();
    expect(findDuplicates(texts).every((duplicate) => duplicate === undefined)).toBe(true);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

/** The corpus names its junk by host; the texts of all other pages are meant to be read. */
describe.each(['en', 'zh'] as const)('the %s corpus', (language) => {
  const folder = `corpus/${language}/quick`;
  const junk = /casino|win-|shop\d|site\.|menu\.|abroad/;
  const copies = /mirror|reprint/;

  it.runIf(existsSync(folder))('loses its junk and keeps its pages', () => {
    const pages: RawPage[] = readFileSync(`${folder}/pages.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const world: World = JSON.parse(readFileSync(`${folder}/world.json`, 'utf8'));
    const { documents, verdicts } = cleanPages(pages, language);
    const genuine = verdicts.filter(({ url }) => !junk.test(url) && !copies.test(url));
    const planted = verdicts.filter(({ url }) => junk.test(url));
    expect(planted.filter(({ kept }) => kept).length).toBeLessThan(0.05 * planted.length);
    // Of a page and its copies one stays, so there should be as many documents as genuine pages.
    expect(Math.abs(documents.length - genuine.length)).toBeLessThan(0.01 * genuine.length);
    const lost = genuine.filter(({ kept, filter }) => !kept && filter !== 'duplicate');
    expect(lost.length).toBeLessThan(0.005 * genuine.length);
    const texts = new Set(documents.map(({ text }) => text));
    for (const featured of world.featured) expect(texts).toContain(featured);
    for (const text of texts) expect(text).not.toMatch(/@|\d{3}-\d{3}|\d{7}/);
  });
});
