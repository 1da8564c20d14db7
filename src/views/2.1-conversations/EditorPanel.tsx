import type { Conversations } from '../../lessons/2.1-conversations/en.tsx';
import type { Role } from '../../llm/world.ts';
import { actions, usePage } from '../../store/page.ts';
import { sliceOf } from '../../store/slice.ts';
import { useWords } from '../useWords.ts';
import { BoundedTextArea } from '../widgets/BoundedTextArea.tsx';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { TokenStrip } from '../widgets/TokenStrip.tsx';
import { type Encoded, encodedOf, isWritten, limits, maskSlice, roles, setTurns, showMask, turnsOf } from './turns.ts';

type Labels = Conversations['labels'];

/** A conversation to be written, and below it the tokens that it becomes. */
export function EditorPanel({ labels }: { labels: Labels }) {
  const encoded = usePage(encodedOf);
  return (
    <>
      <Turns labels={labels} />
      {encoded ? <Tokens encoded={encoded} labels={labels} /> : <p className="empty">{labels.waiting}</p>}
    </>
  );
}

function Turns({ labels }: { labels: Labels }) {
  const turns = usePage(turnsOf);
  const canReset = usePage(isWritten);
  const language = usePage((state) => ((state.school?.language ?? state.language) === 'zh' ? 'zh-CN' : 'en'));
  const nextRole: Role = turns.at(-1)?.role === 'user' ? 'assistant' : 'user';
  const used = turns.reduce((sum, turn) => sum + turn.text.length, 0);
  const change = (key: number, changed: { role?: Role; text?: string }): void =>
    setTurns(turns.map((turn) => (turn.key === key ? { ...turn, ...changed } : turn)));
  return (
    <div className="conversation">
      <ol className="messages">
        {turns.map(({ key, role, text }, index) => (
          <li key={key} className={`message is-${role}`} data-testid="turn">
            <select
              aria-label={labels.roleOf(index + 1)}
              value={role}
              onChange={({ target }) => change(key, { role: roles.find((name) => name === target.value) ?? role })}
            >
              {roles.map((name) => (
                <option key={name} value={name}>
                  {labels.roles[name]}
                </option>
              ))}
            </select>
            <BoundedTextArea
              label={labels.textOf(index + 1)}
              value={text}
              limit={limits.characters - used + text.length}
              rows={2}
              language={language}
              onChange={(written) => change(key, { text: written })}
              onTooLong={(characters) => actions.refuseText(used - text.length + characters, limits.characters)}
            />
            <button
              type="button"
              className="quiet"
              disabled={turns.length === 1}
              aria-label={labels.removeOf(index + 1)}
              onClick={() => setTurns(turns.filter((turn) => turn.key !== key))}
            >
              {labels.remove}
            </button>
          </li>
        ))}
      </ol>
      <div className="buttons">
        <button
          type="button"
          disabled={turns.length >= limits.messages}
          onClick={() =>
            setTurns([...turns, { key: Math.max(...turns.map(({ key }) => key)) + 1, role: nextRole, text: '' }])
          }
        >
          {labels.add(labels.roles[nextRole])}
        </button>
        <button type="button" className="quiet" disabled={!canReset} onClick={() => setTurns(undefined)}>
          {labels.reset}
        </button>
      </div>
    </div>
  );
}

function Tokens({ encoded, labels }: { encoded: Encoded; labels: Labels }) {
  const { integer } = useWords();
  const isMasked = usePage((state) => sliceOf(state, maskSlice));
  const language = usePage((state) => (state.school?.language === 'zh' ? 'zh-CN' : 'en'));
  const { rows, tokens, special, learned, limit } = encoded;
  const isTooLong = tokens > limit;
  const kindOf = (kind: 'text' | 'special' | 'tool'): string => labels.kinds[kind === 'special' ? 'special' : 'text'];
  return (
    <Figure
      title={labels.figure}
      testId="conversation-tokens"
      isInteractive
      alternative={
        <span>
          {labels.counts(integer(tokens), integer(special))}{' '}
          {isMasked && (learned > 0 ? labels.learned(integer(learned)) : labels.nothingLearned)}{' '}
          {isTooLong && <strong className="is-wrong hint">{labels.tooLong(integer(limit))}</strong>}
        </span>
      }
      legend={
        <>
          <span className="key">
            <span className="strip-token is-special">{'<|…|>'}</span> {labels.kinds.special}
          </span>
          {isMasked && (
            <>
              <span className="key is-masked">
                <span className="strip-token is-learned">…</span> {labels.isLearned}
              </span>
              <span className="key is-masked">
                <span className="strip-token">…</span> {labels.isRead}
              </span>
            </>
          )}
        </>
      }
      table={{
        label: labels.table,
        make: () => (
          <DataTable
            caption={labels.table}
            head={labels.columns}
            rows={rows
              .flat()
              .map(({ key, text, tokenIds, kind, isLearned }) => [
                integer(key + 1),
                text,
                tokenIds.join(' '),
                kindOf(kind),
                isLearned ? labels.isLearned : labels.isRead,
              ])}
          />
        ),
      }}
    >
      <label className="option">
        <input type="checkbox" checked={isMasked} onChange={({ target }) => showMask(target.checked)} />
        <span>{labels.mask}</span>
      </label>
      {rows.map((pieces, index) => (
        <TokenStrip
          key={pieces[0]?.key}
          pieces={pieces}
          label={labels.message(index + 1)}
          language={language}
          isMasked={isMasked}
          hasIds
        />
      ))}
    </Figure>
  );
}
