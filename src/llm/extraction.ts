/**
 * The readable text of an HTML page: one line a paragraph, without navigation, scripts, styles, comments and adverts. One pass from left
 * to right, linear in the length whatever the page holds. Left out: everything a browser does to repair broken markup; a '>' inside a
 * quoted attribute ends the tag early.
 */

/** Elements whose content is not part of the text. */
const droppedElements = new Set([
  'head',
  'title',
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'button',
  'select',
]);
/** Elements whose content is not markup. */
const rawElements = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'title']);
/** Elements that start a new line. */
const blockElements = new Set([
  ...['p', 'div', 'br', 'hr', 'li', 'ul', 'ol', 'dl', 'dt', 'dd', 'tr', 'table', 'pre', 'blockquote', 'figure'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'article', 'main', 'body', 'html'],
]);
const advertClass =
  /\bclass\s*=\s*["']?(?:[^"'>]*[\s_-])?(?:ad|ads|advert|adverts|advertisement|banner|sponsored|promo|cookies?|menu|sidebar)(?=["'\s>_-]|$)/i;
/** Lines that sell something, wherever they stand. */
const advertLine =
  /^(?:advert|advertisement|sponsored|promoted|广告|赞助|推广)\s*[:：]|^subscribe (?:to|now)\b|^(?:点击)?(?:订阅|关注)(?:我们|本站|公众号)/i;
const voidElements = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'wbr', 'source']);

const namedEntities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  middot: '·',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  times: '×',
};

/** Attributes beyond this length are not searched for an advert's class. */
const maxTagLength = 1000;

export function extractText(html: string): string {
  // ASCII only: the full toLowerCase can change the length of the string.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const chunks: string[] = [];
  /** The dropped element we are in, and how many of the same name are open inside it. */
  let dropped = '';
  let depth = 0;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const textEnd = open < 0 ? html.length : open;
    if (!dropped && textEnd > at) chunks.push(html.slice(at, textEnd));
    if (open < 0) break;
    if (lower.startsWith('<!--', open)) {
      at = endOf(html, '-->', open + 4);
      continue;
    }
    const name = /^<\/?([a-z][a-z0-9]*)/.exec(lower.slice(open, open + 24))?.[1];
    const isDeclaration = lower[open + 1] === '!' || lower[open + 1] === '?';
    if (!name && !isDeclaration) {
      // A '<' that starts no tag is text.
      if (!dropped) chunks.push('<');
      at = open + 1;
      continue;
    }
    const end = endOf(html, '>', open);
    at = end;
    if (!name) continue;
    const isClosing = lower[open + 1] === '/';
    if (dropped) {
      if (name === dropped) depth += isClosing ? -1 : 1;
      if (depth === 0) dropped = '';
      continue;
    }
    if (blockElements.has(name)) chunks.push('\n');
    const isAdvert = advertClass.test(html.slice(open, Math.min(end, open + maxTagLength)));
    if (isClosing || voidElements.has(name) || !(droppedElements.has(name) || isAdvert)) continue;
    chunks.push('\n');
    if (rawElements.has(name)) {
      const close = lower.indexOf(`</${name}`, end);
      at = close < 0 ? html.length : endOf(html, '>', close);
    } else {
      dropped = name;
      depth = 1;
    }
  }
  return tidyLines(
    chunks.map((chunk) => (chunk === '\n' ? chunk : decodeEntities(chunk.replace(/\s+/g, ' ')))).join(''),
  );
}

/** Just past the next `mark`, or the end of the page: an unclosed tag or comment swallows the rest, as in a browser. */
function endOf(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, (entity, decimal, hex, name) => {
    if (name !== undefined) return namedEntities[name] ?? entity;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
  });
}

function tidyLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && !advertLine.test(line))
    .join('\n');
}
