/** Turns a text into a page as a crawler finds it: paragraphs in the middle of menus, scripts, adverts and comments. */
import type { Random } from '../../src/llm/random.ts';
import type { LanguageSource } from './source.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&<>]/g, (character) => escapes[character] as string);

const navigation = (rng: Random, source: LanguageSource): string =>
  rng.pick([
    () => `<nav>${rng.sample(source.menu, 4).join(' | ')}</nav>`,
    () =>
      `<nav><ul>${rng
        .sample(source.menu, 3)
        .map((item) => `<li><a href="/">${item}</a></li>`)
        .join('')}</ul></nav>`,
    () => `<header>${rng.sample(source.menu, 2).join(' / ')}</header>`,
  ])();

const scripts = [
  '<script>var hits=1;count(hits);</script>',
  '<script>if(a<b){show("menu");}</script>',
  '<style>p{margin:0}nav{color:gray}</style>',
  '<!-- page made by hand, do not edit -->',
  '<!-- <p>old text</p> -->',
];

/** `text` paragraph by paragraph, with clutter around it. The paragraphs alone are the page's content. */
export function toHtml(rng: Random, text: string, source: LanguageSource): string {
  const head = rng.next() < 0.6 ? navigation(rng, source) : '';
  const aside = rng.next() < 0.2 ? `<aside>${escaped(source.advert(rng))}</aside>` : '';
  const foot = rng.next() < 0.25 ? `<footer>${rng.sample(source.menu, 2).join(' ')}</footer>` : '';
  const script = rng.next() < 0.35 ? rng.pick(scripts) : '';
  const paragraphs = text.split('\n').map((line) => `<p>${escaped(line)}</p>`);
  const cut = aside ? rng.int(paragraphs.length + 1) : 0;
  const body = [...paragraphs.slice(0, cut), aside, ...paragraphs.slice(cut)].join('');
  return `<html><body>${head}${body}${script}${foot}</body></html>`;
}

/** A page that has a menu and nothing to say. */
export const menuOnly = (rng: Random, source: LanguageSource): string =>
  `<html><body><nav>${Array.from({ length: 6 + rng.int(8) }, () => rng.pick(source.menu)).join(' | ')}</nav><p></p></body></html>`;
