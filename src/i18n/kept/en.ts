/** Texts about runs that the browser keeps, about getting back what was lost, and about taking models home. In English. */
import type { KeptMessages } from './messages.ts';

export const kept: KeptMessages = {
  models: 'Your models',
  untitled: (language, preset) => `${language}, ${preset} size`,
  withSeed: (seed) => `seed ${seed}`,
  holds: (stages) => `holds ${stages}`,
  underWay: (stage, step, steps) => `${stage} under way, step ${step} of ${steps}`,
  savedAt: (when) => `saved ${when}`,
  offer: {
    title: 'Go on where you stopped?',
    intro: 'This browser has kept your last run:',
    goOn: 'Go on with it',
    later: 'Not now',
    laterHint: 'It stays among the saved runs.',
  },
  state: {
    saved: (when) => `Saved in this browser, ${when}`,
    nothing: 'Saved in this browser as soon as training starts',
    problems: {
      storageFull:
        'This browser has no room left, so the last save failed; the one before it is safe. Take the model home as a file, or delete a saved run.',
      storageUnavailable:
        'This browser does not let the page keep anything (some private windows do not). Take the model home as a file before you close this tab.',
      other: 'The last save failed; the one before it is safe. Training goes on, and the page will try again.',
    },
    download: 'Take the model home as it is now',
    taken:
      'This run has been opened in another tab and is at rest here. If you go on here, it becomes a run of its own.',
  },
  recovery: {
    coming: (cause) => `${cause} The page is going back to what was saved last…`,
    causes: {
      workerCrashed: 'The part of the page that computes stopped.',
      deviceLost: 'The graphics card stopped answering.',
      notANumber: 'Training ran away: a number grew beyond all bounds.',
      runDamaged: 'The newest save of this run was damaged, so the one before it was taken.',
      other: 'Something went wrong inside the page.',
    },
    back: (cause, step, lost) => `${cause} It is back at step ${step}; ${lost} steps are being done again.`,
    backBefore: (cause, lost) => `${cause} ${lost} steps had not been saved yet and are gone; start the stage again.`,
    backWhole: (cause) => `${cause} Everything is back where it was.`,
    understood: 'Understood',
  },
  list: {
    title: 'Saved runs',
    intro: 'What you train is saved in this browser by itself, every few seconds. Nobody else gets it.',
    empty: 'None yet. The first one appears when you train.',
    total: (size) => `${size} in all`,
    open: 'Go on',
    takeOver: 'Open it here instead',
    here: 'open here',
    elsewhere: 'open in another tab',
    elsewhereHint:
      'Another tab of this browser has this run open and goes on saving it. Opened here instead, it will rest there.',
    rename: 'Rename',
    name: 'Name of the run',
    setName: 'Keep this name',
    cancel: 'Cancel',
    delete: 'Delete',
    deleteTitle: 'Delete this run?',
    deleteText: (name) => `“${name}” will be gone from this browser for good. A file that you took home stays yours.`,
    deleteYes: 'Delete it',
    deleteNo: 'Keep it',
    unreadable: (count) =>
      `${count} more cannot be read: they are damaged, or a newer version of this page wrote them. They are left alone.`,
  },
  home: {
    title: 'Take it home',
    intro: 'The model is yours. As a file it goes on living outside of this page.',
    which: 'Which checkpoint',
    live: (stage) => `${stage}, as it is now`,
    formats: {
      schoolbook: { name: 'Schoolbook file', why: 'Opens here again, on any device.' },
      huggingface: {
        name: 'Hugging Face folder (.zip)',
        why: 'For Python: transformers reads it, and can train it further on larger machines. Opens here again too.',
      },
      gguf: { name: 'GGUF', why: 'For llama.cpp, Ollama and LM Studio, on your own computer.' },
    },
    format: 'As',
    download: 'Download',
    nothing: 'There is no trained model yet.',
    open: 'Bring one back',
    openHint: 'A Schoolbook file or a Hugging Face folder from here, at most 50 MB. You can also drop it anywhere.',
  },
};
