/** Why a workbook is not kept in this browser, and what that means for what was typed. */
export function notKeptWords(reason: unknown): string {
  return `${whyOf(reason)} What is not synced is gone when this tab is closed or reloaded: save a file, or sync.`;
}

function whyOf(reason: unknown): string {
  if (reason instanceof DOMException && reason.name === 'QuotaExceededError') {
    return 'This browser has no room left to keep the workbook.';
  }
  if (reason instanceof NoStorage) return 'This browser keeps nothing for this page, as private windows do.';
  return 'This browser could not keep the last changes.';
}

/** The browser gives this page no storage. */
export class NoStorage extends Error {
  constructor() {
    super('This browser keeps nothing for this page.');
    this.name = 'NoStorage';
  }
}
