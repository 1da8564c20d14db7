/** The questions of the lessons and what answers them, by name. */
import type { Answerer, Surroundings } from './answerers/answerer.ts';
import { attempts } from './answerers/attempts.ts';
import { compression } from './answerers/compression.ts';
import { contexts } from './answerers/contexts.ts';
import { crawl, crawlPage, crawlPages } from './answerers/crawl.ts';
import { demonstrations } from './answerers/demonstrations.ts';
import { exam } from './answerers/exam.ts';
import { example } from './answerers/example.ts';
import { examples } from './answerers/examples.ts';
import { gptTokens } from './answerers/gptTokens.ts';
import { inside } from './answerers/inside.ts';
import { interview } from './answerers/interview.ts';
import { lives } from './answerers/lives.ts';
import { merges } from './answerers/merges.ts';
import { nextToken } from './answerers/nextToken.ts';
import { ownText } from './answerers/ownText.ts';
import { people } from './answerers/people.ts';
import { probing } from './answerers/probing.ts';
import { quote } from './answerers/quote.ts';
import { recital } from './answerers/recital.ts';
import { replies } from './answerers/replies.ts';
import { rewardTrial } from './answerers/rewardTrial.ts';
import { rolls } from './answerers/rolls.ts';
import { roster } from './answerers/roster.ts';
import { schoolbook } from './answerers/schoolbook.ts';
import { sums } from './answerers/sums.ts';
import { thinking } from './answerers/thinking.ts';
import { toolTrial } from './answerers/toolTrial.ts';
import { toolTurn } from './answerers/toolTurn.ts';
import { workings } from './answerers/workings.ts';
import { write } from './answerers/write.ts';
import type { AnswerEvent, Question, QuestionName } from './protocol.ts';

const answerers: { [Name in QuestionName]: Answerer<Name> } = {
  write,
  crawl,
  crawlPages,
  crawlPage,
  ownText,
  merges,
  gptTokens,
  recital,
  replies,
  roster,
  examples,
  lives,
  probing,
  interview,
  toolTurn,
  toolTrial,
  attempts,
  thinking,
  workings,
  demonstrations,
  exam,
  rewardTrial,
  schoolbook,
  inside,
  example,
  nextToken,
  rolls,
  quote,
  people,
  compression,
  sums,
  contexts,
};

/** The answer as events, each replacing the one before. */
export async function* answerTo<Name extends QuestionName>(
  { requestId, name, asked }: { requestId: string } & Question<Name>,
  surroundings: Surroundings,
): AsyncGenerator<AnswerEvent<Name>, void> {
  const answerer: Answerer<Name> = answerers[name];
  for await (const answer of answerer(asked, surroundings)) yield { kind: 'answer', requestId, name, answer };
}
