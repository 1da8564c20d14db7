/** Below this a number is written out. */
const largest = 1e6;
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * What a log-probability means as "one in so many": written out while it can be read, beyond that as a power of ten.
 * @param logprob in nats, at most 0
 * @example oneIn(Math.log(1e-23), String) // '10²³'
 */
export function oneIn(logprob: number, integer: (value: number) => string): string {
  const many = Math.exp(-logprob);
  if (many < largest) return integer(many);
  return `10${[...`${Math.round(-logprob / Math.LN10)}`].map((digit) => superscripts[Number(digit)]).join('')}`;
}
