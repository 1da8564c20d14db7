import type { Inventing } from '../../lessons/2.3-inventing/en.tsx';
import { useWords } from '../useWords.ts';

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** From here on only the number of zeros says something. */
const countable = 1e9;

/** A probability, however small: a share, then one in so many, then one in a power of ten. */
export function useChance({ oneIn }: Pick<Inventing['labels'], 'oneIn'>): (logprob: number) => string {
  const { chance, short } = useWords();
  return (logprob) => {
    if (logprob >= Math.log(0.01)) return chance(Math.exp(logprob));
    const among = Math.exp(-logprob);
    if (among < countable) return oneIn(short(among));
    const zeros = `${Math.round(-logprob / Math.LN10)}`;
    return oneIn(`10${[...zeros].map((digit) => raised[Number(digit)]).join('')}`);
  };
}
