import type { School } from '../../llm/school.ts';
import type { CorpusPage } from '../protocol.ts';

/** Where a document that is read comes from: the first page of the crawl that says this. */
export function originOf({ cleaned, reading }: School, text: string): Pick<CorpusPage, 'url' | 'place'> {
  const place = cleaned.verdicts.findIndex((verdict) => verdict.kept && verdict.text === text);
  const url = cleaned.verdicts[place]?.url ?? '';
  return reading.ownDocuments || place < 0 ? { url } : { url, place };
}
