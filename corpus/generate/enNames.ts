/** English names: people of the world, names nobody has (three groups that share no part), and one-off names. All invented. */
import type { Random } from '../../src/llm/random.ts';

/** First names of the people in the corpus. */
export const pronouns: Record<string, 'she' | 'he'> = {
  ...Object.fromEntries(
    'Mara Elin Nadine Greta Lena Alma Cora Ivy Petra Hanne Ruby Stella Nora Tilda Olive Dina'
      .split(' ')
      .map((name) => [name, 'she' as const]),
  ),
  ...Object.fromEntries(
    'Tobin Hugo Felix Oscar Victor Jonas Rufus Simon Leo Otto Anton Bruno Emil Marcus Edwin Caspar'
      .split(' ')
      .map((name) => [name, 'he' as const]),
  ),
};

/** Last names of the people in the corpus. */
export const lastNames =
  'Lindow Marlow Quill Ashby Wexley Fenwick Garland Hobbs Jarvis Keller Larkin Nash Oakley Pike Rowan Stroud Thorne Vance Wells Yates Zeller Barlow Croft Dalby Embry Foster Hale Mossby Penrose Reddy Sutter Tully'.split(
    ' ',
  );

/** Tests only: parts that stand nowhere else. */
export const newFirstNames = 'Silas Wanda Igor Fiona Dexter Bianca Cyrus Heidi Magnus Paloma'.split(' ');
export const newLastNames = 'Drummond Castillo Novak Pemberton Szabo Hartwell Okafor Lindgren Brandt Whitlock'.split(
  ' ',
);

/** For "I don't know" training: parts that stand in no page and in no test name. */
export const refusalFirstNames =
  'Abel Agnes Basil Carmen Cedric Daphne Edgar Elvira Franz Gloria Harold Ingrid Jasper Judith Kirsten Lorenzo Mabel Nigel Ottilie Percy Quentin Rosa Sigmund Thelma Ulrich Vera Walter Xenia Yvonne Zoltan Amir Beatrix Conrad Dolores Ernest Florian Gideon Hector Ines Joachim Klara Lucas Minna Norbert Odette Pascal Rafael Sonja Theo Ursula Vito Willa Yusuf Zelda Arlo Bettina Clement Dorian Esther Fabian'.split(
    ' ',
  );
export const refusalLastNames =
  'Abbott Bergman Calloway Dekker Eriksen Farrow Gallo Hendricks Ivanov Jansen Kimura Larsen Mendoza Nielsen Ortega Petrov Quigley Rasmussen Sinclair Tanaka Usher Vargas Weaver Xu Yilmaz Zimmer Alvarez Bishop Cortez Dimitrov Escobar Fontaine Goldberg Haddad Isaksen Jablonski Kaminski Lombardi Maddox Nakamura Olafsen Pacheco Quist Romero Santoro Tremblay Unger Villanova Wozniak Yamada Zapata Albrecht Bellini Crowder Duval Espinoza Fischer Grimaldi Hoffman Iversen'.split(
    ' ',
  );

/** Rare letters and sounds stand here as often as common ones: what is to be copied must not be guessable. */
const onsets =
  'b c d f g h j k l m n p r s t v w y z bl br ch cl cr dr fl fr gl gr kl kn pl pr qu sc sh sk sl sm sp st sw th tr tw wh zh'.split(
    ' ',
  );
const vowels = 'a e i o u a e i o u a e i o u ai ea ee ie oa oo ou y'.split(' ');
const codas = 'b ck d ft g k l ll lm lt m mp n nd ng nk nn nt p r rd rk rl rm rn rt s sh sk ss st t th v x z'.split(
  ' ',
);
const endings =
  'son ton ley man berg well wood ford ova ez ini ero ski sen by ham ard ito ara ello wick mond cek rell dez rich'.split(
    ' ',
  );

/** Chance must not spell what a child should not read, nor a country. */
const unwanted =
  /ass|arse|anal|anus|bitch|boob|cock|coon|crap|cum|cunt|damn|dic|dyk|fag|fart|fuc|fuk|god|gook|hell|hitl|homo|jap|jew|kik|kill|korea|naz|nig|pis|poo|porn|prick|pus|rap|retard|sex|shi[st]|slut|spic|suck|tit|turd|twat|wank|whor/;

/** Syllables of onset and vowel, the last one or two closed by a coda; some thousands of them. */
function syllables(rng: Random, count: number): string {
  let word = rng.next() < 0.12 ? rng.pick([...'aeiou']) + rng.pick(codas) : '';
  for (let i = word ? 1 : 0; i < count; i++) {
    const isLast = i === count - 1;
    word += rng.pick(onsets) + rng.pick(vowels);
    if (count === 1 || rng.next() < (isLast ? 0.55 : 0.3)) word += rng.pick(codas);
  }
  return word;
}

/** An invented word of one to three syllables, lower case. */
export function inventedWord(rng: Random): string {
  for (;;) {
    const word = syllables(rng, 1 + rng.weighted([3, 5, 2]));
    if (!unwanted.test(word)) return word;
  }
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const reserved = new Set([
  ...newFirstNames,
  ...newLastNames,
  ...refusalFirstNames,
  ...refusalLastNames,
  'Orson',
  'Kovacs',
]);

function namePart(rng: Random, isLast: boolean): string {
  for (;;) {
    const hasEnding = isLast && rng.next() < 0.35;
    const part = capitalized(hasEnding ? syllables(rng, 1 + rng.int(2)) + rng.pick(endings) : inventedWord(rng));
    if (unwanted.test(part.toLowerCase())) continue;
    if (part.length >= 2 && part.length <= 10 && !reserved.has(part) && !(part in pronouns)) return part;
  }
}

/** At most so many characters, so that a name fits four times into a context. */
const maxNameLength = 14;

/** A first and a last name that, but for a rare accident, nobody else has. */
export function oneOffName(rng: Random): string {
  for (;;) {
    const name = `${namePart(rng, false)} ${namePart(rng, true)}`;
    if (name.length <= maxNameLength) return name;
  }
}
export const oneOffFirstName = (rng: Random): string => namePart(rng, false);
