import { useMemo } from 'react';
import type { AttemptView } from '../../engine/protocol.ts';
import { usePage } from '../../store/page.ts';
import { glyphs, tokenizerOf } from '../../store/selectors.ts';
import { useModelTag } from '../exercises/useModelTag.ts';
import { useWords } from '../useWords.ts';
import { type AnswerPiece, AnswerText } from '../widgets/AnswerText.tsx';

const nothing = () => [];

/** One attempt token by token, each coloured by how likely the model held it. */
export function AttemptTokens({ attempt }: { attempt: AttemptView }) {
  const { t, chance } = useWords();
  const school = usePage((state) => state.school);
  const language = useModelTag();
  const pieces = useMemo(() => {
    if (!school) return [];
    const tokenIds = attempt.pieces.map(({ tokenId }) => tokenId);
    return glyphs(tokenizerOf(school), tokenIds).map(({ text, positions }): AnswerPiece => {
      const parts = positions.flatMap((position) => attempt.pieces[position] ?? []);
      const probability = parts.reduce((product, part) => product * part.probability, 1);
      const [first] = parts;
      return {
        key: positions[0] ?? 0,
        text,
        label: positions.length > 1 ? text : (first?.label ?? text),
        kind: first?.special ? 'special' : 'written',
        probability,
        probabilityText: chance(probability),
      };
    });
  }, [school, attempt, chance]);
  return (
    <div className="attempt-tokens" data-testid="attempt-tokens">
      <AnswerText
        pieces={pieces}
        alternativesOf={nothing}
        language={language}
        words={{ instead: t.pad.instead, hint: t.pad.pressToken, fromTool: t.pad.fromTool }}
      />
    </div>
  );
}
