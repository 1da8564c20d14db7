/** Word lists by which cleaning tells languages apart and says which words carry no fact. */

const split = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that say little by themselves; a page is the same page when only these change. */
const smallWords = split(
  'a an the and or but of in on at to for from with by near into as is are was were be been am it its this that these those ' +
    'there here then so very just also too quite really still even only now he she they him her them his their we our you your i ' +
    'my me has have had do does did can will would some any all more most much well',
);

/** Characters that do the same work in Chinese. */
const smallCharacters = /非常|[的了着过呢吧啊呀哦嘛么也就都很真还又再在于与和及跟把被让给对从向到是这那个位说讲]/g;

/** Function words of English, and of other languages in Latin letters; left out are words of both kinds, such as "a", "no", "was". */
const englishWords = split(
  'the and or but of at to from with by are were be been it its this that then there he she they his her their our we you your my ' +
    'have had does did can will would what who where when how not yes if one please',
);
const foreignWords = split(
  'der das und ist nicht ein eine einen mit dem den von auf für sich auch wird sind wir ihr bei nach oder zum zur ich du ' +
    'le la les des et est une dans pour pas qui que sur avec sont nous vous il elle au aux du ce cette mais ' +
    'el los las y un una es en con por para del su más pero como muy lo al está ' +
    'di che non sono della nel gli alla anche questo molto o da dos das em não uma os ao com na ' +
    'het een niet zijn voor ook aan bij naar wij deze och att det som är på inte av för ett jag ' +
    'og ikke til af jeg je se na si w nie jest z na ve bir için hic',
);

export const isSmallWord = (word: string): boolean => smallWords.has(word);
export const isEnglishWord = (word: string): boolean => englishWords.has(word);
export const isForeignWord = (word: string): boolean => foreignWords.has(word);

/** The words of a text in Latin letters. */
export function latinWords(text: string): string[] {
  return text.match(/[\p{Script=Latin}\p{M}]+/gu) ?? [];
}

/** The text without small words and punctuation, in lower case, one space between words. Sums keep their signs. */
export function contentText(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+|[\p{N}+=]+/gu) ?? [];
  return words
    .filter((word) => !smallWords.has(word))
    .join(' ')
    .replace(smallCharacters, '');
}
