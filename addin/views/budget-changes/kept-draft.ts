import { z } from 'zod';
import { changeType } from '../../../shared/protocol/budget-changes.ts';

const text = z.string().max(4000);

/** A change as it was typed. */
export const keptChange = z.object({
  key: text,
  title: text,
  reason: text,
  type: changeType.nullable(),
  // What was kept before these could be typed has none.
  reportNumber: text.default(''),
  boardDate: text.default(''),
  lines: z
    .array(z.object({ key: text, budgetLine: text, amount: text, note: text }))
    .max(5000)
    .readonly(),
});

/** What somebody is in the middle of, as this browser keeps it until it is sent. */
export interface KeptDraft<T> {
  /** Null: none is kept, or the browser keeps nothing for this page. */
  read(): T | null;
  keep(draft: T): void;
  forget(): void;
}

/** `what` tells drafts apart: of a person, a program and a change. */
export function keptDraft<T>(schema: z.ZodType<T>, ...what: readonly string[]): KeptDraft<T> {
  const key = `sep-sync.change.${what.join('.')}`;
  const stored = <V>(act: (storage: Storage) => V): V | null => {
    try {
      return act(window.localStorage);
    } catch {
      // A browser may forbid it; then nothing is kept.
      return null;
    }
  };
  return {
    read: () => {
      const kept: unknown = stored((storage) => JSON.parse(storage.getItem(key) ?? 'null'));
      const parsed = schema.safeParse(kept);
      return parsed.success ? parsed.data : null;
    },
    keep: (draft) => void stored((storage) => storage.setItem(key, JSON.stringify(draft))),
    forget: () => void stored((storage) => storage.removeItem(key)),
  };
}
