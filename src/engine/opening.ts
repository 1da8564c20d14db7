/** Opening a school: its corpus, its tokenizer, and what the page is told of it. */
import { countingBaselines } from '../llm/baselines.ts';
import type { Checkpoint } from '../llm/checkpoint.ts';
import type { Language, Preset } from '../llm/config.ts';
import { tokenizeDocuments } from '../llm/dataset.ts';
import { demonstrations, shareRight } from '../llm/demonstrations.ts';
import { parameterCount } from '../llm/model.ts';
import { cleanReading, noteOf, type Reading, readingMark } from '../llm/reading.ts';
import { openSchool, type School } from '../llm/school.ts';
import { noSettings, sameSettings } from '../llm/settings.ts';
import { createTokenizer, specialId, type Tokenizer, takeUp } from '../llm/tokenizer.ts';
import { type OpenSchool, presetOf, sameMerges } from './checkpoints.ts';
import { loadCorpus } from './corpusSource.ts';
import type { Environment } from './environment.ts';
import type { EngineEvent } from './protocol.ts';

type Emit = (event: EngineEvent) => void;

/**
 * @param open whose corpus is used again when it is the one wanted: reading and cleaning it is most of the work
 * @throws SchoolError those of `loadCorpus`
 */
export async function prepareSchool(
  { fetchBytes, nextTask }: Pick<Environment, 'fetchBytes' | 'nextTask'>,
  {
    language,
    preset,
    seed,
    reading = cleanReading,
  }: { language: Language; preset: Preset; seed: number; reading?: Reading },
  emit: Emit,
  open?: OpenSchool,
): Promise<OpenSchool> {
  const isSame = open?.school.language === language && open.school.preset.name === preset.name;
  const corpus = isSame ? open.corpus : await loadCorpus(fetchBytes, language, preset.name);
  await nextTask();
  const school = openSchool(corpus.files, preset, seed, reading, (task, done, total) =>
    emit({ kind: 'working', task, done, total }),
  );
  return { school, corpus, fingerprint: corpus.fingerprint + readingMark(reading) };
}

/**
 * The school that a checkpoint comes from: the open one when it is that, otherwise opened anew, with the checkpoint's own tokenizer in case
 * the corpus has changed since.
 */
export async function openFor(
  environment: Environment,
  open: OpenSchool | undefined,
  { language, preset, settings = noSettings, seed, reading, merges, model }: Checkpoint,
  emit: Emit,
  /** Known when the checkpoint is of a run that this browser keeps. */
  wholeReading: Reading = { switchedOff: reading?.switchedOff ?? [] },
): Promise<OpenSchool> {
  const fits = ({ school }: OpenSchool): boolean =>
    school.language === language &&
    school.preset.name === preset &&
    sameSettings(school.preset.settings ?? noSettings, settings) &&
    school.seed === seed &&
    sameReading(school.reading, reading) &&
    sameMerges(school.tokenizer.merges, merges);
  if (open && fits(open)) return open;
  const wanted = {
    language,
    preset: presetOf(environment.presets, { preset, settings, language }),
    seed,
    reading: wholeReading,
  };
  const opened = await prepareSchool(environment, wanted, emit, open);
  return sameMerges(opened.school.tokenizer.merges, merges)
    ? opened
    : { ...opened, school: withTokenizer(opened.school, merges, model) };
}

/** Own documents are not in the checkpoint; a school that reads some is taken for the one meant. */
const sameReading = (reading: Reading, noted: Checkpoint['reading'] = noteOf(cleanReading)): boolean => {
  const { switchedOff, isOwn } = noteOf(reading);
  return isOwn === noted.isOwn && switchedOff.join() === noteOf({ switchedOff: noted.switchedOff }).switchedOff.join();
};

function withTokenizer(school: School, merges: Checkpoint['merges'], modelConfig: Checkpoint['model']): School {
  const tokenizer = createTokenizer(merges);
  const trainIds = tokenizeDocuments(tokenizer, school.documents);
  const heldIds = tokenizeDocuments(tokenizer, documentsIn(school.heldIds, school.tokenizer));
  return { ...school, tokenizer, modelConfig, trainIds, heldIds };
}

/** The inverse of `tokenizeDocuments`. */
function documentsIn(tokenIds: Int32Array, tokenizer: Tokenizer): string[] {
  const documents: string[] = [];
  for (let start = 1; start < tokenIds.length; ) {
    const end = tokenIds.indexOf(specialId('<|endoftext|>'), start);
    documents.push(takeUp(tokenizer.decode([...tokenIds.subarray(start, end)])));
    start = end + 1;
  }
  return documents;
}

const excerptsShown = 12;

export function openedEvent(school: School): Extract<EngineEvent, { kind: 'opened' }> {
  const { language, preset, seed, tokenizer, modelConfig, trainIds, heldIds, cleaned, documents } = school;
  const accuracy = shareRight(demonstrations(school.files.conversations, school.phrases));
  return {
    kind: 'opened',
    language,
    preset: preset.name,
    ...(preset.settings && { settings: preset.settings }),
    seed,
    merges: [...tokenizer.merges],
    parameterCount: parameterCount(modelConfig),
    trainingTokens: trainIds.length,
    baselines: countingBaselines(trainIds, heldIds, tokenizer.vocabSize),
    reading: noteOf(school.reading),
    cleaning: cleaned.counts,
    ...(accuracy !== undefined && { teacherAccuracy: accuracy }),
    excerpts: [...new Set(documents.slice(0, 2 * excerptsShown))].slice(0, excerptsShown),
  };
}
