import type { Kit, LessonText } from '../kit.ts';
import type { GlossaryPage } from './en.tsx';

function Prose({ Panel }: Kit<GlossaryPage>) {
  return (
    <>
      <p>
        课文里带点状下划线的词，用鼠标指着、用手指点一下，或者用 Tab
        键移到上面，就会看到解释。这里把它们收在一处，并附上英文说法，按拼音排列。
      </p>
      <Panel of="words" />
    </>
  );
}

export const text: LessonText<GlossaryPage> = {
  task: '',
  panels: { words: '术语' },
  labels: {
    find: '查找',
    found: (count) => `共 ${count} 条`,
    none: '没有哪一条里有这几个字。',
  },
  sources: {},
  Prose,
};
