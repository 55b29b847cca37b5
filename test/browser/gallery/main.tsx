import { createRoot, type Root } from 'react-dom/client';
import { CannotRunView } from '../../../addin/views/gates/cannot-run-view.tsx';
import { PaneApp } from '../../../addin/views/pane-app.tsx';
import { galleryStates } from './gallery-states.ts';
import { scriptedServices } from './scripted-services.ts';
import type { ScriptedSession } from './scripted-session.ts';

/** Shows the product's own pane with set services: `?state=synced&theme=dark`, or by `window.gallery`. */
const place = document.getElementById('pane');
if (place === null) throw new Error('The page has no #pane.');

let root: Root | null = null;
let session: ScriptedSession | null = null;
let calls: string[] = [];

function entryNamed(name: string) {
  const entry = galleryStates[name];
  if (entry === undefined) throw new Error(`There is no state ${name}.`);
  return entry;
}

function show(name: string, theme: 'light' | 'dark'): void {
  const entry = entryNamed(name);
  root?.unmount();
  // What was begun in one state belongs to no other.
  window.localStorage.clear();
  calls = [];
  // The ribbon's way to a view.
  window.history.replaceState(null, '', `?state=${name}&theme=${theme}#${entry.view}`);
  window.scrollTo(0, 0);
  const isDark = theme === 'dark';
  const services = scriptedServices(entry, (call) => calls.push(call));
  session = services.session;
  root = createRoot(place ?? document.body);
  root.render(entry.cannotRun ? <CannotRunView isDark={isDark} /> : <PaneApp services={services} isDark={isDark} />);
}

window.gallery = {
  names: Object.keys(galleryStates),
  show,
  become: (name) => session?.become({ ...entryNamed(name).state, isHeld: false }),
  get calls() {
    return calls;
  },
};

const query = new URLSearchParams(window.location.search);
const wanted = query.get('state');
if (wanted !== null) show(wanted, query.get('theme') === 'dark' ? 'dark' : 'light');
