/** How large models are: squares whose areas are as their numbers of parameters. */

/** Radford et al. 2019, table 2. */
export const gpt2Parameters = 1_542_000_000;
/** Grattafiori et al. 2024, section 1. */
export const llamaParameters = 405_000_000_000;

/** Side of the square of `count` parameters where the square of `whole` has the side `side`. */
export const sideOf = (count: number, whole: number, side: number): number => side * Math.sqrt(count / whole);
