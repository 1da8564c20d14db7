import type { Kit, LessonText } from '../kit.ts';
import type { Pages } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, RealModel, Source }: Kit<Pages>) {
  return (
    <>
      <p>
        要读书，先得有书。大模型的书是从网上<Term of="crawl">爬取</Term>
        来的，其中大部分都要扔掉。我们的模型读的是一个编出来的小小互联网，有百科、故事、论坛，也有算术；真网页里的脏东西，它一样不少：菜单、广告、垃圾页、报错页、别种语言、私人电话，还有抄来抄去的副本。
      </p>
      <p>
        这 <Live of="raw" /> 页要过六道筛选。试着撤掉一道，马上就能看到会漏过什么：比如
        <Act to="leaveCopies">关掉最后一道</Act>，副本就全留下了。
      </p>
      <Panel of="funnel" />
      <When of="tokens">
        <p>
          照现在这样筛，剩下 <Live of="kept" /> 页。这样一堆文字就叫<Term of="corpus">语料</Term>。你的模型要读的是{' '}
          <Live of="tokens" /> 个词元，它对世界的全部了解，都在这里面。
        </p>
      </When>
      <RealModel
        title="真正的爬取有多大"
        rows={[
          {
            what: '从哪里来',
            ours: (
              <>
                <Live of="raw" /> 页编出来的网页
              </>
            ),
            real: 'Common Crawl 收录的网页',
          },
          { what: '留下多少', ours: <Live of="keptShare" />, real: '大约十页里留一页' },
          {
            what: '剩下可读的',
            ours: (
              <>
                <Live of="tokens" /> 个词元
              </>
            ),
            real: '五万亿个词元',
          },
        ]}
      >
        <p>
          这里说的是 RefinedWeb，为训练 Falcon 模型而做
          <Source of="refinedWeb" />。
        </p>
      </RealModel>
      <p>
        筛选靠的都是经验规则。不妨翻几页，看看换了你会不会也这样判：
        <Act to="nearCopy">这一页和别的页几乎一样</Act>，<Act to="menu">这一页没有一句整话</Act>，
        <Act to="masked">这一页里藏掉了一点东西</Act>。
      </p>
      <Panel of="pages" />
      <p>
        对后面影响最大的是最后一道：同一段话读上许多遍，模型就会<Term of="memorization">背下来</Term>。有人用
        <Term of="deduplication">去重</Term>后的网页训练大模型，它照背原文的次数只有原来的十分之一
        <Source of="lee" />
        。你也来试试：两个模型，除了这一点，别的全都一样。
      </p>
      <Predict
        of="copies"
        question="那些在爬来的网页里重复得最多的页，读过全部副本的模型会背出"
        choices={['明显更多', '差不多', '明显更少']}
      >
        去掉副本：它写的内容有 <Live of="recitedClean" /> 和原页一字不差。留下副本：
        <Live of="recitedCopied" />。
      </Predict>
      <Panel of="runs" />
      <p>
        也可以完全不用我们的网页，让模型读你自己的文字：日记、老小说、菜谱，什么语言都行。文字不会离开这个浏览器。后面的课会问到一些人和算式，这样的模型从没读到过，到时候看得出来。
      </p>
      <Panel of="own" />
    </>
  );
}

export const text: LessonText<Pages> = {
  task: '关掉一道筛选，再打开一页看看。',
  panels: {
    funnel: '六道筛选',
    pages: '一页一页看',
    runs: '同一个模型，有副本和没有副本',
    own: '你自己的文字',
  },
  labels: {
    waiting: '正在清洗网页…',
    funnel: '网页过筛',
    funnelNow: (left, raw, share, size) => `${raw} 页剩下 ${left} 页（${share}），共 ${size} 文字。`,
    unit: '水流的宽度表示',
    units: { pages: '页数', bytes: '大小' },
    allOn: '全部打开',
    filter: '筛选',
    droppedHead: '眼下的作用',
    pagesLeft: '剩下的页数',
    sizeLeft: '剩下的大小',
    crawled: '刚爬来时',
    rawLeft: (pages, size) => `原始网页 ${pages} 页，${size}`,
    toRead: (pages, size) => `可读的文档 ${pages} 篇，${size}`,
    left: (pages, size) => `剩 ${pages} 页，${size}`,
    dropped: (pages) => `去掉 ${pages} 页`,
    masked: (pages) => `改动 ${pages} 页`,
    isOff: '已关掉',
    listThem: (filter, effect) => `${filter}：${effect}，列出来`,
    filters: {
      url: { name: '网址', what: '赌博、垃圾站之类的，一律不要' },
      extract: { name: '提取正文', what: '网页代码、菜单、脚本、广告都留在外面' },
      language: { name: '语言', what: '不要别种语言的网页' },
      quality: { name: '质量', what: '不要报错页、光有菜单的、大喊大叫的、胡乱堆词的' },
      privacy: { name: '隐私', what: '藏掉电话号码和邮箱' },
      duplicate: { name: '去重', what: '前面的页说过的，不再要' },
    },
    readsNow: (reading, tokens) => `内存里的模型读的是${reading}，共 ${tokens} 个词元。`,
    readings: {
      clean: '清洗过的网页',
      own: '你自己的文字',
      without: (filters) => `少了几道筛选（${filters.join('、')}）的网页`,
    },
    readThese: (pages) => `改让模型读这 ${pages} 页`,
    readTheseHint: '会准备一个大小、种子都相同的未训练模型。',
    isRead: '它读的就是这些页。',
    which: '显示',
    all: '全部网页',
    keptPages: '留下的页',
    dropping: '被某道筛选去掉或改动的',
    withCount: (what, count) => `${what}（${count}）`,
    search: '查找',
    list: '网页',
    leaf: (from, to, total) => `${from}–${to}，共 ${total} 页`,
    none: '没有这样的页。',
    back: '往前翻',
    on: '往后翻',
    kept: '留下',
    keptWord: '留下。',
    changedWord: '留下，但改动过。',
    keptWhy: '哪道筛选都没有意见。',
    droppedBy: (filter) => `被“${filter}”这道筛选去掉。`,
    reasons: {
      blockedAddress: { short: '网址不要', why: ({ word }) => `网址里有“${word}”，连读都没有读。` },
      noText: { short: '没有正文', why: () => '除去网页代码，一个字也没有。' },
      otherScript: { short: '别的文字', why: () => '里面大多是别种文字。' },
      otherLanguage: { short: '别的语言', why: () => '从虚词看，是另一种语言。' },
      tooShort: { short: '太短', why: () => '太短，什么也没说。' },
      errorPage: { short: '报错页', why: () => '只是在说什么东西打不开。' },
      menuPage: { short: '只有菜单', why: () => '一排链接，没有正文。' },
      symbols: { short: '满是符号', why: () => '既不是字也不是数的符号太多了。' },
      shouting: { short: '大喊大叫', why: () => '感叹号或大写字母太多，像在喊。' },
      noSentences: { short: '没有整句', why: () => '词有一大堆，却几乎没有一句说完整。' },
      repeatedWords: { short: '翻来覆去', why: () => '就那么几个词，说了一遍又一遍。' },
      personalDataMasked: { short: '留下，有隐去', why: () => '电话号码或邮箱已经换成了一句套话。' },
      exactDuplicate: { short: '副本', why: () => '前面有一页和它一字不差。' },
      nearDuplicate: {
        short: '几乎是副本',
        why: ({ share }) => `去掉虚词，切成五个字符一段，它有 ${share} 的小段和前面一页相同。`,
      },
    },
    raw: '爬来时的样子',
    extracted: '从中取出的正文',
    noText: '什么也没有。',
    thisPage: '这一页',
    firstPage: '先来的那一页',
    openFirst: '打开它',
    copies: (count) => `后面有 ${count} 页说的和它一样，都去掉了：`,
    copy: (number) => `副本 ${number}`,
    runs: {
      clean: '去掉副本',
      copied: '留下副本',
      nothing: '还不知道。',
      facts: (preset, seed, steps, origin) => `${preset}，种子 ${seed}，${steps} 步，${origin}`,
      read: '让模型这样读',
      measure: '看它能背出多少',
      steps: {
        untrained: '准备好了，请在下面训练它。',
        training: '正在读。',
        measuring: '正在背…',
        known: '量好了。',
      },
      unfair: '这两个模型不只是读的东西不同，大小、种子或步数也不同。要比得公平，请用同样的设置各训练一次。',
    },
    recital: '重复得最多的那些页，模型一字不差背出了多少',
    recitalNow: (pages, clean, copied) =>
      `共 ${pages} 页，每页给一个开头，让模型接下去。去掉副本：${clean}。留下副本：${copied}。点开一行，看它写了什么。`,
    recitalEmpty: '等基础模型背过一遍，这里会一行一行列出来。',
    opening: '开头',
    copiesHead: '副本数',
    own: {
      field: '把你自己的文字贴在这里',
      take: '就用这段',
      choose: '选文件',
      limits: (size, characters, pasted) =>
        `也可以把文件拖到这里：.txt、.md 或 .jsonl（每行一段），合起来不超过 ${size} MB。最多读 ${characters} 个字符，这一栏能放 ${pasted} 个。空一行，就算另一篇。`,
      tooLarge: (size, limit) => `一共 ${size} MB，最多只能收 ${limit} MB，所以没有读。请只取其中一部分。`,
      reading: '正在读…',
      taken: (documents, characters) => `${documents} 篇，${characters} 个字符。第一篇是：`,
      cut: (characters) => `（只取了前 ${characters} 个字符。）`,
      skipped: (lines) => `（有 ${lines} 行没有文字，跳过了。）`,
      readThese: '改让模型读这些',
      isRead: '内存里的模型读的是你自己的文字。',
      backToCrawl: '换回爬来的网页',
    },
  },
  sources: {
    refinedWeb: {
      authors: 'Penedo 等',
      title: 'The RefinedWeb Dataset for Falcon LLM: Outperforming Curated Corpora with Web Data, and Web Data Only',
      year: 2023,
      url: 'https://arxiv.org/abs/2306.01116',
    },
    lee: {
      authors: 'Lee 等',
      title: 'Deduplicating Training Data Makes Language Models Better',
      venue: 'ACL',
      year: 2022,
      url: 'https://arxiv.org/abs/2107.06499',
    },
  },
  Prose,
};
