import type { Json } from '../book/json.ts';

/** Event numbers of the wire. */
export const EventNumber = {
  documentSelectionChanged: 2,
  sheetChanged: 10,
  sheetActivated: 11,
  sheetDeactivated: 12,
  sheetAdded: 13,
  sheetSelectionChanged: 14,
  sheetDeleted: 15,
  sheetFormatChanged: 18,
  sheetRowSorted: 19,
  sheetNameChanged: 25,
  sheetVisibilityChanged: 26,
  tableSelectionChanged: 100,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
} as const;

/** The target of collection-wide events. */
export const WHOLE_BOOK = 'Workbook';
const EVENT_CATEGORY = 65_536;

/** Knows what the add-in listens to, and turns what happens in the book into messages for it. */
export class EventDesk {
  readonly #registered = new Set<string>();
  readonly #send: (message: string) => void;

  constructor(send: (message: string) => void) {
    this.#send = send;
  }

  register(number: number, target: string): undefined {
    this.#registered.add(`${number}:${target}`);
  }

  unregister(number: number, target: string): undefined {
    this.#registered.delete(`${number}:${target}`);
  }

  send(number: number, targets: readonly string[], args: Record<string, Json>): void {
    for (const target of targets) {
      if (this.#registered.has(`${number}:${target}`)) this.#post(number, target, args);
    }
  }

  /** An event of the document: the library sorts out itself whether anybody listens, and registers nothing. */
  sendToDocument(number: number): void {
    this.#post(number, '', {});
  }

  #post(number: number, target: string, args: Record<string, Json>): void {
    const entry = {
      messageCategory: EVENT_CATEGORY,
      messageType: number,
      targetId: target,
      message: JSON.stringify(args),
    };
    this.#send(JSON.stringify({ type: 3, message: { entries: [entry] } }));
  }
}
