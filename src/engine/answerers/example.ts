/** One guess out of the corpus, before and after a step on it; the step is made in a copy of the model, and thrown away with it. */
import { nextTokenLogits } from '../../llm/generate.ts';
import { disposeModel } from '../../llm/model.ts';
import { exampleAt, hardestExample, learnExample } from '../../llm/oneExample.ts';
import { documentAt } from '../../llm/quotes.ts';
import { createRandom } from '../../llm/random.ts';
import { nearestRateFactor, readingSchedule } from '../../llm/schedule.ts';
import { viewOf } from '../answers.ts';
import { copyOf } from '../lineage.ts';
import type { TokenView } from '../protocol.ts';
import type { Answerer } from './answerer.ts';
import { originOf } from './corpusPage.ts';

const placesDrawn = 8;

export const example: Answerer<'example'> = async function* (
  { stage, seed, position, isLearned, rateFactor },
  { school, lend },
) {
  const { trainIds, modelConfig, preset, language } = school;
  const lent = lend(stage);
  const { model, step } = lent;
  try {
    const found =
      (position === undefined ? undefined : exampleAt(trainIds, position, modelConfig.contextLength)) ??
      (await hardestExample(model, trainIds, placesDrawn, createRandom(`${seed}/example`)));
    if (!found) {
      yield { step, placesDrawn };
      return;
    }
    const { context, target } = found;
    const view = (tokenId: number): TokenView => viewOf(school, { tokenId, isFromTool: false });
    const text = school.documents[documentAt(trainIds, found.position)] ?? '';
    const reading = preset.pretrain[language];
    const scale = readingSchedule(reading)(step) * nearestRateFactor(rateFactor);
    const before = await nextTokenLogits(model, context);
    const example = {
      ...{ position: found.position, context: context.map(view), target: view(target), before },
      page: originOf(school, text),
      learningRate: reading.muonLearningRate * scale,
    };
    if (!isLearned) {
      yield { step, placesDrawn, example };
      return;
    }
    const copy = copyOf(model);
    try {
      await learnExample(copy, found, reading, scale);
      yield { step, placesDrawn, example: { ...example, after: await nextTokenLogits(copy, context) } };
    } finally {
      disposeModel(copy);
    }
  } finally {
    lent.giveBack();
  }
};
