/** Our own file; a folder for transformers, zipped; one file for llama.cpp, Ollama and LM Studio. */
export const exportFormats = ['schoolbook', 'huggingface', 'gguf'] as const;
export type ExportFormat = (typeof exportFormats)[number];
