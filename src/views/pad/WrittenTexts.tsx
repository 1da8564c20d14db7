import type { WrittenText } from '../../engine/protocol.ts';
import { usePage } from '../../store/page.ts';
import { textOf } from '../../store/selectors.ts';

/** Several continuations of one prompt, one card each. */
export function WrittenTexts({ texts, label }: { texts: readonly WrittenText[]; label: string }) {
  const school = usePage((state) => state.school);
  if (!school) return null;
  return (
    <ol className="written" aria-label={label} data-testid="written">
      {texts.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: continuations never move
        <li key={index} lang={school.language === 'zh' ? 'zh-CN' : 'en'} data-ended={text.hasEnded}>
          {textOf(school, text)}
        </li>
      ))}
    </ol>
  );
}
