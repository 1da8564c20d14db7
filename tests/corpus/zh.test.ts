/** Laws of the Chinese source: which characters stand where, and that its answers are graded as they are meant. */
import { describe, expect, it } from 'vitest';
import { plans } from '../../corpus/generate/plan.ts';
import { addInColumns } from '../../corpus/generate/sums.ts';
import { chinese } from '../../corpus/generate/zh.ts';
import { oneOffCharacters } from '../../corpus/generate/zhNames.ts';
import { createRandom, type Random } from '../../src/llm/random.ts';

const { phrases } = chinese;
const plan = plans.course;
const { world, refusalNames } = chinese.buildWorld('course', plan.world, createRandom('zh test'));

const han = (texts: readonly string[]): Set<string> => new Set(texts.join('').match(/\p{Script=Han}/gu) ?? []);
const common = (a: Iterable<string>, b: ReadonlySet<string>): string => [...a].filter((x) => b.has(x)).join('');
const times = (count: number, write: (rng: Random) => string): string[] => {
  const rng = createRandom(`${count} ${write}`);
  return Array.from({ length: count }, () => write(rng));
};

const dialogues = times(300, (rng) => chinese.dialogue(rng, world));
const stories = times(300, (rng) => chinese.story(rng, world));
const copies = times(1500, chinese.copyPage);
const plainPages = [
  ...world.people.flatMap((person) => times(24, (rng) => chinese.personPage(rng, person))),
  ...world.people.flatMap((person) => times(4, (rng) => chinese.obscurePage(rng, person))),
  ...world.towns.flatMap((town) => times(40, (rng) => chinese.townPage(rng, town))),
  ...world.animals.flatMap((animal) => times(40, (rng) => chinese.animalPage(rng, animal, world))),
  ...times(300, chinese.advice),
  ...dialogues,
  ...stories,
  ...world.featured,
];
const sums = times(600, (rng) => {
  const [a, b] = [rng.int(10000), rng.int(10000)];
  const { columns, result } = addInColumns(a, b);
  const answer = chinese.workedAnswer(rng.pick(['verbose', 'concise', 'direct']), columns, result);
  const asked = chinese.questionAnswer(rng, phrases.askSum(a, b), answer);
  return chinese.sumsHeading(rng) + chinese.workedHeading(rng) + asked + chinese.workedLine(a, b, columns, result);
});
const junk = times(1500, (rng) =>
  [chinese.spam(rng), chinese.lowQuality(rng), chinese.advert(rng), chinese.contactLine(rng), ...chinese.menu].join(''),
);
const smallTalk = times(500, (rng) => Object.values(chinese.smallTalk(rng)).join(''));
const answersWithout = times(
  100,
  (rng) => chinese.refusalAnswer(rng, '', plans.course.refusalWeights) + chinese.notFoundAnswer(rng, ''),
);
const questions = chinese.personQuestions('').map(({ ask }) => ask);
const conversationTexts = [
  ...smallTalk,
  ...answersWithout,
  ...questions,
  chinese.storyRequest,
  chinese.calculatorAnswer(1),
  phrases.toolsOn,
  phrases.noResult,
];

describe('names', () => {
  const pages = han([...plainPages, ...copies, ...sums, ...junk]);
  const newCharacters = han(world.newNames);
  const refusalCharacters = han(refusalNames);

  it('keeps the characters of test names out of everything else', () => {
    expect(common(newCharacters, pages)).toBe('');
    expect(common(newCharacters, oneOffCharacters)).toBe('');
    expect(common(newCharacters, refusalCharacters)).toBe('');
    expect(common(newCharacters, han(conversationTexts))).toBe('');
  });

  it('keeps the characters of refusal names out of every page', () => {
    expect(common(refusalCharacters, pages)).toBe('');
    expect(common(refusalCharacters, oneOffCharacters)).toBe('');
  });

  it('has enough different names, the lesson’s first', () => {
    expect(world.newNames[0]).toBe('司徒朔');
    expect(new Set(world.newNames).size).toBe(80);
    expect(new Set(world.recombinedNames).size).toBe(80);
    expect(new Set(refusalNames).size).toBeGreaterThanOrEqual(320);
    const known = new Set(world.people.map(({ name }) => name));
    expect(known.size).toBe(104);
    expect(common(known, new Set(world.recombinedNames))).toBe('');
  });

  it('recombines only surnames and given names that people bear, also in the small world', () => {
    const small = chinese.buildWorld('quick', plans.quick.world, createRandom('small')).world;
    const names = small.people.map(({ name }) => name);
    expect(small.recombinedNames).toHaveLength(plans.quick.world.testNames);
    for (const name of small.recombinedNames) {
      expect(names.some((other) => other[0] === name[0])).toBe(true);
      expect(names.some((other) => other.slice(1) === name.slice(1))).toBe(true);
      expect(names).not.toContain(name);
    }
  });

  it('has no name inside another one', () => {
    const names = [...world.people.map(({ name }) => name), ...world.recombinedNames];
    expect(names.filter((name) => names.some((other) => other !== name && other.includes(name)))).toEqual([]);
  });

  it('varies one-off names', () => {
    const names = times(2000, chinese.oneOffName);
    expect(new Set(names).size).toBeGreaterThan(1900);
    expect(names.every((name) => name.length >= 2 && name.length <= 5)).toBe(true);
  });
});

describe('vocabulary', () => {
  it('needs few characters outside one-off names', () => {
    const plain = han([...plainPages, ...sums]);
    const onCopyPagesOnly = [...han(copies)].filter((x) => !plain.has(x) && !oneOffCharacters.has(x));
    expect(plain.size + onCopyPagesOnly.length).toBeLessThan(420);
  });

  it('says 你好 and 今天 in nearly every talk', () => {
    const share = (word: string): number => dialogues.filter((text) => text.includes(word)).length / dialogues.length;
    expect(share('你好')).toBeGreaterThan(0.85);
    expect(share('今天')).toBeGreaterThan(0.95);
  });
});

describe('pages', () => {
  it('states who an obscure person is, in the sentence that a search finds first', () => {
    for (const person of world.people) {
      for (const page of times(5, (rng) => chinese.obscurePage(rng, person))) {
        expect(page.startsWith(`${person.name}是${person.town}的${person.job}。`)).toBe(true);
        expect(page.split(person.name)).toHaveLength(2);
      }
    }
  });

  it('never asks who a one-off name is', () => {
    expect(copies.filter((text) => text.includes('是谁？'))).toEqual([]);
  });

  it('stays short', () => {
    expect(Math.max(...stories.map((text) => text.length))).toBeLessThanOrEqual(90);
    expect(Math.max(...copies.map((text) => text.length))).toBeLessThanOrEqual(80);
    expect(Math.max(...world.people.map((person) => chinese.personAnswer(person, 'who').length))).toBeLessThanOrEqual(
      26,
    );
  });

  it('is reproducible', () => {
    const write = (): string[] => times(50, (rng) => chinese.copyPage(rng) + chinese.dialogue(rng, world));
    expect(write()).toEqual(write());
  });
});

describe('canonical sentences', () => {
  it('asks as the course asks', () => {
    expect(phrases.askSum(347, 285)).toBe('347+285等于多少？');
    expect(phrases.askAnimal(world.animals[0]!.name)).toBe('狐狸是什么？');
    expect(questions[0]).toBe(phrases.askPerson(''));
    const everything = plainPages.join('\n');
    for (const { name } of world.towns) expect(everything).toContain(phrases.askTown(name));
    for (const { name } of world.animals) expect(everything).toContain(phrases.askAnimal(name));
    for (const { name } of world.people.slice(0, 64)) expect(everything).toContain(phrases.askPerson(name));
  });

  it('writes sums as agreed', () => {
    const { columns, result } = addInColumns(347, 285);
    expect(chinese.workedAnswer('direct', columns, result)).toBe('632。');
    expect(chinese.workedAnswer('concise', columns, result)).toBe('7+5=12 4+8+1=13 3+2+1=6 得632。');
    expect(chinese.workedAnswer('verbose', columns, result)).toBe(
      '一步一步算。个位：7+5=12，进1。十位：4+8+1=13，进1。百位：3+2+1=6，得632。',
    );
    expect(chinese.workedLine(347, 285, columns, result)).toContain(phrases.workedOpening(347, 285).split('\n')[1]);
  });

  it('uses the page layout and the heading that a base model is asked in most often', () => {
    const pages = times(1200, (rng) => chinese.questionAnswer(rng, '甲', '乙'));
    const canonical = pages.filter((page) => page === `${phrases.asPage('甲')}乙`).length;
    expect(canonical / pages.length).toBeGreaterThan(0.2);
    const heading = phrases.workedOpening(1, 2).split('\n')[0];
    expect(times(400, chinese.workedHeading).filter((x) => x === heading).length).toBeGreaterThan(200);
  });
});

describe('grading', () => {
  it('reads the number and the style of all four styles', () => {
    const rng = createRandom(7);
    for (let i = 0; i < 300; i++) {
      const [a, b] = [rng.int(1000), rng.int(1000)];
      for (const style of ['direct', 'concise', 'verbose', 'sloppy'] as const) {
        const { columns, result } = addInColumns(a, b, style === 'sloppy');
        const answer = chinese.workedAnswer(style, columns, result);
        expect(phrases.finalNumber(answer)).toBe(result);
        expect(phrases.styleOf(answer)).toBe(style === 'sloppy' ? 'concise' : style);
        expect(phrases.finalNumber(answer.slice(0, -1))).toBeUndefined();
      }
    }
    expect(phrases.finalNumber(chinese.calculatorAnswer(17355))).toBe(17355);
  });

  it('finds the facts in answers, and whom they are about', () => {
    for (const person of world.people) {
      const answer = chinese.personAnswer(person, 'who');
      expect(phrases.statesFacts(answer, person)).toBe(true);
      expect(phrases.subjectOf(answer)).toBe(person.name);
      expect(phrases.tellsLife(answer)).toBe(true);
      expect(phrases.isRefusal(answer)).toBe(false);
    }
    for (const name of [...world.newNames, ...times(200, chinese.oneOffName)]) {
      const answer = chinese.searchAnswer(name, '渔夫', '白鹭港');
      expect(phrases.subjectOf(answer)).toBe(name);
    }
  });

  it('recognizes every way of not knowing', () => {
    const rng = createRandom(8);
    for (const name of world.newNames) {
      for (const answer of [
        chinese.refusalAnswer(rng, name, plans.course.refusalWeights),
        chinese.notFoundAnswer(rng, name),
      ]) {
        expect(phrases.isRefusal(answer)).toBe(true);
        expect(phrases.tellsLife(answer)).toBe(false);
        expect([name, undefined]).toContain(phrases.subjectOf(answer));
      }
    }
  });

  it('ends every answer of small talk as a sentence', () => {
    for (const text of smallTalk) expect(text).toMatch(/[。？！]$/);
  });
});
