import { type DragEvent, lazy, Suspense, useEffect } from 'react';
import { entryOf } from '../lessons/order.ts';
import { actions, usePage } from '../store/page.ts';
import { EmbeddedPage } from './course/EmbeddedPage.tsx';
import { LessonPage } from './course/LessonPage.tsx';
import { Messages } from './frame/Messages.tsx';
import { ModelStrip } from './frame/ModelStrip.tsx';
import { PageHeader } from './frame/PageHeader.tsx';
import { KeptMessages } from './kept/KeptMessages.tsx';
import { ScratchPad } from './pad/ScratchPad.tsx';
import { useInspection } from './pad/useInspection.ts';
import { useWords } from './useWords.ts';
import './page.css';

const ContentsDialog = lazy(() =>
  import('./frame/ContentsDialog.tsx').then((file) => ({ default: file.ContentsDialog })),
);
const ModelsDialog = lazy(() => import('./kept/ModelsDialog.tsx').then((file) => ({ default: file.ModelsDialog })));
const KeysDialog = lazy(() => import('./frame/KeysDialog.tsx').then((file) => ({ default: file.KeysDialog })));

/** One lesson at a time, with the course, the model strip and the scratch pad always in reach; or one panel alone. */
export function App() {
  const { t, tag } = useWords();
  const lesson = usePage((state) => state.lesson);
  const theme = usePage((state) => state.theme);
  const isEmbedded = usePage((state) => state.isEmbedded);
  useInspection();
  useEffect(() => {
    document.documentElement.lang = tag;
    document.documentElement.dataset.theme = theme;
    document.title = `${t.lessons[lesson]} · ${t.title}`;
  }, [tag, theme, lesson, t]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped anywhere; there is a file field too
    <div className="page" data-accent={entryOf(lesson).part} onDragOver={allowFiles} onDrop={takeFile}>
      {isEmbedded ? (
        <>
          <Messages />
          <EmbeddedPage />
        </>
      ) : (
        <>
          <button type="button" className="skip" onClick={focusLesson}>
            {t.skipToContent}
          </button>
          <PageHeader />
          <ModelStrip />
          <Messages />
          <KeptMessages />
          <div className="columns">
            <LessonPage />
            <ScratchPad />
          </div>
        </>
      )}
      <OpenDialog />
    </div>
  );
}

function OpenDialog() {
  const name = usePage((state) => state.openDialog);
  return (
    <Suspense fallback={null}>
      {name === 'contents' && <ContentsDialog />}
      {name === 'keys' && <KeysDialog />}
      {name === 'models' && <ModelsDialog />}
    </Suspense>
  );
}

/** Not a link to `#lesson`: the hash names the lesson. */
function focusLesson(): void {
  document.getElementById('lesson')?.focus();
}

function allowFiles(event: DragEvent): void {
  if (event.dataTransfer.types.includes('Files')) event.preventDefault();
}

function takeFile(event: DragEvent): void {
  const file = event.dataTransfer.files[0];
  if (!file) return;
  event.preventDefault();
  void actions.loadFile(file);
}
