import { useId } from 'react';
import { useWords } from '../useWords.ts';
import { follow, type View } from './useWalk.ts';

/** The tokens of the text, of which one is followed. The arrow keys choose. */
export function TokenPicker({ inside, labels, token }: View & { token: number }) {
  const { integer } = useWords();
  const name = useId();
  return (
    <fieldset className="token-picker">
      <legend>{labels.follow}</legend>
      {inside.tokens.map(({ label, tokenId, special }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tokens of one text never move
        <label key={index} className={special ? 'is-special' : undefined}>
          <input
            type="radio"
            name={name}
            checked={index === token}
            aria-label={labels.token(label, integer(index + 1), `${tokenId}`)}
            onChange={() => follow(index, inside)}
          />
          <bdi>{label}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
