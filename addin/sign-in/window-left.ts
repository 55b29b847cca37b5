/** What the pages of this window tell each other while it goes to the provider and comes back. */
const NAME = 'sep-sync.sign-in-window';

/** Pages of the sign-in window: beside the pane in Excel, and beside that of the workbench. */
const DIALOGS = /^\/(?:workbench\/)?dialog\/$/;

interface Left {
  /** Path of the page that was left. */
  readonly path: string;
  /** Why nobody was signed in; null: nobody has come back yet. */
  readonly problem: string | null;
}

/** Remembers that the sign-in window of the pane goes to the provider, so that it comes back there whatever comes of it. */
export function leaveWindow(path: string): void {
  keep({ path, problem: null });
}

/** Path of the sign-in window's page, where this window is one that has gone to the provider; null: it is none. */
export function leftWindow(): string | null {
  return read()?.path ?? null;
}

/** Has the page of the sign-in window say why nobody was signed in. */
export function tellWindow(path: string, problem: string): void {
  keep({ path, problem });
}

/** Why the sign-in that this window has come back from failed, once; null: it did not. */
export function problemOfWindow(): string | null {
  const problem = read()?.problem ?? null;
  forgetWindow();
  return problem;
}

export function forgetWindow(): void {
  attempt(() => window.sessionStorage.removeItem(NAME));
}

function keep(left: Left): void {
  attempt(() => window.sessionStorage.setItem(NAME, JSON.stringify(left)));
}

function read(): Left | null {
  const kept: unknown = attempt(() => JSON.parse(window.sessionStorage.getItem(NAME) ?? 'null'));
  if (typeof kept !== 'object' || kept === null || !('path' in kept) || !('problem' in kept)) return null;
  const { path, problem } = kept;
  if (typeof path !== 'string' || !DIALOGS.test(path)) return null;
  return { path, problem: typeof problem === 'string' ? problem : null };
}

/** A browser may forbid storage by throwing; then a sign-in that fails is told on the first page of the web app. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
