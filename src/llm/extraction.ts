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
const classAttribute = /\bclass\s*=\s*["']?([^"'>]*)/i;
/** A class of an advert or of navigation starts with one of these: "ad", "ad-top", "sidebar_left". */
const clutterClasses = new Set([
  ...['ad', 'ads', 'advert', 'adverts', 'advertisement', 'banner', 'sponsored', 'promo', 'cookie', 'cookies'],
  ...['menu', 'sidebar'],
]);
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

const tagName = /<\/?([a-z][a-z0-9]{0,30})/y;

/** A stretch of a page. */
export interface Stretch {
  from: number;
  to: number;
}

export function extractText(page: string): string {
  const html = flattened(page);
  return readableLines(html)
    .map((line) => textOf(html, line))
    .filter(isWorthReading)
    .join('\n');
}

/** Where on the page the extracted text stands, from left to right; what lies between is left out. */
export function textStretches(page: string): Stretch[] {
  const html = flattened(page);
  return readableLines(html)
    .filter((line) => isWorthReading(textOf(html, line)))
    .flat();
}

/** Of the same length; from here on only a block element breaks a line. */
const flattened = (page: string): string => page.replace(/[^\S ]+/g, (white) => ' '.repeat(white.length));

const textOf = (html: string, line: readonly Stretch[]): string =>
  decodeEntities(line.map(({ from, to }) => html.slice(from, to)).join(''))
    .replace(/\s+/g, ' ')
    .trim();

const isWorthReading = (line: string): boolean => line !== '' && !advertLine.test(line);

/** The stretches that a browser would show as text, by line. */
function readableLines(html: string): Stretch[][] {
  // ASCII only: the full toLowerCase can change the length of the string.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let line: Stretch[] = [];
  const lines = [line];
  const show = (from: number, to: number): void => {
    if (to > from) line.push({ from, to });
  };
  /** The dropped element we are in, and how many of the same name are open. */
  let dropped = '';
  let depth = 0;
  let textStart = 0;
  for (let open = html.indexOf('<'); open >= 0; ) {
    tagName.lastIndex = open;
    const isMarkup = /[a-z/!?]/.test(lower[open + 1] ?? '');
    const name = isMarkup ? tagName.exec(lower)?.[1] : undefined;
    if (!name && lower[open + 1] !== '!' && lower[open + 1] !== '?') {
      // A '<' that starts no tag is text.
      open = html.indexOf('<', open + 1);
      continue;
    }
    if (!dropped) show(textStart, open);
    let end = html.startsWith('<!--', open) ? endOf(html, '-->', open + 4) : endOf(html, '>', open);
    const isClosing = lower[open + 1] === '/';
    if (name && dropped) {
      if (name === dropped) depth += isClosing ? -1 : 1;
      if (depth === 0) dropped = '';
    } else if (name) {
      if (line.length > 0 && (blockElements.has(name) || droppedElements.has(name))) {
        line = [];
        lines.push(line);
      }
      const isDropped = droppedElements.has(name) || isClutter(html.slice(open, end));
      if (isDropped && !isClosing && !voidElements.has(name)) {
        if (rawElements.has(name)) {
          const close = lower.indexOf(`</${name}`, end);
          end = close < 0 ? html.length : endOf(html, '>', close);
        } else {
          dropped = name;
          depth = 1;
        }
      }
    }
    textStart = end;
    open = html.indexOf('<', end);
  }
  if (!dropped) show(textStart, html.length);
  return lines;
}

function isClutter(tag: string): boolean {
  const classes = classAttribute.exec(tag)?.[1]?.toLowerCase().split(' ') ?? [];
  return classes.some((name) => clutterClasses.has(name.split(/[-_]/)[0] as string));
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
    if (code <= 32) return ' ';
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
  });
}
