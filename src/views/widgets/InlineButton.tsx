/**
 * A button that is part of a sentence. The line breaker takes a real button for one big letter: a phrase in it would not wrap, and a
 * Chinese comma after it could begin a line. So this is a piece of text with a button's role, focus and keys.
 */
import type { HTMLAttributes, Ref } from 'react';

export function InlineButton({
  ref,
  onPress,
  ...rest
}: { ref?: Ref<HTMLSpanElement>; onPress(): void } & Omit<HTMLAttributes<HTMLSpanElement>, 'onClick' | 'onKeyDown'>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    <span
      {...rest}
      ref={ref}
      role="button"
      tabIndex={0}
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPress();
      }}
    />
  );
}
