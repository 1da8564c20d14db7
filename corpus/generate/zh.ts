/** The Chinese half of the corpus: `chinese` gathers its names, pages, junk and conversations for the generator. */
import { phrasebooks } from '../../src/llm/phrases.ts';
import type { LanguageSource } from './source.ts';
import * as conversations from './zhConversations.ts';
import { copyPage } from './zhCopy.ts';
import { advert, contactLine, foreign, lowQuality, menu, spam } from './zhJunk.ts';
import { questionAnswer, sumsHeading, workedAnswer, workedHeading, workedLine } from './zhLayouts.ts';
import { oneOffName } from './zhNames.ts';
import { advice, animalPage, dialogue, obscurePage, personPage, story, townPage } from './zhPages.ts';
import { buildWorld, jobs, things } from './zhWorld.ts';

export const chinese: LanguageSource = {
  ...conversations,
  phrases: phrasebooks.zh,
  buildWorld,
  jobs,
  things,
  personPage,
  obscurePage,
  townPage,
  animalPage,
  story,
  dialogue,
  advice,
  copyPage,
  questionAnswer,
  sumsHeading,
  workedHeading,
  workedAnswer,
  workedLine,
  spam,
  lowQuality,
  foreign,
  menu,
  advert,
  contactLine,
  oneOffName,
};
