import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startPage } from './store/page.ts';
import { App } from './views/App.tsx';

startPage();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
