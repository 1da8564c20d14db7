/**
 * A value of one lesson that outlives a visit to another: what was typed, which head was looked at. Whatever the text of a lesson acts on and
 * its panel shows belongs in one. Plain data; it is gone when the page is.
 */

/** By name. */
export type Slices = Readonly<Record<string, unknown>>;

export interface Slice<T> {
  /** Unique: the lesson's id and a word, `'1.2/text'`. */
  readonly name: string;
  readonly initial: T;
}

export const defineSlice = <T>(name: string, initial: T): Slice<T> => ({ name, initial });

/** Only `withSlice` puts a value under a slice's name, so that it has the slice's type. */
export const sliceOf = <T>({ slices }: { slices: Slices }, { name, initial }: Slice<T>): T =>
  name in slices ? (slices[name] as T) : initial;

export const withSlice = <T>({ slices }: { slices: Slices }, { name }: Slice<T>, value: T): Slices => ({
  ...slices,
  [name]: value,
});
