import { describe, expect, it } from 'vitest';
import { glossary as en } from '../../src/lessons/glossary/en.ts';
import { glossary as zh } from '../../src/lessons/glossary/zh.ts';
import { entriesWith } from '../../src/views/glossary/entries.ts';

describe('looking up a word', () => {
  it('finds every word when nothing is sought, in the order of the language', () => {
    const english = entriesWith(en, zh, ' ', 'en');
    expect(english).toHaveLength(Object.keys(en).length);
    const names = english.map(({ name }) => name.toLowerCase());
    expect(names[0]?.[0]).toBe('a');
    expect([...names].sort((a, b) => a.localeCompare(b, 'en'))).toEqual(names);
    expect(entriesWith(zh, en, '', 'zh-CN')).toHaveLength(Object.keys(en).length);
  });

  it('finds by the name in either language, whatever the case, and by what is said of it', () => {
    const idsOf = (wanted: string): string[] => entriesWith(en, zh, wanted, 'en').map(({ id }) => id);
    expect(idsOf('SOFTMAX')).toContain('softmax');
    expect(idsOf(zh.token.name)).toContain('token');
    expect(idsOf('calculator')).toContain('tool');
    expect(idsOf('no such word')).toEqual([]);
  });
});
