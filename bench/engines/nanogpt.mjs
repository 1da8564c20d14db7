/**
 * @genai-fi/nanogpt: its own GPT, AdamW and kernels on tfjs. It trains on text, not on a batch of ours, and only as a job; with a break
 * at every log, and a log every step, a job goes step by step.
 */
import { data, TeachableLLM } from '@genai-fi/nanogpt';
import { learningRate, sizes } from '../sizes.ts';

/** @param {'webgpu' | 'webgl' | 'cpu'} backend @returns {Promise<import('../engine.ts').BenchEngine>} */
export async function nanogptEngine(backend) {
  await TeachableLLM.selectBackend(backend);
  let state;
  const paused = () =>
    new Promise((resolve, reject) => {
      const { training } = state.model;
      const settle = (how) => (_, error) => {
        training.off('paused', onPaused);
        training.off('error', onError);
        how(error);
      };
      const onPaused = settle(resolve);
      const onError = settle(reject);
      training.on('paused', onPaused);
      training.on('error', onError);
    });
  return {
    async setup(name) {
      state?.model.dispose();
      const { rows, contextLength, vocabSize, nLayer, nHead, nEmbd } = sizes[name];
      const model = TeachableLLM.create('char', {
        modelType: 'GenAI_NanoGPT_v1',
        ...{ vocabSize, blockSize: contextLength, nLayer, nHead, nEmbed: nEmbd, mlpFactor: 4, useRope: true },
      });
      state = { model };
      const stream = new data.MemoryConversationStream([[{ role: 'text', content: anyText(vocabSize) }]]);
      await model.trainTokeniser([stream]);
      const first = paused();
      state.job = await model.training.job(
        { method: { type: 'pretraining' }, batchSize: rows, maxEpochs: 1e6, logInterval: 1, learningRate },
        [stream],
        [{ id: 'bench', name: 'bench', conversational: false }],
      );
      model.training.addBreak(state.job.id);
      await first;
    },
    async train(steps) {
      const ms = [];
      for (let i = 0; i < steps; i++) {
        const startMs = performance.now();
        const done = paused();
        await state.model.training.resume(state.job.id);
        await done;
        ms.push(performance.now() - startMs);
      }
      return { ms, loss: state.job.history.at(-1).trainingMetrics.loss };
    },
  };
}

/** Letters that the tokenizer has room for, by chance. */
function anyText(vocabSize) {
  let seed = 1;
  const draw = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return String.fromCodePoint(0x4e00 + (seed % (vocabSize - 56)));
  };
  return Array.from({ length: 20_000 }, draw).join('');
}
