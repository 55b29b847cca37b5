import { useEffect, useMemo, useState } from 'react';
import { z } from 'zod';
import type { DraftReply } from '../../../shared/protocol/budget-changes.ts';
import { begunChange, type BegunChange } from '../../sync/begin-change.ts';
import type { SyncOptions, SyncSession } from '../../sync/session/sync-session.ts';
import type { OpenRefusal, SyncState } from '../../sync/session/sync-state.ts';
import { sessionMemory } from '../changes/session-memory.ts';
import type { FurtherActions } from '../refusal-actions.tsx';
import { changeLabel, commonChangeLabel } from './change-words.ts';
import { keptChange, keptDraft } from './kept-draft.ts';
import { newTypedChange, typedAmount, type TypedChange } from './typed-change.ts';

/** A change that is being put together in the pane. */
export interface OpenChange {
  readonly begun: BegunChange;
  readonly typed: TypedChange;
}

/** What has come of one that was sent. */
export interface SentChange {
  readonly reply: DraftReply;
  readonly begun: BegunChange;
  /** The plan's values are back in their cells. */
  readonly isSettled: boolean;
}

const place = { table: z.string(), row: z.string(), column: z.string() };
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const keptOpenChange = z.object({
  typed: keptChange,
  begun: z.object({
    moved: z.array(z.object({ kind: z.literal('budgetChange'), line: z.string(), amount: z.number() })).readonly(),
    typed: z.array(z.object({ ...place, column: z.string().nullable(), value: cell })).readonly(),
    ofNewLines: z.array(z.object({ ...place, value: cell })).readonly(),
  }),
});

const useOpen = sessionMemory<OpenChange | null>(null);
const useSent = sessionMemory<SentChange | null>(null);

export interface PaneChange {
  /** What is being put together; null: nothing is. */
  readonly open: OpenChange | null;
  /** One that was begun here before the pane was closed. */
  readonly left: OpenChange | null;
  readonly sent: SentChange | null;
  /** Somebody has typed since it was shown, so nothing was begun. */
  readonly isChangedSince: boolean;
  readonly begin: (refusals: readonly OpenRefusal[], options?: SyncOptions) => Promise<SyncState>;
  readonly goOn: (change: OpenChange) => void;
  readonly type: (next: (before: TypedChange) => TypedChange) => void;
  /** The server has it: the sheet gets the plan's values back. */
  readonly settle: (reply: DraftReply, options?: SyncOptions) => Promise<void>;
  readonly settleAgain: (options?: SyncOptions) => Promise<void>;
  /** What was typed stays where it was typed. */
  readonly drop: (change: OpenChange) => void;
}

/** [FD1] Begins budget changes from what was refused, keeps what is typed until it is sent, and settles the sheet then. */
export function usePaneChange(session: SyncSession, state: SyncState): PaneChange {
  const [open, setOpen, openNow] = useOpen(session);
  const [sent, setSent] = useSent(session);
  /** It was sent while this view is open: once it is settled, it is told no more when the person comes back. */
  const [isOfNow, setOfNow] = useState(false);
  const [isChangedSince, setChangedSince] = useState(false);
  const kept = useMemo(
    () => keptDraft(keptOpenChange, 'pane', state.program ?? '', state.workbook ?? ''),
    [state.program, state.workbook],
  );
  const [left, setLeft] = useState<OpenChange | null>(() => (open === null ? kept.read() : null));
  useEffect(() => {
    if (open !== null) kept.keep(open);
  }, [kept, open]);
  const put = (change: OpenChange | null): void => {
    if (change === null) kept.forget();
    setOpen(change);
    setLeft(null);
  };
  const settleSheet = async (reply: DraftReply, begun: BegunChange, options: SyncOptions = {}): Promise<void> => {
    setOfNow(true);
    setSent({ reply, begun, isSettled: false });
    const after = await session.settleChange(begun, options);
    setSent({ reply, begun, isSettled: after.problem === null });
  };
  return {
    open,
    left,
    sent: isOfNow || sent?.isSettled === false ? sent : null,
    isChangedSince,
    begin: async (refusals, options) => {
      setChangedSince(false);
      setSent(null);
      const planned = begunChange(refusals);
      const change = { begun: planned, typed: typedOf(planned) };
      // Of a new line the sheet gives up its amount at once: here it is kept before.
      if (planned.ofNewLines.length > 0) kept.keep(change);
      const begun = await session.beginChange(refusals, options);
      if (begun === 'changedSince') setChangedSince(true);
      put(begun === null || begun === 'changedSince' ? null : change);
      return session.state;
    },
    goOn: put,
    type: (next) => {
      const now = openNow();
      if (now !== null) setOpen({ ...now, typed: next(now.typed) });
    },
    settle: async (reply, options) => {
      const now = openNow();
      if (now === null) return;
      put(null);
      await settleSheet(reply, now.begun, options);
    },
    settleAgain: async (options) => {
      if (sent !== null) await settleSheet(sent.reply, sent.begun, options);
    },
    drop: ({ begun }) => {
      put(null);
      if (begun.ofNewLines.length > 0) void session.dropChange(begun);
    },
  };
}

function typedOf({ moved }: BegunChange): TypedChange {
  const lines = moved.map(({ line, amount }) => ({
    key: line,
    budgetLine: line,
    amount: typedAmount(amount),
    note: '',
  }));
  return newTypedChange(lines);
}

/** The ways out that beginning a change is: of one refusal, and of all of them together. */
export function changeActions(
  refusals: readonly OpenRefusal[],
  begin: (refusals: readonly OpenRefusal[]) => void,
): FurtherActions {
  const common = commonChangeLabel(refusals);
  return {
    ofOne: (refusal) => {
      const label = changeLabel(refusal);
      // All that was refused of the same budget line goes with it.
      const ofLine = refusals.filter(({ instead }) => instead?.line === refusal.instead?.line);
      return label === null ? [] : [{ label, act: () => begin(ofLine) }];
    },
    ofAll: common === null ? null : { label: common, act: () => begin(refusals) },
  };
}
