import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkDecoding, checkGradients, checkOptimizerStep } from '../llm/modelChecks.ts';

/** On SwiftShader, a GPU in software: slow, but it runs every shader. */
describe('the model on webgpu', () => {
  beforeAll(async () => {
    expect(await tf.setBackend('webgpu')).toBe(true);
    await tf.ready();
  });

  it('agrees with slow loops in logits, loss and every gradient', checkGradients, 60_000);
  it('takes one optimizer step as the slow loops do', checkOptimizerStep, 60_000);
  it('decodes with a cache what it decodes without', checkDecoding, 60_000);
});
