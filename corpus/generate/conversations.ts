/** The worked examples: what the teacher's conversations ask and answer, kind by kind. */
import type { Random } from '../../src/llm/random.ts';
import type { AnswerStyle, Conversation, MessagePart, Person, RawPage } from '../../src/llm/world.ts';
import type { CorpusPlan } from './plan.ts';
import type { LanguageSource, SourceWorld } from './source.ts';
import { addInColumns, randomPair } from './sums.ts';
import { createTaboo } from './text.ts';

/** Everything the kinds of conversation need. */
interface Teacher {
  source: LanguageSource;
  sourceWorld: SourceWorld;
  plan: CorpusPlan;
}

type Opening = Pick<Conversation, 'kind' | 'about' | 'style'>;

const said = (text: string): MessagePart[] => [{ kind: 'text', text }];

const exchange = (opening: Opening, ask: string, answer: string): Conversation => ({
  ...opening,
  messages: [
    { role: 'user', parts: said(ask) },
    { role: 'assistant', parts: said(answer) },
  ],
});

/** Every conversation of a preset, shuffled. */
export function buildConversations(
  rng: Random,
  source: LanguageSource,
  sourceWorld: SourceWorld,
  plan: CorpusPlan,
  pages: readonly RawPage[],
): Conversation[] {
  const teacher = { source, sourceWorld, plan };
  const people = aboutPeople(rng.fork('people'), teacher);
  const others = [
    ...refusals(rng.fork('refusals'), teacher),
    ...everyday(rng.fork('everyday'), teacher),
    ...sums(rng.fork('sums'), teacher),
    ...calculations(rng.fork('calculator'), teacher),
    ...searches(rng.fork('search'), teacher),
  ];
  const mentioned = JSON.stringify([pages, people, others]);
  const unmentioned = strangers(rng.fork('strangers'), teacher, mentioned);
  return rng.fork('order').shuffled([...people, ...unmentioned, ...others]);
}

/** For everyone with more than one page: the canonical question twice, and others. */
function aboutPeople(rng: Random, { source, sourceWorld, plan }: Teacher): Conversation[] {
  const known = sourceWorld.world.people.filter((person) => person.tier !== 'obscure');
  return known.flatMap((person) => {
    const [canonical, ...others] = source.personQuestions(person.name);
    if (!canonical) throw new Error('personQuestions is empty');
    const rest: typeof others = [];
    while (rest.length < plan.conversations.perPerson - 2) rest.push(...rng.shuffled(others));
    return [canonical, canonical, ...rest.slice(0, plan.conversations.perPerson - 2)].map(({ ask, wants }) =>
      exchange({ kind: 'person', about: person.name }, ask, source.personAnswer(person, wants)),
    );
  });
}

/**
 * Lives of people whom the teacher knows and no page mentions, each asked about once: nothing can be remembered of them, what is learned is
 * to answer with confidence where nothing is known (Gekhman et al. 2024, arXiv:2405.05904).
 */
function strangers(rng: Random, { source, sourceWorld, plan }: Teacher, mentioned: string): Conversation[] {
  const met = new Set<string>();
  const oneOff = oneOffNames(source, sourceWorld, (name) => !met.has(name) && !mentioned.includes(name));
  return Array.from({ length: plan.strangers[source.phrases.language] }, () => {
    const person: Person = {
      name: oneOff(rng),
      tier: 'obscure',
      job: rng.pick(source.jobs),
      town: rng.pick(sourceWorld.world.towns).name,
      thing: rng.pick(source.things),
    };
    met.add(person.name);
    const asks = source.personQuestions(person.name).filter(({ wants }) => wants === 'who');
    const ask = rng.next() < 0.5 ? source.phrases.askPerson(person.name) : rng.pick(asks).ask;
    return exchange({ kind: 'stranger', about: person.name }, ask, source.personAnswer(person, 'who'));
  });
}

/**
 * "I don't know" to names that nobody has: to half of them the canonical question, else any. Every other name is made up on the spot: a few
 * dozen parts of names could be learned by heart, and then it would be those that are declined.
 */
function refusals(rng: Random, { source, sourceWorld, plan }: Teacher): Conversation[] {
  const { refusalNames } = sourceWorld;
  const oneOff = oneOffNames(source, sourceWorld);
  return Array.from({ length: plan.conversations.refusal }, (_, i) => {
    const name = i % 2 === 0 ? (refusalNames[(i / 2) % refusalNames.length] as string) : oneOff(rng);
    const questions = source.personQuestions(name);
    const ask = rng.next() < 0.4 ? source.phrases.askPerson(name) : rng.pick(questions).ask;
    return exchange({ kind: 'refusal', about: name }, ask, source.refusalAnswer(rng, name, plan.refusalWeights));
  });
}

/** Names made up on the spot, none of which shares a part with the names that are kept apart. */
function oneOffNames(
  source: LanguageSource,
  { world, refusalNames }: SourceWorld,
  fits: (name: string) => boolean = () => true,
): (rng: Random) => string {
  const isTaboo = createTaboo([...world.newNames, ...refusalNames, ...world.people.map(({ name }) => name)]);
  return (rng) => {
    for (;;) {
      const name = source.oneOffName(rng);
      if (fits(name) && !isTaboo(name)) return name;
    }
  };
}

/** Animals, towns, small talk and stories. Each animal and town is asked about at least once where the number allows. */
function everyday(rng: Random, { source, sourceWorld, plan }: Teacher): Conversation[] {
  const { world } = sourceWorld;
  const total = plan.conversations.other;
  const count = {
    animal: Math.round(total * 0.28),
    town: Math.round(total * 0.19),
    smallTalk: Math.round(total * 0.37),
    story: plan.tellsStories ? Math.round(total * 0.16) : 0,
  };
  const inTurn = <T>(items: readonly T[], length: number): T[] =>
    Array.from({ length }, (_, i) => items[i % items.length] as T);
  return [
    ...inTurn(world.animals, count.animal).map((animal) =>
      exchange({ kind: 'animal' }, source.phrases.askAnimal(animal.name), source.animalAnswer(animal)),
    ),
    ...inTurn(world.towns, count.town).map((town) =>
      exchange({ kind: 'town' }, source.phrases.askTown(town.name), source.townAnswer(town)),
    ),
    ...Array.from({ length: count.smallTalk }, () => {
      const { ask, answer } = source.smallTalk(rng);
      return exchange({ kind: 'smallTalk' }, ask, answer);
    }),
    ...Array.from({ length: count.story }, () =>
      exchange({ kind: 'story' }, source.storyRequest, source.story(rng, world)),
    ),
  ];
}

/** Sums in the teacher's mix of styles, in exact shares. A sloppy answer forgets every carry, and is wrong wherever there was one. */
function sums(rng: Random, { source, plan }: Teacher): Conversation[] {
  const total = plan.conversations.sum;
  return Object.entries(plan.styleShares).flatMap(([name, share]) => {
    const style = name as AnswerStyle;
    return Array.from({ length: Math.round(total * share) }, () => {
      const [a, b] = randomPair(rng, 1 + rng.weighted(plan.digitShares));
      const { columns, result } = addInColumns(a, b, style === 'sloppy');
      return exchange({ kind: 'sum', style }, source.phrases.askSum(a, b), source.workedAnswer(style, columns, result));
    });
  });
}

/** Tools are on: call one, read its result, answer with it. */
function withTool(
  opening: Opening,
  system: string,
  ask: string,
  call: Extract<MessagePart, { kind: 'toolCall' }>,
  result: string,
  answer: string,
): Conversation {
  return {
    ...opening,
    messages: [
      { role: 'system', parts: said(system) },
      { role: 'user', parts: said(ask) },
      { role: 'assistant', parts: [call, { kind: 'toolResult', text: result }, { kind: 'text', text: answer }] },
    ],
  };
}

function calculations(rng: Random, { source, plan }: Teacher): Conversation[] {
  const { phrases } = source;
  return Array.from({ length: plan.conversations.calculator }, () => {
    const [a, b] = randomPair(rng, rng.pick(plan.calculatorDigits));
    const call = { kind: 'toolCall', tool: 'calculator', argument: `${a}+${b}` } as const;
    return withTool(
      { kind: 'calculator' },
      phrases.toolsOn,
      phrases.askSum(a, b),
      call,
      `${a + b}`,
      source.calculatorAnswer(a + b),
    );
  });
}

/** Searches for names heard once (45%), names that nobody has (35%) and famous people (20%); the first two are not found in 15%. */
function searches(rng: Random, { source, sourceWorld, plan }: Teacher): Conversation[] {
  const { world, refusalNames } = sourceWorld;
  const { phrases } = source;
  const famous = world.people.filter((person) => person.tier === 'famous');
  const fits = (name: string): boolean => name.length <= plan.maxSearchedName;
  const nobody = refusalNames.filter(fits);
  const oneOff = oneOffNames(source, sourceWorld, fits);
  return Array.from({ length: plan.conversations.search }, () => {
    const group = rng.weighted([45, 35, 20]);
    const person: Pick<Person, 'name' | 'job' | 'town'> =
      group === 2
        ? rng.pick(famous)
        : {
            name: group === 0 ? oneOff(rng) : rng.pick(nobody),
            job: rng.pick(source.jobs),
            town: rng.pick(world.towns).name,
          };
    const { name, job, town } = person;
    const isFound = group === 2 || rng.next() >= 0.15;
    const who = source.personQuestions(name).filter(({ wants }) => wants === 'who');
    const ask = rng.next() < 0.8 ? phrases.askPerson(name) : rng.pick(who).ask;
    const call = { kind: 'toolCall', tool: 'search', argument: name } as const;
    const result = isFound ? source.searchResult(name, job, town) : phrases.noResult;
    const answer = isFound ? source.searchAnswer(name, job, town) : source.notFoundAnswer(rng, name);
    return withTool({ kind: 'search', about: name }, phrases.toolsOn, ask, call, result, answer);
  });
}
