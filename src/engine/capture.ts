/**
 * Recordings on tfjs's webgpu backend. While one is made, tfjs's encoder, queue and buffer manager are replaced by ones that only
 * write down what is asked of the device. A replay encodes that list into one command buffer.
 *
 * Every buffer that the list names belongs to the recording, and goes on being used by it alone: inputs, results between, outputs.
 * Variables keep their own, so whoever gives one other memory (`assign`, a clone) makes the recording stale.
 */
import * as tf from '@tensorflow/tfjs-core';
import { makeOwner } from '../llm/ops/kernel.ts';
import type { Recorder, Recording, TensorInput } from '../llm/ops/recording.ts';
import { wasmRecorder } from '../llm/ops/wasm/attach.ts';
import { type BackendWebgpu, type BufferManager, isBackendWebgpu, submit } from '../llm/ops/webgpu/host.ts';

type Command =
  | { kind: 'dispatch'; pipeline: GPUComputePipeline; bindGroup: GPUBindGroup; workgroups: [number, number, number] }
  | { kind: 'copy'; from: GPUBuffer; fromOffset: number; to: GPUBuffer; toOffset: number; size: number };

export interface RecorderOptions {
  /** Told when a recording that is announced begins, whose programs are then compiled, and when it is done. */
  onRecording?(isDone: boolean): void;
  /** Told when something could not be recorded, and why. */
  onImpossible?(reason: string): void;
}

/** Undefined where the active backend is neither the webgpu one that this file knows nor wasm with our kernels. */
export function createRecorder({ onRecording, onImpossible }: RecorderOptions = {}): Recorder | undefined {
  if (tf.getBackend() === 'wasm') return wasmRecorder(onImpossible);
  const backend: unknown = tf.backend();
  if (tf.getBackend() !== 'webgpu' || !isBackendWebgpu(backend)) return undefined;
  return {
    isImmediate: false,
    async record(body, inputs, variables, { isAnnounced = false } = {}) {
      const { device } = backend;
      if (isAnnounced) onRecording?.(false);
      device.pushErrorScope('out-of-memory');
      device.pushErrorScope('validation');
      let recording: Recording | undefined;
      let reason: string | undefined;
      try {
        recording = makeRecording(backend, body, inputs, variables);
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
      const errors = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
      reason ??= errors.find((error) => error !== null)?.message;
      if (isAnnounced) onRecording?.(true);
      if (reason === undefined) return recording;
      recording?.dispose();
      onImpossible?.(reason);
      return undefined;
    },
  };
}

function makeRecording(
  backend: BackendWebgpu,
  body: Parameters<Recorder['record']>[0],
  inputs: Record<string, TensorInput>,
  variables: tf.Variable[],
): Recording {
  const { device } = backend;
  const dataOf = (tensor: tf.TensorInfo) => backend.tensorMap.get(tensor.dataId);
  const bufferOf = (tensor: tf.TensorInfo): GPUBuffer => dataOf(tensor).resource as GPUBuffer;
  for (const variable of variables) {
    makeOwner(variable);
    backend.uploadToGPU(variable.dataId);
  }
  submit(backend);
  const homes = variables.map(bufferOf);

  const arena = createArena(device);
  const commands: Command[] = [];
  const inputBuffers: Record<string, GPUBuffer> = {};
  const outputs: { name: string; dtype: tf.DataType; buffer: GPUBuffer; offset: number; size: number }[] = [];
  whileRecording(backend, arena.manager, commands, () =>
    tf.tidy(() => {
      const tensors: Record<string, tf.Tensor> = {};
      for (const [name, { values, shape }] of Object.entries(inputs)) {
        const tensor = tf.tensor(values.slice(), shape, values instanceof Int32Array ? 'int32' : 'float32');
        backend.uploadToGPU(tensor.dataId);
        inputBuffers[name] = bufferOf(tensor);
        tensors[name] = tensor;
      }
      let offset = 0;
      for (const [name, tensor] of Object.entries(body(tensors))) {
        const buffer = bufferOf(tensor);
        outputs.push({ name, dtype: tensor.dtype, buffer, offset, size: buffer.size });
        offset += buffer.size;
      }
    }),
  );
  if (variables.some((variable, i) => bufferOf(variable) !== homes[i])) {
    throw new Error('a variable was given other memory');
  }

  const outputSize = outputs.reduce((sum, { size }) => sum + size, 0);
  const staging: GPUBuffer[] = [];
  const newStaging = (): GPUBuffer =>
    device.createBuffer({ size: outputSize, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });

  const encode = (encoder: GPUCommandEncoder, times: number): void => {
    let pass: GPUComputePassEncoder | undefined;
    let current: GPUComputePipeline | undefined;
    for (let i = 0; i < times; i++) {
      for (const command of commands) {
        if (command.kind === 'copy') {
          pass?.end();
          pass = undefined;
          encoder.copyBufferToBuffer(command.from, command.fromOffset, command.to, command.toOffset, command.size);
          continue;
        }
        if (!pass) {
          pass = encoder.beginComputePass();
          current = undefined;
        }
        if (command.pipeline !== current) pass.setPipeline(command.pipeline);
        current = command.pipeline;
        pass.setBindGroup(0, command.bindGroup);
        pass.dispatchWorkgroups(...command.workgroups);
      }
    }
    pass?.end();
  };

  const run = (values: Record<string, TensorInput['values']>, times: number, target?: GPUBuffer): void => {
    // What tfjs has been asked for before comes first.
    submit(backend);
    for (const [name, given] of Object.entries(values)) {
      device.queue.writeBuffer(inputBuffers[name] as GPUBuffer, 0, given as Float32Array<ArrayBuffer>);
    }
    const encoder = device.createCommandEncoder();
    encode(encoder, times);
    if (target) {
      for (const { buffer, offset, size } of outputs) encoder.copyBufferToBuffer(buffer, 0, target, offset, size);
    }
    device.queue.submit([encoder.finish()]);
    // Whatever copies this side has of the variables are stale.
    for (const variable of variables) dataOf(variable).values = null;
  };

  // Validates the whole list once, without running it.
  const trial = device.createCommandEncoder();
  encode(trial, 1);
  trial.finish();

  return {
    isCurrent: () =>
      variables.every(
        (variable, i) =>
          !variable.isDisposed &&
          dataOf(variable).resource === homes[i] &&
          tf.backend().refCount(variable.dataId) === 1,
      ),
    run: (values, times = 1) => run(values, times),
    async runAndRead(values, times = 1) {
      const target = staging.pop() ?? newStaging();
      run(values, times, target);
      await target.mapAsync(GPUMapMode.READ);
      const bytes = target.getMappedRange().slice(0);
      target.unmap();
      staging.push(target);
      return Object.fromEntries(
        outputs.map(({ name, dtype, offset, size }) => [
          name,
          dtype === 'int32' ? new Int32Array(bytes, offset, size / 4) : new Float32Array(bytes, offset, size / 4),
        ]),
      );
    },
    dispose() {
      arena.destroy();
      for (const buffer of staging.splice(0)) buffer.destroy();
    },
  };
}

/** Runs `body` with everything that reaches the device through tfjs turned into `commands`. */
function whileRecording(
  backend: BackendWebgpu,
  bufferManager: BufferManager,
  commands: Command[],
  body: () => void,
): void {
  const real = { bufferManager: backend.bufferManager, queue: backend.queue };
  const pass = (): GPUComputePassEncoder => {
    let pipeline: GPUComputePipeline;
    let bindGroup: GPUBindGroup;
    const recorded: Pick<GPUComputePassEncoder, 'setPipeline' | 'setBindGroup' | 'dispatchWorkgroups' | 'end'> = {
      setPipeline(next) {
        pipeline = next;
      },
      setBindGroup(_index: number, next: GPUBindGroup | null | undefined) {
        bindGroup = next as GPUBindGroup;
      },
      dispatchWorkgroups(x, y = 1, z = 1) {
        commands.push({ kind: 'dispatch', pipeline, bindGroup, workgroups: [x, y, z] });
      },
      end() {},
    };
    return recorded as GPUComputePassEncoder;
  };
  const encoder = {
    beginComputePass: pass,
    copyBufferToBuffer: (from: GPUBuffer, fromOffset: number, to: GPUBuffer, toOffset: number, size: number): void => {
      commands.push({ kind: 'copy', from, fromOffset, to, toOffset, size });
    },
    finish: () => undefined,
  };
  const { ensureCommandEncoderReady } = backend;
  backend.bufferManager = bufferManager;
  backend.queue = {
    submit: () => undefined,
    writeBuffer: real.queue.writeBuffer.bind(real.queue),
  } as unknown as GPUQueue;
  backend.ensureCommandEncoderReady = () => {
    backend.commandEncoder ??= encoder as unknown as GPUCommandEncoder;
  };
  try {
    body();
  } finally {
    // tfjs lets go of disposed tensors when it submits: they must not outlive their buffer manager.
    backend.ensureCommandEncoderReady();
    submit(backend);
    backend.ensureCommandEncoderReady = ensureCommandEncoderReady;
    backend.queue = real.queue;
    backend.bufferManager = real.bufferManager;
  }
}

/**
 * The buffers of one recording. A buffer that a tensor has let go of serves later tensors of the recording, as the device keeps the
 * order of dispatches; one that was filled from this side is filled only once, and stays as it is.
 */
function createArena(device: GPUDevice): { manager: BufferManager; destroy(): void } {
  const made = new Set<GPUBuffer>();
  const filled = new Set<GPUBuffer>();
  const free = new Map<string, GPUBuffer[]>();
  const listOf = (size: number, usage: number): GPUBuffer[] => {
    const key = `${size}/${usage}`;
    const list = free.get(key) ?? [];
    free.set(key, list);
    return list;
  };
  return {
    manager: {
      acquireBuffer(size, usage, mappedAtCreation = false) {
        const isFilled = mappedAtCreation || (usage & GPUBufferUsage.UNIFORM) !== 0;
        const reused = isFilled ? undefined : listOf(size, usage).pop();
        if (reused) return reused;
        const buffer = device.createBuffer({ size, usage, mappedAtCreation });
        made.add(buffer);
        if (isFilled) filled.add(buffer);
        return buffer;
      },
      releaseBuffer(buffer) {
        if (!made.has(buffer)) throw new Error('a tensor from outside was disposed of');
        if (!filled.has(buffer)) listOf(buffer.size, buffer.usage).push(buffer);
      },
    },
    destroy() {
      for (const buffer of made) buffer.destroy();
    },
  };
}
