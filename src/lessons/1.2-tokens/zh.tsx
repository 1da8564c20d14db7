import type { Kit, LessonText } from '../kit.ts';
import type { Tokens } from './en.tsx';

function Prose({ Panel, Act, Term, Live, Source }: Kit<Tokens>) {
  return (
    <>
      <p>
        模型看不见字，只看得见编号，一个<Term of="token">词元</Term>
        一个号。所谓词元，就是书里出现得够多、值得单独给个编号的一小段文字：可能是一个词，一个字，也可能只是半个字。
      </p>
      <p>
        哪些算词元，是数出来的，这个办法叫<Term of="bytePairEncoding">字节对编码</Term>
        <Source of="bpe" />
        ：相邻的两段里，哪一对出现得最多，就合成一个，然后再数、再合，直到凑满
        <Live of="vocabulary" otherwise="几百" />
        个。中文里，“你”和“好”就这样合成“你好”，“今”和“天”合成“今天”。数字从不合并，这样才能一位一位地学加法。从没见过的字会拆成
        <Term of="byte">字节</Term>，一点也不会丢：不妨试试<Act to="tryChinese">一句中文</Act>，或者
        <Act to="tryRare">哪一页上都没有的词</Act>。
      </p>
      <Panel of="tokens" />
      <p>
        你写的 <Live of="characterCount" /> 个字符，在模型眼里是 <Live of="tokenCount" />{' '}
        个词元。往后它要做的，就是从前面的词元猜后面的。
      </p>
    </>
  );
}

export const text: LessonText<Tokens> = {
  task: '自己写一段文字，看看它变成了哪些词元。',
  panels: { tokens: '文字变成词元' },
  labels: {
    input: '随便写点什么',
    count: (tokens, characters, bytes) => `${characters} 个字符，${bytes} 个字节，${tokens} 个词元`,
    output: '模型眼中的同一段文字',
    showIds: '显示编号',
    empty: '没有文字，也就没有词元。',
    token: (label, id) => `${label}，编号 ${id}`,
    split: (count) => `一个字，${count} 个词元`,
    waiting: '正在从网页里学习词元…',
  },
  sources: {
    bpe: {
      authors: 'Sennrich, Haddow, Birch',
      title: 'Neural Machine Translation of Rare Words with Subword Units',
      venue: 'ACL',
      year: 2016,
      url: 'https://aclanthology.org/P16-1162/',
    },
  },
  Prose,
};
