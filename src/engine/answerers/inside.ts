/** A look inside a model while it reads one prompt. */
import { parameterShapes } from '../../llm/model.ts';
import { nearestTokens } from '../../llm/neighbors.ts';
import { trace } from '../../llm/trace.ts';
import { promptIds, viewOf } from '../answers.ts';
import type { Answerer } from './answerer.ts';

const neighborsGiven = 5;

export const inside: Answerer<'inside'> = async function* ({ stage, prompt }, { school, lend }) {
  const tokenIds = promptIds(school, prompt);
  const { model, step, giveBack } = lend(stage);
  try {
    const activations = await trace(model, tokenIds);
    const table = (await model.parameters.tokenEmbedding?.data()) as Float32Array;
    yield {
      step,
      tokens: tokenIds.map((tokenId) => viewOf(school, { tokenId, isFromTool: false })),
      activations,
      neighbors: tokenIds.map((tokenId) => nearestTokens(table, model.config.nEmbd, tokenId, neighborsGiven)),
      parameterCounts: Object.fromEntries(
        Object.entries(parameterShapes(model.config)).map(([name, shape]) => [name, shape.reduce((a, b) => a * b, 1)]),
      ),
    };
  } finally {
    giveBack();
  }
};
