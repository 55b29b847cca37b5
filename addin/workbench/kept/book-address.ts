/** What the address of the workbench says: which kept book, or which program a new one is to be connected to. */
export interface BookAddress {
  readonly book: string | null;
  readonly program: string | null;
}

export const WORKBENCH = '/workbench/';

export function readBookAddress(search: string): BookAddress {
  const query = new URLSearchParams(search);
  return { book: query.get('book'), program: query.get('program') };
}

/** Address of a kept book: a reload, a bookmark or a link of the first page comes back to it. */
export function addressOfBook(id: string): string {
  return `${WORKBENCH}?${new URLSearchParams({ book: id })}`;
}

/** Address of a new workbook that connects itself to a program. */
export function addressOfNewBook(program: string): string {
  return `${WORKBENCH}?${new URLSearchParams({ program })}`;
}

/** 16 characters that no other book has. `crypto.randomUUID` is not there without HTTPS. */
export function newBookId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
