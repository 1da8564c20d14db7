import { useEffect } from 'react';
import type { Prompt } from '../../engine/protocol.ts';
import type { Conversations } from '../../lessons/2.1-conversations/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { promptKindOf } from '../../store/selectors.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';
import { PadTextArea } from '../pad/PadTextArea.tsx';
import { SeenTokens } from '../pad/SeenTokens.tsx';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';

/** In which ways the reader has seen a text put. */
export const waysSeen = defineSlice<readonly Prompt['kind'][]>('2.1/ways', []);

/** The same words as a question and as the start of a page, token by token. */
export function TemplatePanel({ labels }: { labels: Conversations['labels'] }) {
  const kind = usePage(promptKindOf);
  const isKnown = usePage((state) => state.inspection !== undefined);
  const ways = usePage((state) => sliceOf(state, waysSeen));
  useEffect(() => {
    if (!isKnown || ways.includes(kind)) return;
    actions.setSlice(waysSeen, [...ways, kind]);
    if (ways.length > 0) actions.record('conversationSeen');
  }, [isKnown, kind, ways]);
  return (
    <>
      <PadTextArea label={labels.input} />
      <SegmentedControl
        label={labels.how}
        value={kind}
        onChange={actions.setPromptKind}
        segments={[
          { value: 'raw', label: labels.asPage },
          { value: 'chat', label: labels.asQuestion },
        ]}
      />
      <h4>{labels.seen}</h4>
      {isKnown ? <SeenTokens hasIds /> : <p className="empty">{labels.waiting}</p>}
    </>
  );
}
