import { useEffect } from 'react';
import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { sliceOf } from '../../store/slice.ts';
import { pageToOpen } from '../course/PageLink.tsx';
import { showPanel } from '../course/showPanel.ts';
import { useAnswer } from '../course/useAnswer.ts';
import { useWords } from '../useWords.ts';
import { useThrottled } from '../widgets/useThrottled.ts';
import {
  leafLines,
  listSlot,
  openedPage,
  openPage,
  pageList,
  surveySlot,
  switchedOff,
  turnLeaf,
} from './crawlState.ts';
import { FateSelect } from './FateSelect.tsx';
import { PageView } from './PageView.tsx';
import { verdictOf } from './verdict.ts';

const maxQueryCharacters = 100;
const searchEveryMs = 250;

/** Pages of the crawl by what became of them, or by a word in them; and one of them, open. */
export function PagesPanel({ labels }: { labels: Pages['labels'] }) {
  const { integer, tag } = useWords();
  const off = usePage((state) => sliceOf(state, switchedOff));
  const list = usePage((state) => sliceOf(state, pageList));
  const index = usePage((state) => sliceOf(state, openedPage));
  const modelTag = usePage((state) => (state.school?.language === 'zh' ? 'zh-CN' : 'en'));
  const survey = useAnswer(surveySlot(off), 'crawl', { name: 'crawl', asked: { switchedOff: off } });
  const query = useThrottled(list.query, searchEveryMs);
  const { fate, from } = list;
  const found = useAnswer(listSlot, 'crawlPages', {
    name: 'crawlPages',
    asked: { switchedOff: off, fate, query, from, count: leafLines },
  });
  useOpeningFirst();
  useArrival();
  // A smaller crawl may have been opened since.
  const shown = survey && index < survey.pages ? index : 0;
  const page = useAnswer(
    '1.1/page',
    'crawlPage',
    survey && { name: 'crawlPage', asked: { switchedOff: off, index: shown } },
  );
  if (!survey || !found) return <p className="empty">{labels.waiting}</p>;
  const last = Math.min(list.from + leafLines, found.total);
  return (
    <div className="crawl-pages">
      <div className="page-list">
        <div className="row">
          <FateSelect labels={labels} survey={survey} />
          <label className="field inline">
            <span>{labels.search}</span>
            <input
              type="search"
              maxLength={maxQueryCharacters}
              value={list.query}
              onChange={({ target }) => actions.setSlice(pageList, { ...list, query: target.value, from: 0 })}
            />
          </label>
        </div>
        <ol className="page-lines" aria-label={labels.list} lang={modelTag}>
          {found.lines.map((line) => (
            <li key={line.index}>
              <button
                type="button"
                className="page-line"
                aria-current={line.index === shown || undefined}
                data-testid="page-line"
                onClick={() => openPage(line.index)}
              >
                <span className={line.kept ? 'mark is-right' : 'mark is-wrong'} aria-hidden="true">
                  {line.kept ? '✓' : '✗'}
                </span>
                <span className="page-url">{line.url.replace('https://', '')}</span>
                <span className="page-verdict" lang={tag}>
                  {verdictOf(labels, line)}
                </span>
                <span className="page-opening">{line.opening}</span>
              </button>
            </li>
          ))}
        </ol>
        <div className="leaf">
          <button type="button" disabled={list.from === 0} onClick={() => turnLeaf(-1)}>
            {labels.back}
          </button>
          <p className="figures" role="status" data-testid="pages-found" data-total={found.total}>
            {found.total === 0 ? labels.none : labels.leaf(integer(list.from + 1), integer(last), integer(found.total))}
          </p>
          <button type="button" disabled={last >= found.total} onClick={() => turnLeaf(1)}>
            {labels.on}
          </button>
        </div>
      </div>
      {page && <PageView labels={labels} page={page} modelTag={modelTag} />}
    </div>
  );
}

/** Opens the page that a link of another lesson led to. */
function useArrival(): void {
  const wanted = usePage((state) => sliceOf(state, pageToOpen));
  useEffect(() => {
    if (!wanted) return;
    openPage(wanted.place);
    actions.setSlice(pageList, { fate: 'all', query: wanted.url, from: 0 });
    // After the lesson has been scrolled to its top, as every lesson is.
    const timer = setTimeout(() => {
      showPanel('pages');
      actions.setSlice(pageToOpen, undefined);
    });
    return () => clearTimeout(timer);
  }, [wanted]);
}

/** Once the list is there, opens its first page if that was asked for. */
function useOpeningFirst(): void {
  const { opensFirst = false, ...list } = usePage((state) => sliceOf(state, pageList));
  const first = usePage((state) => {
    const question = questionAt(state.questions, 'crawlPages', listSlot);
    const isOfList = question?.asked.fate === list.fate && question.asked.switchedOff.length === 0;
    return isOfList ? question.answer?.lines[0]?.index : undefined;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `list` is what `opensFirst` was set together with
  useEffect(() => {
    if (!opensFirst || first === undefined) return;
    actions.setSlice(openedPage, first);
    actions.setSlice(pageList, list);
  }, [opensFirst, first]);
}
