import * as tf from '@tensorflow/tfjs-core';
import { makeOwner } from '../kernel.ts';
import type { Recorder, Recording, TensorInput } from '../recording.ts';
import type { Host } from './host.ts';

/**
 * A recorder for the kernels of this folder: what is replayed is the list of what they perform, without tfjs's part in it.
 * @param attachedHost of the kernels attached at the moment; a recording of others, since taken off, is not current
 */
export function createWasmRecorder(
  attachedHost: () => Host | undefined,
  onImpossible?: (reason: string) => void,
): Recorder {
  return {
    isImmediate: true,
    async record(body, inputs, variables) {
      try {
        const host = attachedHost();
        if (!host) throw new Error('no kernels are attached');
        return makeRecording(host, () => attachedHost() === host, body, inputs, variables);
      } catch (error) {
        onImpossible?.(error instanceof Error ? error.message : String(error));
        return undefined;
      }
    },
  };
}

function makeRecording(
  host: Host,
  isAttached: () => boolean,
  body: Parameters<Recorder['record']>[0],
  inputs: Record<string, TensorInput>,
  variables: tf.Variable[],
): Recording {
  for (const variable of variables) makeOwner(variable);
  const homes = variables.map(host.pointer);
  const places: Record<string, number> = {};
  const outputs: { name: string; dtype: tf.DataType; pointer: number; length: number }[] = [];
  const works = host.record(() =>
    tf.tidy(() => {
      const tensors: Record<string, tf.Tensor> = {};
      for (const [name, { values, shape }] of Object.entries(inputs)) {
        const info = host.output(shape, values instanceof Int32Array ? 'int32' : 'float32');
        places[name] = host.pointer(info);
        tensors[name] = tf.engine().makeTensorFromTensorInfo(info);
      }
      for (const [name, tensor] of Object.entries(body(tensors))) {
        outputs.push({ name, dtype: tensor.dtype, pointer: host.pointer(tensor), length: tensor.size });
      }
    }),
  );
  const fill = (values: Record<string, TensorInput['values']>): void => {
    for (const [name, given] of Object.entries(values)) {
      const place = places[name] as number;
      if (given instanceof Int32Array) host.ints(place, given.length).set(given);
      else host.floats(place, given.length).set(given);
    }
  };
  for (const [name, { values }] of Object.entries(inputs)) fill({ [name]: values });
  const run = (values: Record<string, TensorInput['values']>, times = 1): void => {
    // What the kernels stood on, threads and scratch, is gone with them.
    if (!isAttached()) throw new Error('the kernels of this recording have been taken off');
    fill(values);
    for (let time = 0; time < times; time++) works.run();
  };
  return {
    isCurrent: () =>
      isAttached() &&
      variables.every(
        (variable, i) =>
          !variable.isDisposed && host.pointer(variable) === homes[i] && tf.backend().refCount(variable.dataId) === 1,
      ),
    run,
    async runAndRead(values, times) {
      run(values, times);
      return Object.fromEntries(
        outputs.map(({ name, dtype, pointer, length }) => [
          name,
          (dtype === 'int32' ? host.ints(pointer, length) : host.floats(pointer, length)).slice(),
        ]),
      );
    },
    dispose: works.free,
  };
}
