import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { World } from '../../src/llm/world.ts';
import { storySuggestion, suggestions } from '../../src/store/suggestions.ts';

describe('suggestions', () => {
  it.each(['en', 'zh'] as const)(
    'ask in %s about somebody whom no page knows, and a sum that is held out',
    (language) => {
      for (const preset of ['course', 'quick'] as const) {
        const folder = `corpus/${language}/${preset}`;
        const world = JSON.parse(readFileSync(`${folder}/world.json`, 'utf8')) as World;
        const [, person, sum] = suggestions({ language, preset }, 'chat') as [string, string, string];
        expect(person).toContain(world.newNames[0]);
        const addends = /\d+\+\d+/.exec(sum)?.[0] as string;
        expect(readFileSync(`${folder}/pages.jsonl`, 'utf8')).not.toContain(addends);
      }
    },
  );

  it.each(['en', 'zh'] as const)('begin in %s a story that pages go on with in many ways', (language) => {
    for (const preset of ['course', 'quick'] as const) {
      const opening = suggestions({ language, preset }, 'raw')[storySuggestion] as string;
      const pages = readFileSync(`corpus/${language}/${preset}/pages.jsonl`, 'utf8');
      const nextWords = pages
        .split(opening)
        .slice(1)
        .map((rest) => rest.trimStart().slice(0, 2));
      expect(new Set(nextWords).size, preset).toBeGreaterThan(3);
    }
  });
});
