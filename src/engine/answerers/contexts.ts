/** The same people asked about in three ways. */
import { encodeRaw } from '../../llm/chat.ts';
import { answeredIn, askedPeople, contextFor, contextKinds, tellsFacts } from '../../llm/contexts.ts';
import { generate } from '../../llm/generate.ts';
import { createRandom } from '../../llm/random.ts';
import { greedy, personAnswerTokens } from '../../llm/tasks.ts';
import { specialId } from '../../llm/tokenizer.ts';
import type { Person } from '../../llm/world.ts';
import type { TriedContext } from '../protocol.ts';
import type { Answerer } from './answerer.ts';

const peopleAsked = 24;

export const contexts: Answerer<'contexts'> = async function* ({ stage }, { school, lend }) {
  const { tokenizer, language, files } = school;
  const { examples, asked } = askedPeople(files.world.people, peopleAsked);
  const { contextLength } = school.modelConfig;
  const fits = (some: readonly Person[]): boolean =>
    asked.every((person) => {
      const answered = answeredIn(contextFor('list', language, person, some), language, person);
      return encodeRaw(tokenizer, answered).length <= contextLength;
    });
  // Under a vocabulary learned from other pages the same list takes more tokens.
  while (examples.length > 0 && !fits(examples)) examples.pop();
  const endOfText = specialId('<|endoftext|>');
  const { model, giveBack } = lend(stage);
  const tried: TriedContext[] = [];
  try {
    for (const kind of contextKinds) {
      const texts = asked.map((person) => contextFor(kind, language, person, examples));
      const completions = await generate(
        model,
        texts.map((text) => encodeRaw(tokenizer, text)),
        { maxNewTokens: personAnswerTokens, stopTokenIds: [endOfText], sampling: greedy, rng: createRandom(kind) },
      );
      const written = completions.map(({ tokenIds }) => tokenizer.decode(tokenIds.filter((id) => id !== endOfText)));
      tried.push({
        kind,
        example: { context: texts[0] ?? '', written: written[0] ?? '' },
        right: asked.filter((person, i) => tellsFacts(written[i] as string, person)).length,
        asked: asked.length,
      });
      yield { contexts: [...tried] };
    }
  } finally {
    giveBack();
  }
};
