import { afterAll } from 'vitest';
import { givePage } from './page-in-memory.ts';

// Runs before every test file of the views, and before what it imports: React asks as it is loaded what the page can do. The
// files share the modules of a worker, and its page: each finds it as a tab that has just been opened.
givePage();
window.localStorage.clear();
window.sessionStorage.clear();
window.history.replaceState(null, '', '/');
document.title = '';
document.body.replaceChildren();

// React tidies up what was taken off the page in turns of its own.
afterAll(async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
});
