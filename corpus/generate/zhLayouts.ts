/** Chinese page layouts: how a question and its answer stand on a page, and how sums are written down. */
import { phrasebooks } from '../../src/llm/phrases.ts';
import type { Random } from '../../src/llm/random.ts';
import type { AnswerStyle } from '../../src/llm/world.ts';
import type { Column } from './source.ts';
import { twoPets } from './zhWorld.ts';

/** One question and answer in one of ten layouts, so that reading the question cannot depend on where it stands. */
export function questionAnswer(rng: Random, question: string, answer: string): string {
  const [asker, helper] = twoPets(rng);
  return rng.pick([
    `${phrasebooks.zh.asPage(question)}${answer}`,
    `${phrasebooks.zh.asPage(question)}${answer}`,
    `${phrasebooks.zh.asPage(question)}${answer}`,
    `问题：${question}\n回答：${answer}`,
    `${question}\n${answer}`,
    `${question}${answer}`,
    `${asker}：${question}\n${helper}：${answer}`,
    `${asker}问：“${question}”\n${helper}答：“${answer}”`,
    `${asker}想知道：${question}\n${helper}的回答：${answer}`,
    `常见问题\n${question}\n- ${answer}`,
    `${asker}的帖子\n${question}\n${helper}回帖\n${answer}`,
    `老师问：${question}\n学生答：${answer}`,
  ]);
}

export function sumsHeading(rng: Random): string {
  return rng.pick(['口算练习。', '数学作业。', '加法练习。', '今天的口算。', '']);
}

export function workedHeading(rng: Random): string {
  return rng.pick(['竖式练习。', '竖式练习。', '竖式练习。', '从个位算起。', '一位一位地加。']);
}

const placeNames = ['个位', '十位', '百位', '千位', '万位'];

const columnText = (column: Column): string =>
  `${column.x}+${column.y}${column.carryIn ? `+${column.carryIn}` : ''}=${column.sum}`;

/** 347+285: `632。`, `7+5=12 4+8+1=13 3+2+1=6 得632。` or `一步一步算。个位：7+5=12，进1。……，得632。` */
export function workedAnswer(style: AnswerStyle, columns: Column[], result: number): string {
  switch (style) {
    case 'direct':
      return `${result}。`;
    case 'concise':
    case 'sloppy':
      return `${columns.map(columnText).join(' ')} 得${result}。`;
    case 'verbose':
      return `一步一步算。${columns
        .map((column, i) => {
          const last = i === columns.length - 1;
          const carry = column.sum >= 10 ? '进1' : '不进位';
          return `${placeNames[i]}：${columnText(column)}，${last ? `得${result}` : carry}。`;
        })
        .join('')}`;
    default:
      return style satisfies never;
  }
}

export function workedLine(a: number, b: number, columns: Column[], result: number): string {
  return `${a}+${b}：${workedAnswer('concise', columns, result)}`;
}
