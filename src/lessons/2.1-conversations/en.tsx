import type { Kit, LessonText } from '../kit.ts';

export interface Conversations {
  panels: 'editor';
  acts: 'typeMark' | 'mask';
  lives: 'tokens' | 'learned' | 'typedTokens' | 'markId';
  guesses: 'learned';
  sources: 'qwen';
  labels: typeof labels;
}

const labels = {
  roles: { system: 'system', user: 'user', assistant: 'assistant' },
  roleOf: (number: number) => `Who speaks in message ${number}`,
  textOf: (number: number) => `Message ${number}`,
  removeOf: (number: number) => `Remove message ${number}`,
  remove: 'Remove',
  add: (role: string) => `Add a message of the ${role}`,
  reset: 'Start over',
  waiting: 'The tokens appear when the model is set up.',
  figure: 'The conversation as the model gets it',
  message: (number: number) => `Tokens of message ${number}`,
  mask: 'Show what is learned from it',
  counts: (tokens: string, special: string) => `${tokens} tokens, ${special} of them special.`,
  learned: (learned: string) => `${learned} are learned, the others only read.`,
  nothingLearned: 'Nothing is learned from it: the assistant says nothing.',
  tooLong: (limit: string) => `Only ${limit} tokens fit; the rest would be cut off.`,
  kinds: { special: 'special', text: 'text' },
  isLearned: 'learned',
  isRead: 'only read',
  table: 'As a table',
  columns: ['No.', 'Token', 'Id', 'Kind', 'In training'],
};

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside }: Kit<Conversations>) {
  return (
    <>
      <p>
        A worked example shows a question and how somebody who knows answers it. To a model, even that has to be one row
        of tokens. So the conversation is framed with <Term of="specialToken">special tokens</Term> that no page ever
        contained: <code>{'<|im_start|>'}</code>, who speaks, <code>{'<|im_sep|>'}</code>, the text,{' '}
        <code>{'<|im_end|>'}</code>.
        <Aside>
          Large models do the same. Qwen, for one, frames every message in such marks and trains on the assistant’s part
          alone
          <Source of="qwen" />.
        </Aside>
      </p>
      <p>
        Write a conversation below. Each message may be the user’s, the assistant’s, or come from the system: a word to
        the model before the talk begins. Nobody can type a mark.{' '}
        <Act to="typeMark">Write {'<|im_end|>'} into the question</Act>, and it stays text.
      </p>
      <Predict
        of="learned"
        question="From which messages will the model learn?"
        choices={['from all of them', 'from what the user says', 'from what the assistant says']}
      >
        <Live of="learned" /> of <Live of="tokens" /> tokens in your conversation count.
      </Predict>
      <Panel of="editor" />
      <When of="typedTokens">
        <p>
          What you typed became <Live of="typedTokens" /> ordinary tokens. The mark itself is a single one, number{' '}
          <Live of="markId" />, and only the page can set it: so no user can end a message early or speak for the
          assistant.
        </p>
      </When>
      <When
        of="learned"
        otherwise={
          <p>
            <Act to="mask">Show which tokens are learned.</Act>
          </p>
        }
      >
        <p>
          Of <Live of="tokens" /> tokens, <Live of="learned" /> are learned. The rest is grayed by the{' '}
          <Term of="lossMask">loss mask</Term>: it is context, but no <Term of="loss">loss</Term> is taken there. The
          model is to learn to answer, not to ask. The assistant’s last <code>{'<|im_end|>'}</code> is learned too. That
          is how it knows when to stop.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Conversations> = {
  task: 'Write a conversation of your own, and see which of its tokens are learned.',
  panels: { editor: 'A conversation becomes tokens' },
  labels,
  sources: {
    qwen: {
      authors: 'Bai et al.',
      title: 'Qwen Technical Report (section 3.1)',
      year: 2023,
      url: 'https://arxiv.org/abs/2309.16609',
    },
  },
  Prose,
};
