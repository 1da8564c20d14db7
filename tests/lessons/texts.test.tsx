/** What must hold for the text of every lesson, in both languages. Names that do not exist would not compile; here they must be used. */
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { glossary as en } from '../../src/lessons/glossary/en.ts';
import { glossary as zh } from '../../src/lessons/glossary/zh.ts';
import type { Comparison, Kit, LessonShape, LessonText } from '../../src/lessons/kit.ts';
import { entryOf, lessonIds, lessons, neighbors } from '../../src/lessons/order.ts';

const modules = import.meta.glob<{ text: LessonText<LessonShape> }>('../../src/lessons/*/{en,zh}.tsx', { eager: true });

function textOf(id: string, language: 'en' | 'zh'): LessonText<LessonShape> {
  const found = Object.entries(modules).filter(([path]) => {
    const [folder = '', file] = path.split('/').slice(-2);
    return folder.split('-')[0] === id && file === `${language}.tsx`;
  });
  expect(found, `${id} in ${language}`).toHaveLength(1);
  return found[0]![1].text;
}

/** Whatever a block may be given. */
interface Written {
  of?: string;
  to?: string;
  children?: ReactNode;
  otherwise?: ReactNode;
  rows?: readonly Comparison[];
}

/** Renders a text with blocks that only write down what is named. */
function namesIn({ Prose }: LessonText<LessonShape>) {
  const names: Record<keyof Kit<LessonShape>, string[]> = {
    Panel: [],
    Act: [],
    Term: [],
    Live: [],
    When: [],
    Source: [],
    Aside: [],
    RealModel: [],
    Predict: [],
  };
  const note =
    (block: keyof Kit<LessonShape>) =>
    ({ of, to, children, otherwise, rows = [] }: Written) => {
      names[block].push(of ?? to ?? '');
      const cells = rows.flatMap(({ what, ours, real }) => [what, ours, real]);
      return createElement('span', null, children, otherwise, ...cells);
    };
  const kit = Object.fromEntries(
    (Object.keys(names) as (keyof Kit<LessonShape>)[]).map((block) => [block, note(block)]),
  ) as unknown as Kit<LessonShape>;
  const markup = renderToStaticMarkup(createElement(Prose, kit));
  return { names, words: markup.replace(/<[^>]*>/g, '') };
}

const unique = (list: readonly string[]): string[] => [...new Set(list)].sort();

describe.each(lessonIds)('lesson %s', (id) => {
  const texts = { en: textOf(id, 'en'), zh: textOf(id, 'zh') };
  const found = { en: namesIn(texts.en), zh: namesIn(texts.zh) };

  it.each(['en', 'zh'] as const)('in %s places every panel once, and cites every source it lists', (language) => {
    const { panels, sources } = texts[language];
    expect(unique(found[language].names.Panel)).toEqual(unique(Object.keys(panels)));
    expect(found[language].names.Panel).toHaveLength(Object.keys(panels).length);
    expect(unique(found[language].names.Source)).toEqual(unique(Object.keys(sources)));
  });

  it('shows, does and asks the same in both languages, in the same order of panels', () => {
    expect(found.zh.names.Panel).toEqual(found.en.names.Panel);
    for (const block of ['Act', 'Live', 'Term', 'Source', 'Predict'] as const) {
      expect(unique(found.zh.names[block]), block).toEqual(unique(found.en.names[block]));
    }
    expect(Object.keys(texts.zh.sources)).toEqual(Object.keys(texts.en.sources));
  });

  it('says what there is to do, if there is something', () => {
    const hasGoal = entryOf(id).goal.length > 0;
    for (const { task } of Object.values(texts)) expect(task !== '').toBe(hasGoal);
  });

  it('is written in its language', () => {
    expect(found.en.words).not.toMatch(/[\u4e00-\u9fff]/);
    expect(found.zh.words).toMatch(/[\u4e00-\u9fff]{8}/);
  });
});

describe('the course', () => {
  it('leads from the first lesson to the last and back', () => {
    const walked = [lessonIds[0]];
    for (let next = neighbors(lessonIds[0]!).after; next; next = neighbors(next).after) walked.push(next);
    expect(walked).toEqual(lessons.map(({ id }) => id));
    expect(neighbors('1.1')).toEqual({ before: '0', after: '1.2' });
  });
});

describe('the glossary', () => {
  it('explains at least thirty terms in both languages', () => {
    expect(Object.keys(en).length).toBeGreaterThanOrEqual(30);
    for (const [name, entry] of Object.entries(zh)) {
      expect(`${entry.name}${entry.text}`, name).toMatch(/[\u4e00-\u9fff]/);
      expect(en[name as keyof typeof en].text).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });
});
