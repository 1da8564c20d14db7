/**
 * A folder as transformers reads it, in one archive, and the way back. Everything that transformers does not ask for, but we do, stands in
 * schoolbook.json: with that file in the archive, a model can be trained further elsewhere and brought home.
 */
import { type Checkpoint, decodeDescription, encodeDescription, maxCheckpointBytes } from '../checkpoint.ts';
import { SchoolError } from '../errors.ts';
import { layerNormEpsilon } from '../ops/layerNorm.ts';
import { phrasebooks } from '../phrases.ts';
import type { Gate } from '../reports.ts';
import { createTokenizer, specialId } from '../tokenizer.ts';
import { packArchive, unpackArchive } from './archive.ts';
import { modelCard } from './modelCard.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import { fromStarcoder2, toStarcoder2 } from './starcoder2.ts';
import { endTokenOf, tokenizerConfig, tokenizerJson } from './tokenizerFiles.ts';

const startId = specialId('<|endoftext|>');

/**
 * @param gates what the checkpoint was examined on, for the card; none = not examined
 * @throws SchoolError 'checkpointMismatch' when the parameters do not fit the configuration
 */
export function encodeHuggingFace(checkpoint: Checkpoint, name: string, gates: readonly Gate[]): Uint8Array {
  const { stage, language, model, merges, parameters } = checkpoint;
  const tokenizer = createTokenizer(merges);
  return packArchive({
    'README.md': new TextEncoder().encode(modelCard(checkpoint, name, gates)),
    'config.json': json(configOf(checkpoint)),
    'generation_config.json': json({
      bos_token_id: startId,
      // A chat model that falls back into writing pages ends at the end of one.
      eos_token_id: [...new Set([specialId(endTokenOf(stage)), startId])],
      pad_token_id: startId,
      max_length: model.contextLength,
    }),
    'model.safetensors': encodeSafetensors(toStarcoder2(model, parameters), { format: 'pt' }),
    'schoolbook.json': encodeDescription(checkpoint),
    'tokenizer.json': json(tokenizerJson(tokenizer)),
    'tokenizer_config.json': json(tokenizerConfig(stage, phrasebooks[language], model.contextLength)),
  });
}

/** The contents of config.json: our shape in the words of transformers' Starcoder2Config. */
function configOf({ stage, model }: Checkpoint): object {
  const { vocabSize, nLayer, nHead, nEmbd, contextLength, ropeBase } = model;
  return {
    architectures: ['Starcoder2ForCausalLM'],
    model_type: 'starcoder2',
    vocab_size: vocabSize,
    hidden_size: nEmbd,
    intermediate_size: 4 * nEmbd,
    num_hidden_layers: nLayer,
    num_attention_heads: nHead,
    num_key_value_heads: nHead,
    hidden_act: 'gelu_pytorch_tanh',
    max_position_embeddings: contextLength,
    norm_epsilon: layerNormEpsilon,
    // The name it has had, and the one it has since transformers 5.
    rope_theta: ropeBase,
    rope_parameters: { rope_type: 'default', rope_theta: ropeBase },
    sliding_window: null,
    use_bias: true,
    tie_word_embeddings: true,
    ...{ attention_dropout: 0, residual_dropout: 0, embedding_dropout: 0 },
    bos_token_id: startId,
    eos_token_id: specialId(endTokenOf(stage)),
    pad_token_id: startId,
    torch_dtype: 'float32',
  };
}

/**
 * Weights from model.safetensors, everything else from schoolbook.json.
 * @throws SchoolError 'checkpointCorrupt' when the archive or a file in it is damaged or missing, 'checkpointMismatch' when the weights do
 * not fit, 'fileTooLarge'
 */
export async function decodeHuggingFace(bytes: Uint8Array): Promise<Checkpoint> {
  const wanted = ['schoolbook.json', 'model.safetensors'];
  const files = await unpackArchive(bytes, wanted, maxCheckpointBytes);
  const [description, weights] = wanted.map((file) => {
    const found = files[file];
    if (!found) throw new SchoolError('checkpointCorrupt', { part: 'archive', file });
    return found;
  }) as [Uint8Array, Uint8Array];
  const described = decodeDescription(description);
  return { ...described, parameters: fromStarcoder2(described.model, decodeSafetensors(weights)) };
}

const json = (value: object): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);
