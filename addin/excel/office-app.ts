import type { ExcelRun } from './excel-run.ts';

/** Resolves once Office has told the page which application it runs in. */
export async function whenOfficeIsReady(): Promise<void> {
  await Office.onReady();
}

/** Excel's own `run`, looked up at each call: the workbench puts the library in place after this file has loaded. */
export const excelRun: ExcelRun = (options, batch) => Excel.run(options, batch);

/** Whether this Excel has everything the pane uses; the manifest says so too, but not every Excel heeds it. */
export function canRunHere(): boolean {
  return Office.context.requirements.isSetSupported('ExcelApi', '1.14');
}

/** Whether Office shows a dark theme; without Office's word, what the system prefers. */
export function officeIsDark(): boolean {
  const theme: { bodyBackgroundColor?: string } | undefined = Office.context.officeTheme;
  const colour = /^#(..)(..)(..)/.exec(theme?.bodyBackgroundColor ?? '');
  if (colour === null) return window.matchMedia('(prefers-color-scheme: dark)').matches;
  const [red = 0, green = 0, blue = 0] = colour.slice(1).map((part) => Number.parseInt(part, 16));
  // Relative brightness of the background by the weights of ITU-R BT.601; below the middle is dark.
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/** Calls back when the system goes from light to dark or back. Where Office has a theme of its own, that does not change with it. */
export function onSchemeChange(listener: () => void): void {
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', listener);
}

/** Calls back when the ribbon button of that function name is pressed. Does nothing where Office has no commands. */
export function onRibbonButton(functionName: string, work: () => Promise<unknown>): void {
  const actions: Partial<typeof Office.actions> | undefined = Office.actions;
  actions?.associate?.(functionName, (event: Office.AddinCommands.Event) => {
    void work().finally(() => event.completed());
  });
}

/**
 * How a page is opened in the person's own browser; null where a link does that by itself: only desktop versions of Excel
 * show pages in themselves and have this.
 */
export function browserOpener(): ((address: string) => void) | null {
  if (!Office.context.requirements.isSetSupported('OpenBrowserWindowApi', '1.1')) return null;
  return (address) => Office.context.ui.openBrowserWindow(address);
}

/** Key that keeps apart what several Excel sites store in one browser; undefined where storage is not shared. */
export function storagePartition(): string {
  const partition: string | undefined = Office.context.partitionKey;
  return partition ?? '';
}

/**
 * Shows the pane and asks it for a view, by the hash of its address. A ribbon button with an address of its own would
 * open a second pane outside the shared runtime instead (office-js issues 4339, 4368).
 */
export async function showPaneAt(view: string): Promise<void> {
  // Taken away first, so that the same button works again after the person has gone elsewhere.
  window.location.hash = '';
  window.location.hash = view;
  const addin: Partial<typeof Office.addin> | undefined = Office.addin;
  await addin?.showAsTaskpane?.();
}
