import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = 'src/styles';
/** Those that every lesson has; the others come with a lesson, and stay. */
const shared = readFileSync('src/views/page.css', 'utf8');

/** Classes whose elements, or plain elements in them, a stylesheet describes: `.name` and `.name li`, not `.name.is-open`; not for print. */
function classesDescribed(css: string): Set<string> {
  const screen = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@media print \{[\s\S]*?\n\}/g, '');
  const selectors = [...screen.matchAll(/(?:^|[{};])\s*([^{};@]+)\{/g)].flatMap(([, group = '']) => group.split(','));
  return new Set(selectors.flatMap((selector) => selector.trim().match(/^\.[\w-]+(?=$| [a-z]+$)/) ?? []));
}

test('a lesson, whose stylesheet stays once it was opened, describes no class that another stylesheet describes', () => {
  const owners = new Map<string, string>();
  const describedTwice: string[] = [];
  for (const sheet of readdirSync(folder)) {
    const owner = shared.includes(`/${sheet}"`) ? 'the page' : sheet;
    for (const name of classesDescribed(readFileSync(join(folder, sheet), 'utf8'))) {
      const other = owners.get(name) ?? owner;
      if (other !== owner) describedTwice.push(`${name} in ${other} and ${owner}`);
      owners.set(name, owner);
    }
  }
  expect(owners.size).toBeGreaterThan(200);
  expect(describedTwice).toEqual([]);
});
