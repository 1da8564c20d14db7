import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { trustOwnWorkers } from './engine/trust.ts';
import { workOffline } from './offline/register.ts';
import { pageNow, startPage } from './store/page.ts';
import { App } from './views/App.tsx';
import { loadLesson } from './views/course/lessonTable.ts';

trustOwnWorkers();
// The page first: its lesson is fetched while the frame is drawn, and what trains in it when it can already be read.
loadLesson(pageNow().lesson, pageNow().language)
  .catch(() => undefined)
  .then(() => setTimeout(startPage));
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void workOffline();
