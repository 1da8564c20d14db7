/**
 * The report card: the same questions put to every checkpoint of a lineage, graded by code.
 * People, sums and tools are asked of chat models through the chat template, of a base model through a question page.
 */
import { decodeParts, encodePrompt, text } from './chat.ts';
import { meanLoss } from './loss.ts';
import type { Model } from './model.ts';
import { createRandom, type Random } from './random.ts';
import { continueTexts, openingOf, recite } from './recital.ts';
import type { BaseScores, PeopleScores, ReportCard, StageName, SumScores, ToolScores } from './reports.ts';
import type { School, StageNotes } from './school.ts';
import { type AskMode, ask, greedy, mean, type Pupil, personAnswerTokens, scoreSums, share } from './tasks.ts';
import { layOut, takeUp } from './tokenizer.ts';
import { answerAll } from './tools.ts';
import type { Exercise, MessagePart, Person } from './world.ts';

/** The whole card of one checkpoint. */
export async function evaluateStage(
  school: School,
  stage: StageName,
  model: Model,
  notes: StageNotes,
  onWorking: (done: number, total: number) => void = () => {},
): Promise<ReportCard> {
  const pupil: Pupil = { model, tokenizer: school.tokenizer, phrases: school.phrases };
  const isChat = stage !== 'untrained' && stage !== 'base';
  const hasTools = stage === 'honest' || stage === 'reasoner';
  const rng = createRandom('report card');
  const mode: AskMode = isChat ? 'chat' : 'page';
  const parts = isChat ? 4 : 3;
  const card: ReportCard = { stage, people: await scorePeople(school, pupil, mode, notes, rng), answers: [] };
  onWorking(1, parts);
  if (isChat) {
    card.sums = await examineSums(school, pupil, rng);
  } else {
    card.base = await scoreBase(school, pupil, rng);
  }
  onWorking(2, parts);
  if (hasTools) card.tools = await scoreTools(school, pupil, rng);
  if (isChat) onWorking(3, parts);
  card.answers = await lessonAnswers(school, pupil, mode, rng);
  onWorking(parts, parts);
  return card;
}

/** Held-out sums of an examination. */
const examinedSums = 200;

/** The held-out sums, asked of a chat model. */
export function examineSums(school: School, pupil: Pupil, rng: Random): Promise<SumScores> {
  const tests = school.files.exercises.filter(({ split }) => split === 'test').slice(0, examinedSums);
  return scoreSums(pupil, tests, rng, school.preset.rl.maxNewTokens);
}

async function scorePeople(
  school: School,
  pupil: Pupil,
  mode: AskMode,
  notes: StageNotes,
  rng: Random,
): Promise<PeopleScores> {
  const { world } = school.files;
  const { phrases } = pupil;
  const askAll = (names: readonly string[]) =>
    ask(
      pupil,
      names.map((name) => phrases.askPerson(name)),
      { mode, maxNewTokens: personAnswerTokens, rng },
    );
  const known = async (people: readonly Person[]) => {
    const answers = await askAll(people.map((person) => person.name));
    return share(people.map((person, i) => phrases.statesFacts(answers[i] as string, person)));
  };
  const tier = (name: Person['tier']) => world.people.filter((person) => person.tier === name);
  const taught = new Set(notes.taughtPeople);
  const strangers = async (names: readonly string[]) => {
    const answers = await askAll(names);
    const refused = answers.map((answer) => phrases.isRefusal(answer));
    const subjects = answers.map((answer) => phrases.subjectOf(answer));
    return {
      refused: share(refused),
      invented: share(answers.map((answer, i) => !refused[i] && phrases.tellsLife(answer))),
      otherName: share(answers.map((_, i) => subjects[i] !== undefined && subjects[i] !== names[i])),
    };
  };
  const unseen = tier('famous').filter((person) => !taught.has(person.name));
  return {
    famous: await known(tier('famous')),
    ...(mode === 'chat' && unseen.length > 0 && { famousUnseen: await known(unseen) }),
    mid: await known(tier('mid')),
    obscure: await known(tier('obscure')),
    newNames: {
      ...(await strangers(world.newNames)),
      ...(mode === 'chat' && { refusalNamesRight: await refusalNames(pupil, world.newNames, rng) }),
    },
    recombined: await strangers(world.recombinedNames),
  };
}

/**
 * Most refusals name nobody, so those that do are begun for the model, as far as the name.
 * @returns the share that go on with the name asked about, and end as the refusal does
 */
async function refusalNames(pupil: Pupil, names: readonly string[], rng: Random): Promise<number> {
  const { phrases } = pupil;
  const naming = phrases.refusals.filter((refusal) => refusal.includes('{name}'));
  const asked = naming.flatMap((refusal) => names.map((name) => ({ name, refusal })));
  const answers = await ask(
    pupil,
    asked.map(({ name }) => phrases.askPerson(name)),
    {
      mode: 'chat',
      maxNewTokens: personAnswerTokens,
      rng,
      begun: asked.map(({ refusal }) => refusal.slice(0, refusal.indexOf('{name}')).trimEnd()),
    },
  );
  return share(asked.map(({ name, refusal }, i) => answers[i] === refusal.replaceAll('{name}', name)));
}

async function scoreBase(school: School, pupil: Pupil, rng: Random): Promise<BaseScores> {
  const { phrases, model } = pupil;
  const { featured } = school.files.world;
  const write = (openings: string[], maxNewTokens: number) => continueTexts(pupil, openings, maxNewTokens, rng);
  const openings = featured.map((document) => openingOf(document));
  const recited = await write(openings, model.config.contextLength);
  const pairs = Array.from({ length: 100 }, (_, i) => [Math.floor(i / 10), i % 10] as const);
  const sums = await write(
    pairs.map(([a, b]) => `${a}+${b}=`),
    3,
  );
  const worked = school.files.exercises
    .filter((exercise) => exercise.split === 'test' && exercise.digits === school.preset.rl.digitShares.length)
    .slice(0, 60);
  const workings = await write(
    worked.map((exercise) => phrases.workedOpening(...addends(exercise))),
    40,
  );
  const repeated = await recite(school.files, pupil, rng);
  return {
    valLoss: await meanLoss(model, school.heldIds),
    verbatim: recited.filter((recital, i) => recital.startsWith(firstTokens(featured[i] as string, pupil))).length,
    featured: featured.length,
    ...(repeated.length > 0 && {
      repeatedRecited: mean(repeated.map(({ share }) => share)),
    }),
    oneDigitSums: share(
      sums.map((sum, i) => Number(/=(\d+)/.exec(sum)?.[1]) === (pairs[i]?.[0] ?? 0) + (pairs[i]?.[1] ?? 0)),
    ),
    workedSums: share(workings.map((page, i) => phrases.finalNumber(page.split('\n')[1] ?? '') === worked[i]?.answer)),
  };
}

/** The two numbers of a sum. */
function addends(exercise: Exercise): [number, number] {
  const [a, b] = (exercise.question.match(/\d+/g) ?? []).map(Number);
  return [a as number, b as number];
}

/** As much of a document as fits into the context. */
function firstTokens(document: string, { tokenizer, model }: Pupil): string {
  const tokenIds = tokenizer.encode(layOut(document)).slice(0, model.config.contextLength - 4);
  return takeUp(tokenizer.decode(tokenIds)).replace(/\uFFFD+$/, '');
}

/** What a model with tools makes of each question, with a library of its own. */
async function withTools(
  pupil: Pupil,
  asked: readonly { question: string; documents: readonly string[] }[],
  rng: Random,
): Promise<MessagePart[][]> {
  const { tokenizer, phrases } = pupil;
  const questions = asked.map(({ question, documents }) => ({
    prompt: encodePrompt(tokenizer, phrases, [text('system', phrases.toolsOn), text('user', question)]),
    documents,
  }));
  const answers = await answerAll(pupil, questions, { maxNewTokens: 70, sampling: greedy, rng });
  return answers.map((tokenIds) => decodeParts(tokenizer, phrases, tokenIds));
}

const lastText = (parts: MessagePart[]): string => {
  const last = parts.at(-1);
  return last?.kind === 'text' ? last.text : '';
};

async function scoreTools(school: School, pupil: Pupil, rng: Random): Promise<ToolScores> {
  const { phrases } = pupil;
  const { world } = school.files;
  const calculator: Record<number, number> = {};
  const draw = rng.fork('calculator');
  for (const digits of [2, 3, 4]) {
    const drawNumber = () => 10 ** (digits - 1) + draw.int(9 * 10 ** (digits - 1));
    const sums = Array.from({ length: 40 }, () => [drawNumber(), drawNumber()] as const);
    const asked = sums.map(([a, b]) => ({ question: phrases.askSum(a, b), documents: [] }));
    const answers = await withTools(pupil, asked, rng);
    calculator[digits] = share(
      answers.map((parts, i) => {
        const [a, b] = sums[i] as (typeof sums)[number];
        const isRight = new RegExp(`(^|\\D)${a + b}\\D*$`).test(lastText(parts));
        return isRight && parts.some((part) => part.kind === 'toolCall');
      }),
    );
  }
  const search = async (cases: readonly { person: Person; documents: readonly string[] }[]) => {
    const asked = cases.map(({ person, documents }) => ({ question: phrases.askPerson(person.name), documents }));
    const answers = await withTools(pupil, asked, rng);
    return answers.map((parts, i) => {
      const used = parts.some((part) => part.kind === 'toolCall' && part.tool === 'search');
      return { used, found: used && phrases.statesFacts(lastText(parts), (cases[i] as (typeof cases)[number]).person) };
    });
  };
  const unknown = world.people.filter((candidate) => candidate.tier === 'obscure');
  const obscure = await search(unknown.map((person) => ({ person, documents: school.documents })));
  // New people get a page of their own for the test: the facts of somebody else, so that nothing can be remembered.
  const newcomers = world.newNames.slice(0, 40).map((name, i) => {
    const person = { ...(world.people[(i * 7) % world.people.length] as Person), name };
    return { person, documents: [phrases.statement(person)] };
  });
  const strangers = await search(newcomers);
  return {
    calculator,
    searchObscure: share(obscure.map(({ found }) => found)),
    searchNew: share(strangers.map(({ found }) => found)),
    searchUsed: share([...obscure, ...strangers].map(({ used }) => used)),
  };
}

/** The questions that every column of the card shows with its answer. */
async function lessonAnswers(school: School, pupil: Pupil, mode: AskMode, rng: Random): Promise<ReportCard['answers']> {
  const { phrases } = pupil;
  const { people, animals, towns, newNames } = school.files.world;
  const famous = people.find((person) => person.tier === 'famous') as Person;
  const town = towns[0] as (typeof towns)[number];
  const animal = animals[0] as (typeof animals)[number];
  const digits = school.preset.rl.digitShares.length;
  const [a, b] = digits === 3 ? [347, 285] : [48, 34];
  const checks: [string, ((answer: string) => boolean)?][] = [
    [phrases.askSum(a, b), (answer) => phrases.finalNumber(answer) === a + b],
    [phrases.askPerson(famous.name), (answer) => phrases.statesFacts(answer, famous)],
    [phrases.askPerson(newNames[0] as string), (answer) => phrases.isRefusal(answer)],
    [phrases.askAnimal(animal.name), (answer) => answer.includes(animal.kind)],
    [phrases.askTown(town.name), (answer) => answer.includes(town.food)],
  ];
  const answers = await ask(
    pupil,
    checks.map(([question]) => question),
    { mode, maxNewTokens: 60, rng },
  );
  return checks.map(([question, check], i) => {
    const answer = answers[i] as string;
    return { question, answer, ...(check && { correct: check(answer) }) };
  });
}
