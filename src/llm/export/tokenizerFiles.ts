/**
 * The tokenizer as Hugging Face's `tokenizers` reads it. Same bytes, same pieces, same merges, hence the same ids as ours, with one custom
 * of that library: special tokens are found by name in any text, where ours never reads one from text.
 */
import type { Phrasebook } from '../phrases.ts';
import type { StageName } from '../reports.ts';
import { specialId, specialTokens, type Tokenizer } from '../tokenizer.ts';
import { mergeStrings, tokenStrings } from './byteAlphabet.ts';
import { chatTemplate } from './chatTemplate.ts';

const startToken = '<|endoftext|>';

/** Whether a stage has seen conversations; the others only continue pages. */
export const isChatModel = (stage: StageName): boolean => stage !== 'untrained' && stage !== 'base';

/** The token that ends what a model of this stage writes. */
export const endTokenOf = (stage: StageName) => (isChatModel(stage) ? '<|im_end|>' : startToken);

/** The contents of tokenizer.json. */
export function tokenizerJson(tokenizer: Tokenizer): object {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  const start = { SpecialToken: { id: startToken, type_id: 0 } };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokens.map((content) => ({
      id: specialId(content),
      content,
      ...{ single_word: false, lstrip: false, rstrip: false, normalized: false, special: true },
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [{ type: 'Split', pattern: { Regex: '\\p{N}' }, behavior: 'Isolated', invert: false }, byteLevel],
    },
    // A text that is no conversation starts like a page.
    post_processor: {
      type: 'TemplateProcessing',
      single: [start, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [start, { Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 0 } }],
      special_tokens: { [startToken]: { id: startToken, ids: [specialId(startToken)], tokens: [startToken] } },
    },
    decoder: byteLevel,
    model: {
      type: 'BPE',
      ...{ dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null },
      ...{ fuse_unk: false, byte_fallback: false, ignore_merges: false },
      vocab: Object.fromEntries(tokenStrings(tokenizer).map((token, id) => [token, id])),
      merges: mergeStrings(tokenizer),
    },
  };
}

/** The contents of tokenizer_config.json. */
export function tokenizerConfig(stage: StageName, phrases: Phrasebook, contextLength: number): object {
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    bos_token: startToken,
    eos_token: endTokenOf(stage),
    pad_token: startToken,
    model_max_length: contextLength,
    clean_up_tokenization_spaces: false,
    ...(isChatModel(stage) && { chat_template: chatTemplate(phrases) }),
  };
}
