/**
 * Where the numbers are crunched: webgpu, else wasm with this project's kernels, else cpu. A backend is taken only after it has computed
 * something known correctly.
 */
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { SchoolError } from '../llm/errors.ts';
import { attachKernels, detachKernels, type KernelVariant } from '../llm/ops/wasm/attach.ts';
import type { ThreadMaker } from '../llm/ops/wasm/threads.ts';
import { attachWebgpuKernels, detachWebgpuKernels } from '../llm/ops/webgpu/attach.ts';
import type { BackendChoice, BackendName } from './protocol.ts';
import { passesSelfTest, trainsAsTheProcessor } from './selfTest.ts';

type WasmFile = `tfjs-backend-wasm${'' | '-simd' | '-threaded-simd'}.wasm`;
const simdFile: WasmFile = 'tfjs-backend-wasm-simd.wasm';

/** How to get at what the backends are made of. */
export interface BackendAssets {
  /** `navigator.gpu`, where there is one. */
  gpu?: Pick<GPU, 'requestAdapter'> | undefined;
  /** tfjs's own wasm files: their folder, or the address of each. */
  wasmPaths: string | Record<WasmFile, string>;
  /** The compiled kernels, build/kernels/*.wasm, for a memory that threads share or for one of the usual kind. */
  kernels(isMemoryShared: boolean): Promise<Record<KernelVariant, BufferSource>>;
  /** Where threads can share memory. */
  threads?: {
    maker: ThreadMaker;
    /** Address of tfjs's SIMD file with a shared memory, build/kernels/tfjs-shared.wasm. */
    wasmPath: string;
  };
}

type Obstacle = Exclude<BackendChoice['reason'], 'preferred' | 'requested' | 'timed'>;
interface Attempt {
  obstacle?: Obstacle;
  kernels?: BackendChoice['kernels'];
  threads?: number;
}

const order: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

/**
 * Makes the best backend, or the one requested, tfjs's active one. A requested one that does not work is passed over like any other.
 * @param timeStep milliseconds that a training step takes on the active backend: where a graphics card and wasm both work, both are
 *   timed, and the faster one is taken
 * @throws SchoolError 'backendUnavailable' when none works
 */
export async function chooseBackend(
  assets: BackendAssets,
  requested?: BackendName,
  timeStep?: () => Promise<number>,
): Promise<BackendChoice> {
  let obstacle: Obstacle | undefined;
  for (const name of order.slice(requested ? order.indexOf(requested) : 0)) {
    const { obstacle: found, ...details } = await attempts[name](assets, name === requested);
    if (!found) {
      const choice: BackendChoice = { name, reason: obstacle ?? (requested ? 'requested' : 'preferred'), ...details };
      return name === 'webgpu' && !requested && timeStep ? fasterOf(choice, assets, timeStep) : choice;
    }
    obstacle = found;
  }
  throw new SchoolError('backendUnavailable', { reason: obstacle ?? 'noWasm' });
}

/** A small model may be faster on the processor than on a weak card, or on one whose driver is slow to start. */
async function fasterOf(
  card: BackendChoice,
  assets: BackendAssets,
  timeStep: () => Promise<number>,
): Promise<BackendChoice> {
  // A card that fails in a real step is no choice.
  const cardMs = await timeStep().catch(() => Number.POSITIVE_INFINITY);
  const { obstacle, ...details } = await attempts.wasm(assets, false);
  const wasmMs = obstacle ? Number.POSITIVE_INFINITY : await timeStep();
  if (wasmMs < cardMs) {
    return { name: 'wasm', reason: 'timed', stepMs: { webgpu: cardMs, wasm: wasmMs }, ...details };
  }
  await activate('webgpu');
  return obstacle ? card : { ...card, reason: 'timed', stepMs: { webgpu: cardMs, wasm: wasmMs } };
}

const deviceInUse = (): GPUDevice | undefined => (tf.backend() as { device?: GPUDevice }).device;

/** Settles when the graphics card is lost (driver crash, sleep, unplugged); never on other backends. */
export async function deviceLost(): Promise<void> {
  await (deviceInUse()?.lost ?? new Promise<never>(() => {}));
}

/** How long the news of a lost card may take after the first failure on it. */
const newsMs = 100;

/** Whether the card is lost already; false at once on other backends. */
export async function isDeviceLost(): Promise<boolean> {
  const device = deviceInUse();
  if (!device) return false;
  const noNews = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), newsMs);
  });
  return Promise.race([device.lost.then(() => true), noNews]);
}

const attempts: Record<BackendName, (assets: BackendAssets, isRequested: boolean) => Promise<Attempt>> = {
  async webgpu({ gpu }, isRequested) {
    // Asked for beforehand: tfjs crashes on a browser that has the interface but no adapter.
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
    if (!adapter) return { obstacle: 'noWebgpu' };
    const kind = isSoftware(adapter) ? 'software' : 'hardware';
    if (kind === 'software' && !isRequested) return { obstacle: 'softwareAdapter' };
    await import('@tensorflow/tfjs-backend-webgpu');
    if (!(await activate('webgpu'))) return { obstacle: 'noWebgpu' };
    if (attachWebgpuKernels(kind) && (await passesSelfTest()) && (await trainsAsTheProcessor('webgpu'))) {
      return { kernels: kind };
    }
    detachWebgpuKernels();
    return (await passesSelfTest()) ? {} : { obstacle: 'selfTestFailed' };
  },

  async wasm(assets) {
    const threads = prepareWasm(assets);
    if (!(await activate('wasm'))) return { obstacle: 'noWasm' };
    const attached = await assets
      .kernels(threads !== undefined)
      .then((bytes) => attachKernels(bytes, threads?.maker))
      .catch(() => undefined);
    if (attached && (await passesSelfTest())) return { kernels: attached.variant, threads: attached.threads };
    detachKernels();
    return (await passesSelfTest()) ? {} : { obstacle: 'selfTestFailed' };
  },

  async cpu() {
    if (!(await activate('cpu'))) return { obstacle: 'noWasm' };
    return (await passesSelfTest()) ? {} : { obstacle: 'selfTestFailed' };
  },
};

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|software|\bwarp\b|basic render/i;

/** A processor that imitates a graphics card: slower than wasm on the same processor. */
function isSoftware(adapter: GPUAdapter): boolean {
  const { isFallbackAdapter, vendor, architecture, device, description } = adapter.info ?? {};
  const { isFallbackAdapter: isOldFallback } = adapter as { isFallbackAdapter?: boolean };
  return Boolean(
    isFallbackAdapter || isOldFallback || softwareNames.test([vendor, architecture, device, description].join(' ')),
  );
}

let isWasmPrepared = false;
let isMemoryShared = false;

/**
 * Once in a process: tfjs refuses new paths after the first use. Its own threads break in a minified page.
 * @returns the assets' threads, where tfjs's memory can be shared with them
 */
function prepareWasm({ wasmPaths, threads }: BackendAssets): BackendAssets['threads'] {
  if (!isWasmPrepared) {
    isWasmPrepared = true;
    isMemoryShared = threads !== undefined && canShareMemory();
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths(isMemoryShared && threads ? { ...filesOf(wasmPaths), [simdFile]: threads.wasmPath } : wasmPaths);
  }
  return isMemoryShared ? threads : undefined;
}

function filesOf(paths: BackendAssets['wasmPaths']): Record<WasmFile, string> {
  if (typeof paths !== 'string') return paths;
  const names: WasmFile[] = ['tfjs-backend-wasm.wasm', simdFile, 'tfjs-backend-wasm-threaded-simd.wasm'];
  return Object.fromEntries(names.map((name) => [name, `${paths}${name}`])) as Record<WasmFile, string>;
}

/** Whether a shared memory as large as tfjs's may become is to be had. */
function canShareMemory(): boolean {
  try {
    return !(new WebAssembly.Memory({ initial: 1, maximum: 16_384, shared: true }).buffer instanceof ArrayBuffer);
  } catch {
    return false;
  }
}

async function activate(name: BackendName): Promise<boolean> {
  try {
    return await tf.setBackend(name);
  } catch {
    return false;
  }
}
