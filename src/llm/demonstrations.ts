/** What the worked examples show of sums: in which styles the teacher answers them, and how often it is right. */
import type { Phrasebook } from './phrases.ts';
import type { AnswerStyle, Conversation, MessagePart } from './world.ts';

export type Demonstrations = Record<AnswerStyle, { count: number; right: number }>;

export function demonstrations(conversations: readonly Conversation[], phrases: Phrasebook): Demonstrations {
  const found: Demonstrations = {
    direct: { count: 0, right: 0 },
    concise: { count: 0, right: 0 },
    verbose: { count: 0, right: 0 },
    sloppy: { count: 0, right: 0 },
  };
  for (const { kind, style, messages } of conversations) {
    if (kind !== 'sum') continue;
    const [question = '', answer = ''] = messages.map(({ parts }) => plainText(parts));
    const sum = (question.match(/\d+/g) ?? []).reduce((total, number) => total + Number(number), 0);
    const entry = found[style ?? phrases.styleOf(answer)];
    entry.count++;
    if (phrases.finalNumber(answer) === sum) entry.right++;
  }
  return found;
}

/** The share that is right in all styles together; undefined where no sums are shown. */
export function shareRight(shown: Demonstrations): number | undefined {
  const all = Object.values(shown);
  const count = all.reduce((sum, entry) => sum + entry.count, 0);
  return count === 0 ? undefined : all.reduce((sum, entry) => sum + entry.right, 0) / count;
}

const plainText = (parts: readonly MessagePart[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
