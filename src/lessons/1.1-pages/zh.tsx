import type { Kit, LessonText } from '../kit.ts';
import type { Pages } from './en.tsx';

function Prose({ Panel, Term, When, Live, Source }: Kit<Pages>) {
  return (
    <>
      <p>
        要读书，先得有书。真正的大模型从<Term of="crawl">爬取</Term>来的网页开始，其中大部分都要扔掉
        <Source of="refinedWeb" />
        。我们的模型读的是一个编出来的小小互联网，真网页里的脏东西，它一样不少：垃圾广告、菜单、别种语言的页面、抄来抄去的副本。
      </p>
      <p>
        网页要过一道又一道筛选：先去掉已知的坏网址，再从网页代码里取出正文，然后依次筛掉语言不对的、写得太差的、涉及隐私的，最后是别处已经说过的。最后这一道叫
        <Term of="deduplication">去重</Term>，模型将来会背下什么，就看它了。
      </p>
      <Panel of="corpus" />
      <When of="pagesLast">
        <p>
          过了第一道还有 <Live of="pagesFirst" /> 页，过了最后一道剩下 <Live of="pagesLast" /> 页，合{' '}
          <Live of="tokens" /> 个词元。这就是你的模型要读的<Term of="corpus">语料</Term>，也是它对世界的全部了解。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Pages> = {
  task: '再看一页洗干净的语料。',
  panels: { corpus: '从原始网页到语料' },
  labels: {
    facts: (tokens) => `清洗后共有 ${tokens} 个词元。每道筛选之后剩下的网页：`,
    pages: '剩下的网页',
    bytes: '剩下的大小',
    filter: '筛选',
    filters: {
      url: '网址',
      extract: '提取正文',
      language: '语言',
      quality: '质量',
      privacy: '隐私',
      duplicate: '去重',
    },
    excerpt: '其中一页',
    otherExcerpt: '换一页',
    waiting: '正在清洗网页…',
  },
  sources: {
    refinedWeb: {
      authors: 'Penedo 等',
      title: 'The RefinedWeb Dataset for Falcon LLM: Outperforming Curated Corpora with Web Data, and Web Data Only',
      year: 2023,
      url: 'https://arxiv.org/abs/2306.01116',
    },
  },
  Prose,
};
