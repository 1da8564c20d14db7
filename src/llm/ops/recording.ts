/**
 * Record once, replay: on a graphics card a small model is bound by the JavaScript that asks for its hundreds of dispatches, not
 * by the arithmetic; on the processor that JavaScript is still a tenth of a small step. What a recording must hold to: fixed shapes,
 * all that changes comes in as tensors, nothing is read in between.
 * The machinery stands in engine/capture.ts for webgpu and in wasm/recorder.ts; training and decoding know it by these types.
 */
import type * as tf from '@tensorflow/tfjs-core';

export interface TensorInput {
  values: Float32Array | Int32Array;
  shape: number[];
}

export interface Recording {
  /** False once a variable that it uses lies in other memory than when it was made. */
  isCurrent(): boolean;
  /**
   * Runs it with new values for its inputs, `times` over. Returns as soon as the device has its orders; runs are done in order.
   * Inputs left out keep their values (or what the recording itself made of them).
   */
  run(inputs: Record<string, TensorInput['values']>, times?: number): void;
  /** The same, with the values of its outputs when the device has computed them. */
  runAndRead(
    inputs: Record<string, TensorInput['values']>,
    times?: number,
  ): Promise<Record<string, TensorInput['values']>>;
  /** Frees its memory. Runs that have begun are finished. */
  dispose(): void;
}

export interface Recorder {
  /** Nothing works beside us: what a run has been asked for is done when `run` returns. */
  isImmediate: boolean;
  /**
   * Makes a recording of `body`, without running it.
   * @param options isAnnounced: the reader is told; for what has many programs to compile
   * @param body computes outputs from inputs and may change `variables` in place; its other tensors must be gone when it returns
   * @returns undefined when it cannot be recorded; then nothing has happened, and it is to be run as it stands
   */
  record(
    body: (inputs: Record<string, tf.Tensor>) => Record<string, tf.Tensor>,
    inputs: Record<string, TensorInput>,
    variables: tf.Variable[],
    options?: { isAnnounced?: boolean },
  ): Promise<Recording | undefined>;
}

let active: Recorder | undefined;

/** Sets the recorder of the active backend; undefined where nothing can be recorded. Like tfjs's backend it is one for all. */
export function setRecorder(recorder: Recorder | undefined): void {
  active = recorder;
}

export function activeRecorder(): Recorder | undefined {
  return active;
}
