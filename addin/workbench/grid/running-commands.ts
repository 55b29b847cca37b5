import { CommandType, type ICommandService, RedoCommandId, UndoCommandId } from '@univerjs/core';
import type { Gesture } from 'excel-host/book/book.ts';

/** Commands that never report their end are forgotten after this. */
const FORGOTTEN_AFTER_MS = 10_000;

const gestures: readonly (readonly [RegExp, Gesture])[] = [
  [/paste/, 'paste'],
  [/auto-fill|autofill|copy-down|copy-right|refill/, 'fill'],
  [/sort/, 'sort'],
  [/filter/, 'filter'],
  [/insert-row|insert-col|remove-row|remove-col|insert-range|delete-range/, 'rows'],
];

/** Knows which of Univer's commands run, so that a mutation can be told by what the person did. */
export class RunningCommands {
  readonly #started = new Map<string, number>();
  /** Ended, but perhaps still at work: until the next command begins. */
  readonly #lingering = new Set<string>();
  readonly #listeners: { dispose(): void }[];

  constructor(commands: ICommandService) {
    this.#listeners = [
      commands.beforeCommandExecuted(({ id, type }) => {
        if (type === CommandType.MUTATION || type === CommandType.OPERATION) return;
        for (const ended of this.#lingering) this.#started.delete(ended);
        this.#lingering.clear();
        this.#started.set(id, Date.now());
      }),
      commands.onCommandExecuted(({ id }) => {
        // Pasting goes on after its command has ended.
        if (/paste/.test(id)) this.#lingering.add(id);
        else this.#started.delete(id);
      }),
    ];
  }

  get gesture(): Gesture {
    const ids = this.#ids();
    return gestures.find(([pattern]) => ids.some((id) => pattern.test(id)))?.[1] ?? 'type';
  }

  get isUndoing(): boolean {
    return this.#ids().some((id) => id === UndoCommandId || id === RedoCommandId);
  }

  /** An undo, not a redo. */
  get isTakingBack(): boolean {
    return this.#ids().includes(UndoCommandId);
  }

  /** What is no longer said about looks is meant to be gone. */
  get isClearing(): boolean {
    return this.isUndoing || this.#ids().some((id) => /clear-selection-(format|all)/.test(id));
  }

  close(): void {
    for (const listener of this.#listeners) listener.dispose();
  }

  #ids(): string[] {
    const now = Date.now();
    for (const [id, since] of this.#started) if (now - since > FORGOTTEN_AFTER_MS) this.#started.delete(id);
    return [...this.#started.keys()];
  }
}
