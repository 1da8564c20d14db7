import type { PageLanguage } from '../../i18n/index.ts';
import type { GlossaryEntry, TermId } from '../../lessons/glossary/en.ts';

export type Glossary = Readonly<Record<TermId, GlossaryEntry>>;

const loads: Record<PageLanguage, () => Promise<{ glossary: Glossary }>> = {
  en: () => import('../../lessons/glossary/en.ts'),
  zh: () => import('../../lessons/glossary/zh.ts'),
};
const loaded = new Map<PageLanguage, Promise<Glossary>>();

/** The words of the field with their explanations: fetched once a language; what failed is tried again. */
export function loadGlossary(language: PageLanguage): Promise<Glossary> {
  const known = loaded.get(language);
  if (known) return known;
  const loading = loads[language]().then(({ glossary }) => glossary);
  loaded.set(language, loading);
  loading.catch(() => loaded.delete(language));
  return loading;
}
