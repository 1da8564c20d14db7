import { usePage } from '../../store/page.ts';

/** The tokens of the pad's text as the model gets them, template and all. */
export function SeenTokens({ hasIds = false }: { hasIds?: boolean }) {
  const tokens = usePage((state) => state.inspection?.prompt);
  if (!tokens) return null;
  return (
    <p className="seen" data-testid="seen">
      {tokens.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tokens of one text never move
        <span key={index} className={token.special ? 'chip is-special' : 'chip'}>
          <bdi>{token.label}</bdi>
          {hasIds && <span className="token-ids">{token.tokenId}</span>}
        </span>
      ))}
    </p>
  );
}
