/** WebGPU without a device: every call does what it does, and the device nothing. Imported before anything that looks for WebGPU. */
import { create, globals } from 'webgpu';

Object.assign(globalThis, globals);
Object.defineProperty(globalThis, 'navigator', { value: { gpu: create(['backend=null']) }, configurable: true });
