import { render } from 'preact';
import { App } from './app.tsx';
import { watchPlaces } from './core/router.ts';
import { preferredLanguage, speak } from './core/words.ts';

const root = document.getElementById('app');
await speak(preferredLanguage());
watchPlaces();
if (root) render(<App />, root);
