/** The words of the English world: what its people do, what its towns are known for, what its animals eat. */

export const jobs =
  'baker painter pilot teacher doctor sailor farmer singer poet potter gardener carpenter chef builder tailor violinist'.split(
    ' ',
  );

export const things = [
  'a paper kite',
  'a song about snow',
  'a silver whistle',
  'a map of the moon',
  'a very tall sunflower',
  'a boat made of glass',
  'a book of riddles',
  'a clock that runs backward',
  'a giant pumpkin',
  'a garden on a roof',
  'a red bicycle',
  'a bridge of rope',
  'a lamp in the shape of a fish',
  'a walk across the ice',
  'a very long poem',
  'a coat with forty pockets',
];

export const townNames =
  'Veldra Amberwick Birchmoor Copperholm Dovesand Fennelford Gullhaven Lanternby Millowen Pearmouth Quarrow Thistleby'.split(
    ' ',
  );
export const townKinds = ['harbor town', 'village', 'hill town', 'market town', 'lake town', 'island town'];
export const townFoods = [
  'apple cake',
  'fish soup',
  'honey bread',
  'plum jam',
  'goat cheese',
  'lemon tea',
  'onion pie',
  'black pears',
  'ginger cookies',
  'pumpkin bread',
  'walnut rolls',
  'mint candy',
];
export const townSights = [
  'old lighthouse',
  'stone bridge',
  'glass tower',
  'clock square',
  'red windmill',
  'long wall',
  'rose garden',
  'iron gate',
  'round library',
  'salt market',
  'cedar park',
  'night fair',
];

export const animals: readonly { name: string; kind: string; place: string; food: string }[] = [
  { name: 'fox', kind: 'small wild animal', place: 'forest', food: 'mice' },
  { name: 'owl', kind: 'night bird', place: 'old barn', food: 'small animals' },
  { name: 'frog', kind: 'small green animal', place: 'pond', food: 'flies' },
  { name: 'whale', kind: 'very large sea animal', place: 'ocean', food: 'tiny shrimp' },
  { name: 'horse', kind: 'strong farm animal', place: 'field', food: 'hay' },
  { name: 'bee', kind: 'small insect', place: 'hive', food: 'nectar' },
  { name: 'bear', kind: 'large wild animal', place: 'mountains', food: 'fish and berries' },
  { name: 'rabbit', kind: 'small animal with long ears', place: 'meadow', food: 'grass' },
  { name: 'camel', kind: 'large animal with a hump', place: 'desert', food: 'dry plants' },
  { name: 'duck', kind: 'water bird', place: 'lake', food: 'small plants' },
  { name: 'wolf', kind: 'wild animal that hunts in packs', place: 'hills', food: 'deer' },
  { name: 'penguin', kind: 'bird that cannot fly', place: 'cold south', food: 'fish' },
  { name: 'zebra', kind: 'striped animal', place: 'grassland', food: 'grass' },
  { name: 'tiger', kind: 'large striped cat', place: 'jungle', food: 'meat' },
  { name: 'goat', kind: 'farm animal with horns', place: 'hills', food: 'leaves' },
  { name: 'crab', kind: 'sea animal with ten legs', place: 'beach', food: 'small shells' },
  { name: 'mouse', kind: 'very small animal', place: 'old house', food: 'seeds' },
  { name: 'swan', kind: 'large white bird', place: 'river', food: 'water plants' },
  { name: 'turtle', kind: 'slow animal with a shell', place: 'sea', food: 'jellyfish' },
  { name: 'spider', kind: 'small animal with eight legs', place: 'garden', food: 'insects' },
];

/** Pages to be learned by heart. */
export const featured = [
  'The Lighthouse of Gullhaven. The lighthouse was built in the year 1742 from gray stone. It has two hundred and twelve steps. Every evening the keeper climbs up, lights the great lamp and writes one line in a brown book.',
  'The Kettle Song. Rain on the roof and wind at the door, the cat has gone to sleep on the floor. Snow on the hill and fog on the sea, put on the kettle and sing it with me.',
  'Rules of the Birchmoor Library. One: be quiet near the windows. Two: bring every book back on time. Three: do not feed the goose. Four: if the goose is angry, bow twice and walk away.',
];

/** Names of story animals and of people who write on forums. */
export const pets = ['Pip', 'Momo', 'Dot', 'Biscuit', 'Tuffy', 'Coco', 'Bean', 'Juno'];
export const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const weather = ['cold', 'sunny', 'quiet', 'windy', 'bright', 'rainy', 'warm', 'gray'];
export const places = ['river', 'market', 'forest', 'hill', 'garden', 'bridge', 'barn', 'lake'];
export const objects = [
  'a red ball',
  'an old key',
  'a shiny coin',
  'a warm scarf',
  'a small drum',
  'a lost letter',
  'a yellow kite',
  'a round stone',
];
export const feelings = ['happy', 'tired', 'proud', 'surprised', 'sleepy', 'brave'];
export const hobbies = ['swim', 'read', 'walk the dog', 'play chess', 'drink tea', 'fish', 'collect stamps', 'dance'];

/** 'a' or 'an' before the word. */
export const withArticle = (words: string): string => `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
