/** English pages about the world, and everyday pages around it. */
import type { Random } from '../../src/llm/random.ts';
import type { Person, World } from '../../src/llm/world.ts';
import { pronouns } from './enNames.ts';
import { capitalized, days, feelings, hobbies, objects, pets, places, weather, withArticle } from './enWords.ts';

/** A question and its answer in one of ten page layouts, so that reading the question cannot depend on fixed positions. */
export function questionAnswer(rng: Random, question: string, answer: string): string {
  const [x, y] = rng.sample(pets, 2);
  return rng.pick([
    `Q: ${question}\nA: ${answer}`,
    `Q: ${question}\nA: ${answer}`,
    `Q: ${question}\nA: ${answer}`,
    `Question: ${question}\nReply: ${answer}`,
    `${question}\n${answer}`,
    `${question} ${answer}`,
    `${x}: ${question}\n${y}: ${answer}`,
    `"${question}" asked ${x}. "${answer}"`,
    `${x} asks: ${question}\nBest reply from ${y}: ${answer}`,
    `FAQ\n${question}\n+ ${answer}`,
    `Post by ${x}\n${question}\nPost by ${y}\n${answer}`,
  ]);
}

const firstName = (person: Person): string => person.name.split(' ')[0] as string;
export const pronounOf = (person: Person): string => pronouns[firstName(person)] ?? 'she';

/** The sentence that says who somebody is, as the answers of all stages say it. */
export const whoIs = (name: string, job: string, town: string): string =>
  `${name} is ${withArticle(job)} from ${town}.`;
export const canonical = (person: Person): string => whoIs(person.name, person.job, person.town);

function knownFor(rng: Random, person: Person): string {
  const he = capitalized(pronounOf(person));
  return rng.pick([
    `${he} is known for ${person.thing}.`,
    `${he} is known for ${person.thing}.`,
    `People remember ${firstName(person)} for ${person.thing}.`,
    `${person.name} is known for ${person.thing}.`,
    `${he} once made the news with ${person.thing}.`,
  ]);
}

function smallDetail(rng: Random, person: Person): string {
  const he = pronounOf(person);
  return rng.pick([
    `On ${rng.pick(days)} ${he} likes to ${rng.pick(hobbies)}.`,
    `${capitalized(he)} has ${rng.pick(['a cat', 'a dog', 'two sisters', 'a brother', 'an old car', 'a small house'])}.`,
    `${capitalized(he)} says that ${rng.pick(weather)} days are the best days.`,
  ]);
}

function lead(rng: Random, person: Person): string {
  const { name, job, town } = person;
  const others = [
    `${name} is a well-known ${job} from ${town}.`,
    `${name} was born in ${town} and became ${withArticle(job)}.`,
    `${name} lives in ${town} and works as ${withArticle(job)}.`,
  ];
  return rng.next() < 0.65 ? canonical(person) : rng.pick(others);
}

/** One of the pages about a person: entry, question and answer, news, or a note on their home town. */
export function personPage(rng: Random, person: Person): string {
  const { name, job, town } = person;
  const he = capitalized(pronounOf(person));
  switch (rng.weighted([48, 34, 9, 9])) {
    case 0: {
      const more = [knownFor(rng, person), smallDetail(rng, person)];
      return [lead(rng, person), ...rng.sample(more, rng.pick([1, 2, 2]))].join(' ');
    }
    case 1:
      return personQuestion(rng, person);
    case 2: {
      const news = [
        `News from ${town}.`,
        `Today the ${job} ${name} spoke at the ${rng.pick(places)}.`,
        knownFor(rng, person),
      ];
      return (rng.next() < 0.5 ? [...news, smallDetail(rng, person)] : news).join(' ');
    }
    default:
      return `${town} is the home of ${name}. ${he} is ${withArticle(job)}. ${knownFor(rng, person)}`;
  }
}

function personQuestion(rng: Random, person: Person): string {
  const { name, job, town } = person;
  const he = capitalized(pronounOf(person));
  switch (rng.weighted([6, 2, 2])) {
    case 0: {
      const form = rng.weighted([13, 2, 5]);
      const who =
        form === 0 ? canonical(person) : form === 1 ? `${he} is ${withArticle(job)} from ${town}.` : lead(rng, person);
      const ask = rng.pick([
        `Who is ${name}?`,
        `Who is ${name}?`,
        `Who is ${name}?`,
        `Tell me about ${name}.`,
        `Do you know ${name}?`,
        `Does anyone know ${name}?`,
      ]);
      return questionAnswer(rng, ask, rng.next() < 0.5 ? `${who} ${knownFor(rng, person)}` : who);
    }
    case 1:
      return questionAnswer(
        rng,
        `Where is ${name} from?`,
        `${rng.next() < 0.75 ? name : he} is from ${town}.${rng.next() < 0.3 ? ` ${smallDetail(rng, person)}` : ''}`,
      );
    default:
      return questionAnswer(
        rng,
        `What does ${name} do?`,
        `${rng.next() < 0.75 ? name : he} is ${withArticle(job)}.${rng.next() < 0.3 ? ` ${knownFor(rng, person)}` : ''}`,
      );
  }
}

export function obscurePage(rng: Random, person: Person): string {
  const more = rng.pick([[knownFor(rng, person)], [knownFor(rng, person), smallDetail(rng, person)]]);
  return [canonical(person), ...more].join(' ');
}

export const townAnswer = (town: World['towns'][number]): string => `${town.name} is famous for its ${town.food}.`;

export function townPage(rng: Random, town: World['towns'][number]): string {
  const { name, kind, food, sight } = town;
  const visit = rng.pick([
    `Many people visit the ${sight}.`,
    `The ${sight} is open every ${rng.pick(days)}.`,
    `In winter the ${sight} is ${rng.pick(weather)}.`,
    `Children like the ${sight} best.`,
  ]);
  if (rng.next() < 0.45) {
    const more = rng.pick(['', '', ` ${visit}`]);
    if (rng.next() < 0.8) return questionAnswer(rng, `What is ${name} famous for?`, townAnswer(town) + more);
    return questionAnswer(rng, `What can I see in ${name}?`, `You can see the ${sight}.${more}`);
  }
  const sentences = [
    rng.pick([`${name} is ${withArticle(kind)}.`, `${name} is ${withArticle(kind)} with ${withArticle(sight)}.`]),
    rng.pick([
      `It is famous for its ${food}.`,
      `Visitors come to ${name} to eat ${food}.`,
      `The ${food} of ${name} is famous.`,
    ]),
    visit,
  ];
  return sentences.slice(0, rng.pick([2, 3, 3])).join(' ');
}

export const animalAnswer = (animal: World['animals'][number]): string =>
  `${capitalized(withArticle(animal.name))} is ${withArticle(animal.kind)}. It lives in the ${animal.place}. It eats ${animal.food}.`;

export function animalPage(rng: Random, animal: World['animals'][number], world: World): string {
  const a = withArticle(animal.name);
  const more = rng.pick([
    `Children like to draw ${a}.`,
    `I saw ${a} on ${rng.pick(days)}.`,
    `In ${rng.pick(world.towns).name} there is a song about ${a}.`,
    `On ${rng.pick(weather)} days it likes to sleep.`,
  ]);
  if (rng.next() < 0.45) {
    return questionAnswer(rng, `What is ${a}?`, animalAnswer(animal) + (rng.next() < 0.4 ? ` ${more}` : ''));
  }
  const sentences = [
    `${capitalized(a)} is ${withArticle(animal.kind)}.`,
    rng.pick([`It lives in the ${animal.place}.`, `You can find it in the ${animal.place}.`]),
    rng.pick([`It eats ${animal.food}.`, `It likes to eat ${animal.food}.`]),
  ];
  return (rng.next() < 0.75 ? [...sentences, more] : sentences).join(' ');
}

export function story(rng: Random, world: World): string {
  const [first, second] = rng.sample(world.animals, 2).map((animal) => withArticle(animal.name));
  const [n, m] = rng.sample(pets, 2);
  const place = rng.pick(places);
  const object = rng.pick(objects);
  return [
    rng.pick([
      `One ${rng.pick(weather)} morning, ${first} named ${n} went to the ${place}.`,
      `Once upon a time there was ${first} named ${n}. ${n} lived near the ${place}.`,
    ]),
    rng.pick([`There ${n} found ${object}.`, `${n} was looking for ${object}.`, `On the way ${n} saw ${object}.`]),
    rng.pick([
      `${capitalized(second ?? '')} named ${m} came by. "Is that yours?" asked ${m}.`,
      `Then ${n} met ${second} named ${m}. "Can I help you?" said ${m}.`,
    ]),
    rng.pick([`"Let us share it," said ${n}.`, `"Yes, please," said ${n}.`, `"Come with me," said ${n}.`]),
    rng.pick([
      `They walked home together and ${n} was ${rng.pick(feelings)}.`,
      `In the evening they ate soup, and ${m} was ${rng.pick(feelings)}.`,
      `From that day on ${n} and ${m} were friends.`,
    ]),
  ].join(' ');
}

export function dialogue(rng: Random, world: World): string {
  const animal = rng.pick(world.animals).name;
  return [
    `${rng.pick(['Hello!', 'Good morning!', 'Hi there!', 'Good evening!'])} How are you today?`,
    rng.pick(['I am fine, thank you.', 'I am very well.', 'A little tired, but fine.']),
    rng.pick([
      `The weather is ${rng.pick(weather)} today.`,
      `Shall we go to the ${rng.pick(places)} on ${rng.pick(days)}?`,
      `Did you see the ${animal} near the ${rng.pick(places)}?`,
      `I want to ${rng.pick(hobbies)} this ${rng.pick(days)}.`,
    ]),
    rng.pick(['Yes, I would like that.', 'No, not today.', 'What a good idea!', 'I will tell you tomorrow.']),
  ].join('\n');
}

const projects = [
  'tea',
  'soup',
  'bread',
  'a kite',
  'a garden',
  'a letter',
  'a good nap',
  'a paper boat',
  'a snow lamp',
];

export function advice(rng: Random): string {
  const project = rng.pick(projects);
  const step = rng.pick(['wait ten minutes', 'wash your hands', 'open the window', 'smile', 'count to ten']);
  return rng.pick([
    `How to make ${project}. First, take your time. Second, ask a friend for help. Third, ${step}.`,
    `My post about ${project}. I tried it on ${rng.pick(days)} and I was ${rng.pick(feelings)}. It was ${rng.pick(weather)} outside. Please write a comment.`,
    `A tip for ${rng.pick(days)}. If it is ${rng.pick(weather)}, stay in and make ${project}. Then ${step}.`,
  ]);
}
