/**
 * The chat template (see ../chat.ts) in Jinja, the language in which such templates travel: transformers and llama.cpp read it, and render a
 * conversation to a text whose special tokens they then find by name. It also lays lines out as `layOut` does, because no tokenizer of
 * theirs knows that custom.
 *
 * A message of theirs is { role, content, tool_calls? }, and what a tool answered is a message of the role `tool`; ours holds the call, the
 * result and the words after it in one.
 */
import type { Phrasebook } from '../phrases.ts';
import type { SpecialToken } from '../tokenizer.ts';

const text = (token: SpecialToken): string => token;
const startOf = (role: SpecialToken): string => `${text('<|im_start|>')}${role}${text('<|im_sep|>')}`;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Rendered with `messages`, `bos_token`, and if wished `tools` and `add_generation_prompt`. Spaces and line ends count, so there are none. */
export function chatTemplate({ toolsOn, toolWords }: Phrasebook): string {
  return [
    `{% macro laid_out(text) %}`,
    `{% for line in text.split('\\n') %}`,
    `{% if not loop.first %}{{ '\\n' }}{% endif %}`,
    `{% if line and line[0] in ' ${letters}' %}{{ ' ' }}{% endif %}`,
    `{{ line }}`,
    `{% endfor %}`,
    `{% endmacro %}`,
    `{% set words = {'calculator': '${toolWords.calculator}', 'search': '${toolWords.search}'} %}`,
    `{{ bos_token }}`,
    `{% if tools and messages[0].role != 'system' %}`,
    `${startOf('<|system|>')}{{ laid_out('${toolsOn}') }}${text('<|im_end|>')}`,
    `{% endif %}`,
    `{% for message in messages %}`,
    `{% if message.role == 'tool' %}`,
    `{{ laid_out(message.content) }}${text('<|tool_end|>')}`,
    `{% else %}`,
    `{% if message.role == 'system' %}${startOf('<|system|>')}`,
    `{% elif message.role == 'user' %}${startOf('<|user|>')}`,
    `{% elif loop.first or messages[loop.index0 - 1].role != 'tool' %}${startOf('<|assistant|>')}`,
    `{% endif %}`,
    `{% if message.content %}{{ laid_out(message.content) }}{% endif %}`,
    `{% if message.tool_calls %}`,
    `{% set call = message.tool_calls[0].function %}`,
    `${text('<|tool|>')}`,
    `{% for argument in call.arguments.values() %}`,
    `{% if loop.first %}{{ laid_out(words[call.name] + ' ' + argument) }}{% endif %}`,
    `{% endfor %}`,
    `${text('<|result|>')}`,
    `{% else %}${text('<|im_end|>')}`,
    `{% endif %}`,
    `{% endif %}`,
    `{% endfor %}`,
    `{% if add_generation_prompt and messages[messages | length - 1].role != 'tool' %}${startOf('<|assistant|>')}`,
    `{% endif %}`,
  ].join('');
}
