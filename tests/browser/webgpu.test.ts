import { expect, it } from 'vitest';

// Without this, the tests of the WebGPU kernels would have nothing to run on, and it had better be said plainly.
it('the test browser has a WebGPU adapter that gives a device', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  expect(adapter).not.toBeNull();
  const device = await adapter?.requestDevice();
  expect(device?.limits.maxComputeInvocationsPerWorkgroup).toBeGreaterThanOrEqual(256);
  device?.destroy();
});
