/** README.md of an exported model: what it is, how it came to be, what it was examined on, how to go on with it. In the model's language. */
import type { Checkpoint } from '../checkpoint.ts';
import type { Language } from '../config.ts';
import { parameterCount } from '../model.ts';
import { type Gate, stageNames } from '../reports.ts';
import { isChatModel } from './tokenizerFiles.ts';

interface Words {
  about(size: string, stage: string): string[];
  lineage: string;
  lineageHead: string[];
  settings: string;
  gates: string;
  gatesHead: string[];
  verdicts: { passed: string; missed: string };
  notExamined: string;
  use: string;
  layout: string;
  layoutText: string[];
  further: string;
  furtherText: string[];
  limits: string;
  limitsText: string[];
}

const words: Record<Language, Words> = {
  en: {
    about: (parameters, stage) => [
      `A language model of ${parameters} parameters, trained from nothing in a browser by Schoolbook, a course in how language models are made. This is the checkpoint "${stage}".`,
      'Its shape is that of Starcoder2 (Lozhkov et al. 2024), very small.',
    ],
    lineage: 'How it was made',
    lineageHead: ['checkpoint', 'steps', 'tokens', 'seed', 'corpus'],
    settings: 'Settings of each stage:',
    gates: 'What it was examined on',
    gatesHead: ['checkpoint', 'question', 'figure', 'bound', 'result'],
    verdicts: { passed: 'passed', missed: 'missed' },
    notExamined: 'It has not been examined.',
    use: 'Use',
    layout: 'Lines',
    layoutText: [
      'In training, a line that starts with a Latin letter or a space has one more space in front, so that a word has one spelling wherever it stands. The chat template does that by itself; for texts that are no conversation, do it before you encode, and take the space away after you decode.',
      'Special tokens are found by name in any text. Encode text from strangers with `split_special_tokens=True`.',
    ],
    further: 'Going on from here',
    furtherText: [
      '`schoolbook.json` says everything about its making. A folder with that file, zipped again with newly trained weights, opens in Schoolbook as long as the biases that are zero here stay zero.',
      'To train it on larger machines, start from the weights as from any other: `Starcoder2ForCausalLM.from_pretrained`, and `torchrun` or `accelerate launch` with a training script of transformers.',
    ],
    limits: 'What it cannot do',
    limitsText: [
      'It has read a made-up world of a few thousand pages and knows nothing else. Nothing that it says about real people, places or events is worth anything.',
    ],
  },
  zh: {
    about: (parameters, stage) => [
      `这是一个有 ${parameters} 个参数的语言模型，由“课本”在浏览器里从零训练而成。“课本”是一门讲语言模型怎样炼成的课程。这里是其中的“${stage}”检查点。`,
      '它的结构与 Starcoder2（Lozhkov 等，2024）相同，只是小得多。',
    ],
    lineage: '它是怎样炼成的',
    lineageHead: ['检查点', '步数', 'token 数', '种子', '语料'],
    settings: '各阶段的设置：',
    gates: '它考过什么',
    gatesHead: ['检查点', '考题', '成绩', '要求', '结果'],
    verdicts: { passed: '通过', missed: '未通过' },
    notExamined: '它还没有考过试。',
    use: '怎样使用',
    layout: '关于行首空格',
    layoutText: [
      '训练时，凡以拉丁字母或空格开头的行，前面都多加一个空格，这样同一个词不论在哪里，拆成的 token 都一样。聊天模板会自动这样做；如果输入不是对话，请在编码前自己加上，解码后再去掉。',
      '任何文本里只要出现特殊 token 的名字，就会被当成特殊 token。编码陌生人写的文本时，请用 `split_special_tokens=True`。',
    ],
    further: '接着往下走',
    furtherText: [
      '`schoolbook.json` 记录了它的全部来历。换上重新训练过的权重，连同这个文件再打包成 zip，就能在“课本”里打开，前提是这里为零的偏置仍然为零。',
      '想在更大的机器上继续训练，就像对待别的模型一样：用 `Starcoder2ForCausalLM.from_pretrained` 读入权重，再用 `torchrun` 或 `accelerate launch` 运行 transformers 的训练脚本。',
    ],
    limits: '它做不到什么',
    limitsText: [
      '它只读过一个虚构世界里的几千页文字，别的一概不知。它说的任何有关真实人物、地点和事件的话都不能当真。',
    ],
  },
};

/** @param gates those of other checkpoints are left out */
export function modelCard(checkpoint: Checkpoint, name: string, gates: readonly Gate[]): string {
  const { language, stage, model, lineage } = checkpoint;
  const w = words[language];
  const reached = stageNames.slice(0, stageNames.indexOf(stage) + 1);
  const own = gates.filter((gate) => reached.includes(gate.stage));
  const settings = lineage.map(({ stage: made, settings: of }) => [made, of] as const).filter(([, of]) => size(of) > 0);
  return [
    ...frontMatter(language, stage),
    `# ${name}`,
    '',
    ...paragraphs(w.about(parameterCount(model).toLocaleString('en-US'), stage)),
    `## ${w.lineage}`,
    '',
    ...table(
      w.lineageHead,
      lineage.map((entry) => [entry.stage, entry.steps, entry.tokens, entry.seed, `\`${entry.corpusFingerprint}\``]),
    ),
    ...(settings.length > 0
      ? [w.settings, '', '```json', JSON.stringify(Object.fromEntries(settings), null, 1), '```', '']
      : []),
    `## ${w.gates}`,
    '',
    ...(own.length === 0
      ? [w.notExamined, '']
      : table(
          w.gatesHead,
          own.map(({ stage: asked, name: question, value, comparison, bound, passed }) => [
            ...[asked, question, round(value), `${comparison} ${bound}`],
            passed ? w.verdicts.passed : w.verdicts.missed,
          ]),
        )),
    `## ${w.use}`,
    '',
    ...usage(checkpoint),
    `## ${w.layout}`,
    '',
    ...paragraphs(w.layoutText),
    `## ${w.further}`,
    '',
    ...paragraphs(w.furtherText),
    `## ${w.limits}`,
    '',
    w.limitsText.join('\n\n'),
    '',
  ].join('\n');
}

function frontMatter(language: Language, stage: Checkpoint['stage']): string[] {
  const tags = ['schoolbook', 'starcoder2', ...(isChatModel(stage) ? ['conversational'] : [])];
  return [
    '---',
    `language: ${language}`,
    'license: mit',
    'library_name: transformers',
    'pipeline_tag: text-generation',
    `tags: [${tags.join(', ')}]`,
    '---',
    '',
  ];
}

const questions: Record<Language, { chat: string; page: string }> = {
  en: { chat: 'What is 34+48?', page: ' The fox' },
  zh: { chat: '34+48等于多少？', page: '狐狸' },
};

function usage({ language, stage }: Checkpoint): string[] {
  const { chat, page } = questions[language];
  const ask = isChatModel(stage)
    ? [
        `messages = [{"role": "user", "content": "${chat}"}]`,
        'text = tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)',
        'inputs = tokenizer(text, add_special_tokens=False, return_tensors="pt")',
      ]
    : [`inputs = tokenizer("${page}", return_tensors="pt")`];
  return [
    '```python',
    'from transformers import AutoModelForCausalLM, AutoTokenizer',
    '',
    'tokenizer = AutoTokenizer.from_pretrained(".")',
    'model = AutoModelForCausalLM.from_pretrained(".")',
    ...ask,
    'output = model.generate(**inputs, do_sample=False)',
    'print(tokenizer.decode(output[0]))',
    '```',
    '',
  ];
}

const size = (record: object): number => Object.keys(record).length;

const round = (value: number): string => (Number.isFinite(value) ? `${Number(value.toFixed(3))}` : '–');

const paragraphs = (texts: readonly string[]): string[] => texts.flatMap((text) => [text, '']);

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
  '',
];
