/** WGSL programs: how one is written down, compiled once, and run. */

import type { Host } from './host.ts';

type Scalar = 'u32' | 'i32' | 'f32';

/** A compute shader. Everything that its text depends on is decided when it is made, sizes come in as uniforms. */
export interface Program {
  /** Storage buffers by name, in the order of binding, with the type of their elements. */
  reads: Record<string, string>;
  writes: Record<string, string>;
  /** Numbers given with each run, at hand as `u.name`. */
  uniforms: Record<string, Scalar>;
  workgroupSize: number;
  /** Functions and workgroup memory that `main` uses. */
  declarations?: string;
  /**
   * The body of the entry point. At hand: `group`, the number of the workgroup in the row of all of them; `lane`, that of
   * the invocation within; `index`, that of the invocation among all; `job`, the workgroup's third coordinate.
   */
  main: string;
}

/** How a program is laid out over the device: a row of workgroups, `jobs` times. */
export interface Grid {
  groups: number;
  jobs?: number;
}

export type Run = (
  program: Program,
  buffers: Record<string, GPUBuffer>,
  uniforms: Record<string, number>,
  grid: Grid,
) => void;

/** No dimension of a dispatch may have more workgroups (WebGPU's default limit); longer rows are folded. */
const rowLength = 65_535;

interface Compiled {
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
}

/** By source; kernels that are attached again find theirs compiled. */
const compiledFor = new WeakMap<GPUDevice, Map<string, Compiled>>();

function pipelinesOf(device: GPUDevice): Map<string, Compiled> {
  const pipelines = compiledFor.get(device) ?? new Map<string, Compiled>();
  compiledFor.set(device, pipelines);
  return pipelines;
}

export function createRunner(host: Host): { run: Run; constant: (words: Uint32Array<ArrayBuffer>) => GPUBuffer } {
  const { device } = host;
  const sources = new Map<Program, string>();
  const constants = new Map<string, GPUBuffer>();

  const compiled = (program: Program): Compiled => {
    const source = sources.get(program) ?? sourceOf(program);
    sources.set(program, source);
    const pipelines = pipelinesOf(device);
    const known = pipelines.get(source);
    if (known) return known;
    const module = device.createShaderModule({ code: source });
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });
    const made = { pipeline, layout: pipeline.getBindGroupLayout(0) };
    pipelines.set(source, made);
    return made;
  };

  /** Kept by content and never written again, so that recordings can go on using it. Sizes recur, so they are few. */
  const constant = (words: Uint32Array<ArrayBuffer>, usage: number): GPUBuffer => {
    const key = `${usage}:${words.join()}`;
    const known = constants.get(key);
    if (known) return known;
    const buffer = device.createBuffer({
      size: Math.max(16, words.byteLength),
      usage: usage | GPUBufferUsage.COPY_DST,
    });
    device.queue.writeBuffer(buffer, 0, words);
    constants.set(key, buffer);
    return buffer;
  };

  return {
    constant: (words) => constant(words, GPUBufferUsage.STORAGE),
    run(program, buffers, uniforms, { groups, jobs = 1 }) {
      if (groups === 0) return;
      const { pipeline, layout } = compiled(program);
      const names = [...Object.keys(program.reads), ...Object.keys(program.writes)];
      const bound = names.map((name) => buffers[name] as GPUBuffer);
      if (Object.keys(program.uniforms).length > 0) {
        bound.push(constant(uniformWords(program, uniforms), GPUBufferUsage.UNIFORM));
      }
      const bindGroup = device.createBindGroup({
        layout,
        entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
      });
      const height = Math.ceil(groups / rowLength);
      host.dispatch({ pipeline, bindGroup, workgroups: [Math.ceil(groups / height), height, jobs] });
    },
  };
}

function uniformWords(program: Program, values: Record<string, number>): Uint32Array<ArrayBuffer> {
  const fields = Object.entries(program.uniforms);
  const words = new Uint32Array(4 * Math.ceil(fields.length / 4));
  const floats = new Float32Array(words.buffer);
  for (const [i, [name, type]] of fields.entries()) {
    if (type === 'f32') floats[i] = values[name] as number;
    else words[i] = values[name] as number;
  }
  return words;
}

function sourceOf({ reads, writes, uniforms, workgroupSize, declarations = '', main }: Program): string {
  const buffers = [
    ...Object.entries(reads).map(([name, type]) => `var<storage, read> ${name}: array<${type}>;`),
    ...Object.entries(writes).map(([name, type]) => `var<storage, read_write> ${name}: array<${type}>;`),
  ];
  const fields = Object.entries(uniforms).map(([name, type]) => `${name}: ${type}`);
  if (fields.length > 0) buffers.push('var<uniform> u: Uniforms;');
  return `
${fields.length > 0 ? `struct Uniforms { ${fields.join(', ')} }` : ''}
${buffers.map((declaration, binding) => `@group(0) @binding(${binding}) ${declaration}`).join('\n')}
${declarations}
@compute @workgroup_size(${workgroupSize})
fn main(
  @builtin(workgroup_id) groupId: vec3<u32>,
  @builtin(num_workgroups) groupCount: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let group = groupId.y * groupCount.x + groupId.x;
  let index = group * ${workgroupSize}u + lane;
  let job = groupId.z;
${main}
}`;
}

/** Lines (or terms) of a loop written out: `of(0)`, `of(1)`, … */
export function unrolled(count: number, of: (i: number) => string, separator = '\n'): string {
  return Array.from({ length: count }, (_, i) => of(i)).join(separator);
}

export function sizeOf(tensor: { shape: number[] }): number {
  return tensor.shape.reduce((size, length) => size * length, 1);
}
