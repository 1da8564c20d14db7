/** What must be said in every language about runs that are kept, and models taken home. Functions take what is already written out. */

type Text<Arguments extends string[]> = (...words: Arguments) => string;

export interface KeptMessages {
  models: string;
  /** What a run without a name is called. */
  untitled: Text<[language: string, preset: string]>;
  withSeed: Text<[seed: string]>;
  holds: Text<[stages: string]>;
  underWay: Text<[stage: string, step: string, steps: string]>;
  savedAt: Text<[when: string]>;
  offer: { title: string; intro: string; goOn: string; later: string; laterHint: string };
  state: {
    saved: Text<[when: string]>;
    nothing: string;
    problems: { storageFull: string; storageUnavailable: string; other: string };
    download: string;
    taken: string;
  };
  recovery: {
    coming: Text<[cause: string]>;
    causes: { workerCrashed: string; deviceLost: string; notANumber: string; runDamaged: string; other: string };
    back: Text<[cause: string, step: string, lost: string]>;
    /** Nothing of the stage had been saved. */
    backBefore: Text<[cause: string, lost: string]>;
    backWhole: Text<[cause: string]>;
    understood: string;
  };
  list: {
    title: string;
    intro: string;
    empty: string;
    total: Text<[size: string]>;
    open: string;
    takeOver: string;
    here: string;
    elsewhere: string;
    elsewhereHint: string;
    rename: string;
    name: string;
    setName: string;
    cancel: string;
    delete: string;
    deleteTitle: string;
    deleteText: Text<[name: string]>;
    deleteYes: string;
    deleteNo: string;
    unreadable: Text<[count: string]>;
  };
  home: {
    title: string;
    intro: string;
    which: string;
    live: Text<[stage: string]>;
    formats: Record<'schoolbook' | 'huggingface' | 'gguf', { name: string; why: string }>;
    format: string;
    download: string;
    nothing: string;
    open: string;
    openHint: string;
  };
}
