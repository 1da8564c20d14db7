/** Where each lesson's code and texts lie. Each is fetched when it is opened, and only in the language it is read in. */
import type { PageLanguage } from '../../i18n/index.ts';
import type { LessonId } from '../../lessons/order.ts';
import { type LessonLoader, type LoadedLesson, lesson } from './loadedLesson.ts';

const table: Record<LessonId, LessonLoader> = {
  '0': lesson(() => import('../0-opening/lesson.tsx'), {
    en: () => import('../../lessons/0-opening/en.tsx'),
    zh: () => import('../../lessons/0-opening/zh.tsx'),
  }),
  '1.1': lesson(() => import('../1.1-pages/lesson.tsx'), {
    en: () => import('../../lessons/1.1-pages/en.tsx'),
    zh: () => import('../../lessons/1.1-pages/zh.tsx'),
  }),
  '1.2': lesson(() => import('../1.2-tokens/lesson.tsx'), {
    en: () => import('../../lessons/1.2-tokens/en.tsx'),
    zh: () => import('../../lessons/1.2-tokens/zh.tsx'),
  }),
  '1.3': lesson(() => import('../1.3-network/lesson.tsx'), {
    en: () => import('../../lessons/1.3-network/en.tsx'),
    zh: () => import('../../lessons/1.3-network/zh.tsx'),
  }),
  '1.4': lesson(() => import('../1.4-learning/lesson.tsx'), {
    en: () => import('../../lessons/1.4-learning/en.tsx'),
    zh: () => import('../../lessons/1.4-learning/zh.tsx'),
  }),
  '1.5': lesson(() => import('../1.5-sampling/lesson.tsx'), {
    en: () => import('../../lessons/1.5-sampling/en.tsx'),
    zh: () => import('../../lessons/1.5-sampling/zh.tsx'),
  }),
  '1.6': lesson(() => import('../1.6-base/lesson.tsx'), {
    en: () => import('../../lessons/1.6-base/en.tsx'),
    zh: () => import('../../lessons/1.6-base/zh.tsx'),
  }),
  '2.1': lesson(() => import('../2.1-conversations/lesson.tsx'), {
    en: () => import('../../lessons/2.1-conversations/en.tsx'),
    zh: () => import('../../lessons/2.1-conversations/zh.tsx'),
  }),
  '2.2': lesson(() => import('../2.2-imitation/lesson.tsx'), {
    en: () => import('../../lessons/2.2-imitation/en.tsx'),
    zh: () => import('../../lessons/2.2-imitation/zh.tsx'),
  }),
  '2.3': lesson(() => import('../2.3-inventing/lesson.tsx'), {
    en: () => import('../../lessons/2.3-inventing/en.tsx'),
    zh: () => import('../../lessons/2.3-inventing/zh.tsx'),
  }),
  '2.4': lesson(() => import('../2.4-honesty/lesson.tsx'), {
    en: () => import('../../lessons/2.4-honesty/en.tsx'),
    zh: () => import('../../lessons/2.4-honesty/zh.tsx'),
  }),
  '2.5': lesson(() => import('../2.5-tools/lesson.tsx'), {
    en: () => import('../../lessons/2.5-tools/en.tsx'),
    zh: () => import('../../lessons/2.5-tools/zh.tsx'),
  }),
  '3.1': lesson(() => import('../3.1-attempts/lesson.tsx'), {
    en: () => import('../../lessons/3.1-attempts/en.tsx'),
    zh: () => import('../../lessons/3.1-attempts/zh.tsx'),
  }),
  '3.2': lesson(() => import('../3.2-practice/lesson.tsx'), {
    en: () => import('../../lessons/3.2-practice/en.tsx'),
    zh: () => import('../../lessons/3.2-practice/zh.tsx'),
  }),
  '3.3': lesson(() => import('../3.3-thinking/lesson.tsx'), {
    en: () => import('../../lessons/3.3-thinking/en.tsx'),
    zh: () => import('../../lessons/3.3-thinking/zh.tsx'),
  }),
  '3.4': lesson(() => import('../3.4-teacher/lesson.tsx'), {
    en: () => import('../../lessons/3.4-teacher/en.tsx'),
    zh: () => import('../../lessons/3.4-teacher/zh.tsx'),
  }),
  '4': lesson(() => import('../4-closing/lesson.tsx'), {
    en: () => import('../../lessons/4-closing/en.tsx'),
    zh: () => import('../../lessons/4-closing/zh.tsx'),
  }),
  lab: lesson(() => import('../lab/lesson.tsx'), {
    en: () => import('../../lessons/lab/en.tsx'),
    zh: () => import('../../lessons/lab/zh.tsx'),
  }),
  glossary: lesson(() => import('../glossary/lesson.tsx'), {
    en: () => import('../../lessons/glossary/en.tsx'),
    zh: () => import('../../lessons/glossary/zh.tsx'),
  }),
};

const loaded = new Map<string, Promise<LoadedLesson>>();

/** The same promise each time; one that failed is tried again the next time. */
export function loadLesson(id: LessonId, language: PageLanguage): Promise<LoadedLesson> {
  const key = `${id}/${language}`;
  const known = loaded.get(key);
  if (known) return known;
  const loading = table[id](language);
  loaded.set(key, loading);
  loading.catch(() => loaded.delete(key));
  return loading;
}
