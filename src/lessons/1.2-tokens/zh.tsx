import type { Kit, LessonText } from '../kit.ts';
import type { Tokens } from './en.tsx';

function Prose({ Panel, Act, Term, Live, Predict, RealModel, Source }: Kit<Tokens>) {
  return (
    <>
      <p>
        模型看不见字，只看得见编号，一个<Term of="token">词元</Term>
        一个号。所谓词元，就是书里出现得够多、值得单独给个编号的一小段文字。编号只是个牌子，像储物柜上的号码：300
        号既不比 299 号大，跟它也没有哪里相像。
      </p>
      <p>
        怎么切？最省事的是一个字一个号：这些网页里有 <Live of="distinctCharacters" otherwise="许多" />{' '}
        种不同的字符，整个语料就成了 <Live of="corpusCharacters" otherwise="长长一串" />{' '}
        个编号。可这样一来，再常用的词也得一个字一个字地写，书里没出现过的字更是连个号都没有。
      </p>
      <p>
        所以哪些算词元，要靠数。这个办法叫<Term of="bytePairEncoding">字节对编码</Term>
        <Source of="bpe" />
        。一开始只有一个个<Term of="byte">字节</Term>
        ，编号从 0 到
        255：一个英文字母占一个，一个汉字占三个。相邻的两段里，哪一对凑在一起最多，就合成一个新词元，然后再数、再合，直到
        <Term of="vocabulary">词表</Term>凑满 <Live of="vocabulary" otherwise="几百" /> 个。先
        <Act to="mergeOne">合并一次</Act>，再合几次看看。
      </p>
      <Predict
        of="shrink"
        question="全部合并完以后，整个语料的词元数会是原来字节数的多少？"
        choices={['四分之三左右', '一半左右', '三分之一左右', '五分之一，或者更少']}
      >
        降到了 <Live of="shrunk" />：<Live of="bytesBefore" /> 个字节，变成 <Live of="tokensAfter" />{' '}
        个词元。词元少一半，模型就少走一半的步子。
      </Predict>
      <Panel of="merges" />
      <p>
        词就是这样从碎片里长出来的：看看第 <Live of="firstMerge" /> 次合并怎样得到“
        <Act to="firstWord">
          <Live of="firstWord" otherwise="一个词" />
        </Act>
        ”，第 <Live of="secondMerge" /> 次怎样得到“
        <Act to="secondWord">
          <Live of="secondWord" otherwise="另一个词" />
        </Act>
        ”。只有数字从不合并。这是我们定的规矩：每一位各占各的位置，加法才好一位一位地学。
      </p>
      <p>
        现在轮到你自己的文字。从没见过的字会拆成字节，一点也不会丢：试试
        <Act to="tryChinese">一句中文</Act>，或者<Act to="tryRare">哪一页上都没有的词</Act>
        。几个词元合成一个字的，字下面各有一道短线。
      </p>
      <Panel of="tokens" />
      <p>
        你写的 <Live of="characterCount" /> 个字符，在模型眼里是 <Live of="tokenCount" />{' '}
        个词元。往后它要做的，就是从前面的词元猜后面的。
      </p>
      <p>大模型读的文字也是这样切的，只是数的书更多，词表里放得下的词元也更多。</p>
      <Panel of="gpt" />
      <RealModel
        title="词表有多大"
        rows={[
          {
            what: '词元',
            ours: (
              <>
                <Live of="vocabulary" /> 个
              </>
            ),
            real: 'GPT-2：50,257 个；GPT-4o：约 20 万个',
          },
          { what: '数字', ours: '总是一位一个词元', real: 'GPT-4o：最多三位合成一个' },
        ]}
      >
        <p>
          这一系列模型里，从 GPT-2 开始才以字节为起点
          <Source of="gpt2" />
          ；两张词表都出自 OpenAI 自己的程序库
          <Source of="tiktoken" />。
        </p>
      </RealModel>
    </>
  );
}

export const text: LessonText<Tokens> = {
  task: '合并几次，再自己写一段文字。',
  panels: { merges: '从字节到词', tokens: '随便什么文字，都变成词元', gpt: '同一段文字，换大模型来切' },
  labels: {
    waiting: '正在从网页里学习词元…',
    startOver: '从头来',
    undo: '退一次',
    mergeOne: '合并一对',
    mergeTen: '十对',
    mergeAll: '全部',
    merges: '合并了几次',
    mergesOf: (made, all) => `${made} 次，共 ${all} 次`,
    stretch: '模型要读的一小段，切成词元',
    stretchNow: (tokens, vocabulary) => `这一段现在有 ${tokens} 个词元，词表里有 ${vocabulary} 个。`,
    legend: { pair: '下一次要合的一对', new: '上一次合出来的' },
    name: (of, ids) => `${of}，${ids}`,
    pairs: '眼下整个语料里，凑在一起最多的几对',
    pair: '一对',
    times: '次数',
    pairsNow: (left, right, count) => `“${left}”和“${right}”凑在一起 ${count} 次，下一次就合它们。`,
    pairsLast: '词表满了，这几对不再合并。',
    vocabulary: '词表越大，文字越短',
    corpusTokens: '整个语料的词元数',
    corpusNow: '现在',
    vocabularySize: '词表大小',
    vocabularyNow: (vocabulary, tokens, before) =>
      `词表里有 ${vocabulary} 个词元时，整个语料是 ${tokens} 个词元；一开始是 ${before} 个。`,
    input: '随便写点什么',
    count: (tokens, characters, bytes) => `${characters} 个字符，${bytes} 个字节，${tokens} 个词元。`,
    isWhole: '再拼起来，还是原来的文字。',
    output: '模型眼中的样子',
    showIds: '显示编号',
    empty: '没有文字，也就没有词元。',
    shared: (of, tokens, each) => `“${of}”是一个字，分在 ${tokens} 个词元里：${each.join('，')}。`,
    partFacts: (id, bytes) => `${id} 号（字节 ${bytes}）`,
    facts: (id, bytes) => `编号 ${id}，字节 ${bytes}。`,
    madeOf: (left, right, merge) => `第 ${merge} 次合并时，由“${left}”和“${right}”合成。`,
    isByte: '单个字节，词表里一开始就有。',
    neighbors: (names) => `词表里排在它旁边的：${names.join('，')}。`,
    numbered: (id, of) => `${id}“${of}”`,
    gpt: {
      which: '谁的词元',
      names: { r50k_base: 'GPT-2', o200k_base: 'GPT-4o' },
      ours: '这个模型',
      fetch: (name) => `取来 ${name} 的词表`,
      fetchHint: '词表很大，和这个网页从同一个地方取；你的文字不会离开这里。',
      fetching: '正在取…',
      compared: '同一段文字的词元数',
      count: (tokens, vocabulary) => `${tokens} 个词元，词表 ${vocabulary} 个`,
      output: (name) => `用 ${name} 的词元来切`,
    },
  },
  sources: {
    bpe: {
      authors: 'Sennrich, Haddow, Birch',
      title: 'Neural Machine Translation of Rare Words with Subword Units',
      venue: 'ACL',
      year: 2016,
      url: 'https://aclanthology.org/P16-1162/',
    },
    gpt2: {
      authors: 'Radford 等',
      title: 'Language Models are Unsupervised Multitask Learners',
      venue: 'OpenAI',
      year: 2019,
      url: 'https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf',
    },
    tiktoken: {
      authors: 'OpenAI',
      title: 'tiktoken, with the encodings r50k_base and o200k_base',
      year: 2024,
      url: 'https://github.com/openai/tiktoken',
    },
  },
  Prose,
};
