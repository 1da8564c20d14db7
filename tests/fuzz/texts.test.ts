/** Texts from anybody: addresses, what is typed into the chat, pages of a crawl. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeParts, encodeConversation, encodePrompt, text } from '../../src/llm/chat.ts';
import { cleanPages } from '../../src/llm/cleaning.ts';
import { SchoolError } from '../../src/llm/errors.ts';
import { extractText } from '../../src/llm/extraction.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { createTokenizer, firstMergeId, layOut, specialId, specialTokens, takeUp } from '../../src/llm/tokenizer.ts';
import { formatRoute, initialSampling, parseRoute, type Route } from '../../src/store/route.ts';
import { microTokenizer } from '../fixtures/microCheckpoint.ts';
import { anyText, isThorough, target } from './target.ts';

const specials = new Set(specialTokens.map(specialId));
const fallback: Route = {
  ...{ language: 'en', lesson: '0', preset: 'course', seed: 1, sampling: initialSampling, isEmbedded: false },
  ...{ settings: {}, wantedBackend: undefined, panel: undefined },
};

describe('an address', () => {
  const parameters = fc.array(
    fc.tuple(
      fc.oneof(anyText, fc.constantFrom('preset', 'seed', 'backend', 'temp', 'topk', 'topp', 'panel', 'embed')),
      anyText,
    ),
  );
  const addresses = fc.oneof(
    anyText,
    fc.tuple(anyText, anyText, parameters).map(([language, place, pairs]) => {
      const query = pairs.map(([name, value]) => `${name}=${value}`).join('&');
      return `#/${language}/${place}?${query}`;
    }),
    fc
      .string({ unit: 'grapheme', maxLength: 400, size: 'max' })
      .map((panel) => `#/en/0?panel=${encodeURIComponent(panel.replace(/\p{Cs}/gu, ''))}`),
    fc.nat(200_000).map((length) => `#/en/0?seed=${'1'.repeat(length)}&temp=${'9'.repeat(length)}`),
    fc.nat(200_000).map((length) => `#/${'a'.repeat(length)}?${'seed=1&'.repeat(length / 10)}`),
  );
  target('becomes a place that its own address leads to again', addresses, (hash) => {
    const { route, corrections } = parseRoute(hash, fallback);
    // The reader is told them.
    expect(corrections.join().length).toBeLessThan(1000);
    const address = formatRoute(route);
    const again = parseRoute(address, fallback);
    expect(again.corrections).toEqual([]);
    expect(formatRoute(again.route)).toBe(address);
  });
});

describe('the tokenizer', () => {
  target('gives back any text', anyText, (input) => {
    const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(input));
    const ids = microTokenizer.encode(input);
    expect(microTokenizer.decode(ids)).toBe(whole);
    expect(ids.every((id) => id < microTokenizer.vocabSize && !specials.has(id))).toBe(true);
    expect(takeUp(layOut(input))).toBe(input);
  });

  const long = fc
    .tuple(anyText, fc.nat(isThorough ? 3000 : 500))
    .map(([part, times]) => part.slice(0, 20).repeat(times));
  target('takes a long text of any kind in its stride', long, (input) => {
    expect(microTokenizer.encode(input).length).toBeLessThanOrEqual(4 * input.length);
  });

  const merges = fc.oneof(
    fc.array(fc.tuple(fc.oneof(fc.nat(300), fc.nat(70_000)), fc.nat(300)), { maxLength: 40 }),
    // Each as long as two of the one before.
    fc
      .tuple(fc.nat(255), fc.nat(20))
      .map(([byte, count]) =>
        Array.from({ length: count }, (_, i): [number, number] =>
          i === 0 ? [byte, byte] : [firstMergeId + i - 1, firstMergeId + i - 1],
        ),
      ),
  );
  target('takes merges that make sense, and refuses others', merges, (pairs) => {
    try {
      const tokenizer = createTokenizer(pairs);
      expect(tokenizer.vocabSize).toBe(firstMergeId + pairs.length);
      for (const i of pairs.keys()) expect(tokenizer.bytes(firstMergeId + i).length).toBeLessThanOrEqual(12);
    } catch (error) {
      expect(error).toBeInstanceOf(SchoolError);
    }
  });
});

describe('the chat', () => {
  target('never reads a special token from what is typed', anyText, (typed) => {
    const messages = [text('user', typed), text('assistant', typed), text('user', typed)];
    const empty = [text('user', ''), text('assistant', ''), text('user', '')];
    for (const phrases of Object.values(phrasebooks)) {
      const ids = encodePrompt(microTokenizer, phrases, messages).filter((id) => specials.has(id));
      expect(ids).toEqual(encodePrompt(microTokenizer, phrases, empty));
      const { tokenIds, lossMask } = encodeConversation(microTokenizer, phrases, { messages });
      expect(lossMask).toHaveLength(tokenIds.length);
    }
  });

  const anyTokens = fc.array(fc.oneof(fc.nat(microTokenizer.vocabSize - 1), fc.constantFrom(...specials)), {
    maxLength: 60,
  });
  target('takes whatever a model writes apart', anyTokens, (ids) => {
    for (const phrases of Object.values(phrasebooks)) {
      const parts = decodeParts(microTokenizer, phrases, ids);
      // A result stands behind a call, and nothing empty is said.
      for (const [i, part] of parts.entries()) {
        if (part.kind === 'toolResult') expect(parts[i - 1]?.kind).toBe('toolCall');
        if (part.kind === 'text') expect(part.text).not.toBe('');
      }
    }
  });
});

describe('a page of the crawl', () => {
  const tags = fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<script>',
      '</script>',
      '<style>',
      '<!--',
      '-->',
      '<',
      '>',
      '</',
      '<a href="x">',
      '<div class="ad">',
    ],
    ...[
      '<nav>',
      '</nav>',
      '<svg onload=alert(1)>',
      '<img src=x onerror=alert(1)>',
      '<noscript>',
      '&lt;script&gt;',
      '&#60;',
      '&',
    ],
    ...['&#x3c;', '&nbsp;', "<p class='", '<template>', '<?', '<![CDATA[', '</script', '<title>', '<body>', '<br/>'],
  );
  const pages = fc.array(fc.oneof(tags, tags, anyText), { maxLength: 40 }).map((parts) => parts.join(''));
  target('becomes text: no more of it than there was, and nothing from a script', pages, (html) => {
    const extracted = extractText(`<script>alarm()</script><p>${html}</p>`);
    expect(extracted.length).toBeLessThanOrEqual(html.length + 20);
    expect(extracted).not.toContain('alarm');
    expect(cleanPages([{ url: 'https://a.example/', html }], 'en').verdicts).toHaveLength(1);
  });

  it.each(['<', '<a ', '<!--', '</', '&#', '<p class="', '<div><p>', '<script>', '< ', '<svg/onload=', '\n \t'])(
    'of a megabyte of %j is read in a second',
    (unit) => {
      const html = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const startMs = performance.now();
      cleanPages([{ url: `https://a.example/${html.slice(0, 5000)}`, html }], 'en');
      expect(performance.now() - startMs).toBeLessThan(1000);
    },
  );

  const megabytes = fc
    .tuple(
      fc.array(fc.oneof(tags, fc.constantFrom('a', ' ', '\n', '&#', '<a', '<!')), { minLength: 1, maxLength: 4 }),
      fc.nat(isThorough ? 10 : 1),
    )
    .map(([parts, repeats]) => {
      const unit = parts.join('').slice(0, 40);
      return unit.repeat(Math.ceil((100_000 * repeats) / unit.length));
    });
  target('is read in a second however it is made', megabytes, (html) => {
    expect(extractText(html).length).toBeLessThanOrEqual(html.length + 10);
  });
});
