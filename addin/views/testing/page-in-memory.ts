import { Window } from 'happy-dom';

/** What Node has as well, but of a kind that a document takes no events of. */
const REPLACED = ['Event', 'CustomEvent', 'navigator'];

/** One for all files of a worker, which share the modules that have met it. */
const page = new Window({
  url: 'http://pane.example/',
  // A link that saves a file would lead away from the page here.
  settings: { navigation: { disableMainFrameNavigation: true, disableFallbackToSetURL: true } },
});
// Nothing moves here. Components that find no animations do without.
Reflect.deleteProperty(page.Element.prototype, 'animate');
const names = Object.getOwnPropertyNames(page).filter((name) => !(name in globalThis) || REPLACED.includes(name));
const values = new Map<string, unknown>([
  ...names.map((name): [string, unknown] => [name, Reflect.get(page, name)]),
  ['document', page.document],
  ['window', globalThis],
  ['addEventListener', page.addEventListener.bind(page)],
  ['removeEventListener', page.removeEventListener.bind(page)],
  ['dispatchEvent', page.dispatchEvent.bind(page)],
]);
const before = new Map(
  [...values.keys()].map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const),
);

/** Gives this worker a page to draw on: what runs in a browser is tried in Node, all but how it looks, which the browser's own tests see. */
export function givePage(): void {
  for (const [name, value] of values) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

export function takePageAway(): void {
  for (const [name, descriptor] of before) {
    if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, descriptor);
  }
}
