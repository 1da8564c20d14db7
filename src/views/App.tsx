import { type DragEvent, type JSX, useEffect } from 'react';
import { actions, usePage } from '../store/page.ts';
import type { Place } from '../store/route.ts';
import { LessonText } from './LessonText.tsx';
import { Messages } from './Messages.tsx';
import { ModelStrip } from './ModelStrip.tsx';
import { OpeningPanel } from './OpeningPanel.tsx';
import { PageHeader } from './PageHeader.tsx';
import { PretrainPanel } from './PretrainPanel.tsx';
import { ReportCardPanel } from './ReportCardPanel.tsx';
import { RlPanel } from './RlPanel.tsx';
import { ScratchPad } from './ScratchPad.tsx';
import { SftPanel } from './SftPanel.tsx';
import { TokenizerPanel } from './TokenizerPanel.tsx';
import { useKeyboard } from './useKeyboard.ts';
import { useWords } from './useWords.ts';
import './page.css';

const panels: Record<Place, () => JSX.Element> = {
  opening: OpeningPanel,
  tokens: TokenizerPanel,
  reading: PretrainPanel,
  examples: SftPanel,
  exercises: RlPanel,
  report: ReportCardPanel,
};

/** One chapter at a time, with the model strip and the scratch pad always in reach. */
export function App() {
  const { t, tag } = useWords();
  const place = usePage((state) => state.place);
  const theme = usePage((state) => state.theme);
  const Panel = panels[place];
  useKeyboard();
  useEffect(() => {
    document.documentElement.lang = tag;
    document.documentElement.dataset.theme = theme;
    document.title = `${t.places[place]} · ${t.title}`;
  }, [tag, theme, place, t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every chapter begins at its top
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [place]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped anywhere; there is a file field too
    <div className="page" data-place={place} onDragOver={allowFiles} onDrop={takeFile}>
      <button type="button" className="skip" onClick={focusLesson}>
        {t.skipToContent}
      </button>
      <PageHeader />
      <ModelStrip />
      <Messages />
      <div className="columns">
        <main id="lesson" tabIndex={-1}>
          <LessonText />
          <Panel />
        </main>
        <ScratchPad />
      </div>
    </div>
  );
}

/** Not a link to `#lesson`: the hash names the chapter. */
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
