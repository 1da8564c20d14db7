import type { Message, MessagePart, Role } from '../../llm/world.ts';
import { spoken } from './spoken.ts';

export interface ExchangeWords {
  roles: Record<Role, string>;
  /** A call, by what it asks. */
  called: string;
  answered: string;
}

/** A conversation as it is read, one line a message. */
export function Exchange({
  messages,
  words,
  language,
}: {
  messages: readonly Message[];
  words: ExchangeWords;
  language: string;
}) {
  return (
    <dl className="exchange">
      {messages.map(({ role, parts }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: messages of one conversation never move
        <div key={index} className={`said is-${role}`}>
          <dt>{words.roles[role]}</dt>
          <dd lang={language}>
            {parts.map((part, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one message never move
              <Part key={place} part={part} words={words} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Part({ part, words }: { part: MessagePart; words: ExchangeWords }) {
  if (part.kind === 'text') return <span>{spoken(part.text)} </span>;
  if (part.kind === 'toolCall')
    return (
      <span className="said-call">
        {words.called} {spoken(part.argument)}{' '}
      </span>
    );
  return (
    <span className="said-result">
      {words.answered} {part.text}{' '}
    </span>
  );
}
