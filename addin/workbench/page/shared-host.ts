import type { ExcelHost } from 'excel-host/host/excel-host.ts';

declare global {
  interface Window {
    /** The workbench's Excel, for the pane in its frame. */
    workbenchHost?: ExcelHost;
  }
}

export function offerHost(host: ExcelHost): void {
  window.workbenchHost = host;
}

/** The Excel of the page around this frame. Throws when the page is opened by itself. */
export function hostOfParent(): ExcelHost {
  const host = window.parent.workbenchHost;
  if (host === undefined) throw new Error('This page belongs inside the workbench: open /workbench/.');
  return host;
}
