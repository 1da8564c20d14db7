import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeAll, describe, expect, it } from 'vitest';
import { attachWebgpuKernels } from '../../src/llm/ops/webgpu/attach.ts';
import { checkDecoding, checkGradients, checkOptimizerStep } from '../llm/modelChecks.ts';

/** On SwiftShader, a GPU in software: slow, but it runs every shader. ops.test.ts checks the plain ops too. */
describe.each([
  { name: 'kernels for hardware', attach: () => expect(attachWebgpuKernels('hardware')).toBe(true) },
  { name: 'kernels for software', attach: () => expect(attachWebgpuKernels('software')).toBe(true) },
])('the model on webgpu, $name', ({ attach }) => {
  beforeAll(async () => {
    expect(await tf.setBackend('webgpu')).toBe(true);
    await tf.ready();
    attach();
  });

  it('agrees with slow loops in logits, loss and every gradient', checkGradients);
  it('takes one optimizer step as the slow loops do', checkOptimizerStep);
  it('decodes with a cache what it decodes without', checkDecoding);
});
