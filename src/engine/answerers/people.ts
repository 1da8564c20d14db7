/** Everybody in the corpus, asked about once: who is known, and of how many pages. */
import { createRandom } from '../../llm/random.ts';
import { pupilOf } from '../../llm/school.ts';
import { ask, personAnswerTokens } from '../../llm/tasks.ts';
import type { Tier } from '../../llm/world.ts';
import type { KnownPerson } from '../protocol.ts';
import type { Answerer } from './answerer.ts';

const tiers: readonly Tier[] = ['famous', 'mid', 'obscure'];

export const people: Answerer<'people'> = async function* ({ stage }, { school, lend }) {
  const { phrases, files, cleaned } = school;
  const { model, giveBack } = lend(stage);
  const known: KnownPerson[] = [];
  try {
    for (const tier of tiers) {
      const asked = files.world.people.filter((person) => person.tier === tier);
      const answers = await ask(
        pupilOf(school, model),
        asked.map(({ name }) => phrases.askPerson(name)),
        { mode: 'page', maxNewTokens: personAnswerTokens, rng: createRandom('people') },
      );
      for (const [i, person] of asked.entries()) {
        const answer = answers[i] as string;
        known.push({
          name: person.name,
          tier,
          pages: cleaned.documents.filter(({ text }) => text.includes(person.name)).length,
          isKnown: phrases.statesFacts(answer, person),
          answer,
        });
      }
      yield { people: [...known], total: files.world.people.length };
    }
  } finally {
    giveBack();
  }
};
