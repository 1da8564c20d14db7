/** Edits as they stand in a checkpoint file, which may come from anybody. */
import * as v from 'valibot';
import { editLimits } from './edits.ts';

const content = v.pipe(v.string(), v.maxLength(editLimits.characters));
const between = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const partSchema = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: content }),
  v.object({ kind: v.literal('toolCall'), tool: v.picklist(['calculator', 'search']), argument: content }),
  v.object({ kind: v.literal('toolResult'), text: content }),
]);

const messageSchema = v.object({
  role: v.picklist(['system', 'user', 'assistant']),
  parts: v.pipe(v.array(partSchema), v.maxLength(editLimits.messages)),
});

export const editsSchema = v.object({
  added: v.pipe(
    v.array(
      v.object({
        messages: v.pipe(v.array(messageSchema), v.maxLength(editLimits.messages)),
        copies: between(1, editLimits.copies),
      }),
    ),
    v.maxLength(editLimits.added),
  ),
  removed: v.pipe(v.array(between(0, 0xffffffff)), v.maxLength(editLimits.removed)),
});
