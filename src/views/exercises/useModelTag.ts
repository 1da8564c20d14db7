import { usePage } from '../../store/page.ts';

/** The language in which the model writes, for `lang`. */
export const useModelTag = (): string => (usePage((state) => state.school?.language) === 'zh' ? 'zh-CN' : 'en');
