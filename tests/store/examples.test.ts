/** What the reader changes in the pile of worked examples, on the page's side. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text } from '../../src/llm/chat.ts';
import { type ConversationEdits, editLimits, noEdits } from '../../src/llm/edits.ts';
import {
  changed,
  type EditHistory,
  editHistoryOf,
  editSlice,
  editsNow,
  isEdited,
  isSamePile,
  leftOut,
  putBack,
  undone,
  withoutAdded,
  withPile,
  written,
} from '../../src/store/examples.ts';

const own = (answer: string) => ({ messages: [text('user', 'Who are you?'), text('assistant', answer)], copies: 3 });

type Edit = (edits: ConversationEdits) => ConversationEdits;
const someEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.nat(5).map(leftOut),
  fc.nat(5).map(putBack),
  fc.string().map((answer) => written(own(answer))),
  fc.tuple(fc.string(), fc.nat(2)).map(([answer, index]) => written(own(answer), index)),
  fc.nat(2).map(withoutAdded),
);
const start: EditHistory = { now: noEdits, past: [] };

describe('changes of the pile', () => {
  it('are undone one by one, down to the pile as it came', () => {
    fc.assert(
      fc.property(fc.array(someEdit, { maxLength: 20 }), (edits) => {
        const seen = [noEdits];
        let history = start;
        for (const edit of edits) {
          history = changed(edit)(history);
          seen.push(history.now);
        }
        for (const before of seen.toReversed()) {
          expect(history.now).toEqual(before);
          history = undone(history);
        }
        expect(history).toEqual(start);
      }),
    );
  });

  it('never leave the same example out twice, nor grow beyond what the engine takes', () => {
    const twice = leftOut(7)(leftOut(7)(noEdits));
    expect(twice.removed).toEqual([7]);
    expect(putBack(7)(twice)).toEqual(noEdits);
    let edits = noEdits;
    for (let i = 0; i <= editLimits.added; i++) edits = written(own(`${i}`))(edits);
    expect(edits.added).toHaveLength(editLimits.added);
  });

  it('replace an example of the reader’s in its place', () => {
    const two = written(own('second'))(written(own('first'))(noEdits));
    expect(written(own('other'), 0)(two).added).toEqual([own('other'), own('second')]);
    expect(withoutAdded(0)(two).added).toEqual([own('second')]);
  });

  it('are compared by what lies in the pile', () => {
    expect(isSamePile({ added: [], removed: [1, 2] }, { added: [], removed: [2, 1] })).toBe(true);
    expect(isSamePile(undefined, noEdits)).toBe(true);
    expect(isSamePile({ added: [own('a')], removed: [] }, noEdits)).toBe(false);
    expect([isEdited(noEdits), isEdited(leftOut(1)(noEdits))]).toEqual([false, true]);
  });

  it('belong to the language of the model', () => {
    const en = { slices: {}, school: undefined, language: 'en' as const };
    const piles = withPile(en, changed(leftOut(1)));
    const slices = { [editSlice.name]: piles };
    expect(editsNow({ ...en, slices }).removed).toEqual([1]);
    expect(editHistoryOf({ ...en, slices, language: 'zh' })).toEqual(start);
  });
});
