import { useRef, useState } from 'react';
import type { ImportMapping } from '../../../shared/import/import-mapping.ts';
import type { LedgerControl } from '../../../shared/protocol/ledger.ts';
import type { ImportReply } from '../../../shared/protocol/imports.ts';
import { idFromBytes } from '../../sync/id-from-bytes.ts';
import type { PortalOutcome, PortalProblem } from '../portal-problem.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { OfficeTable } from './office-table.ts';

/** A file as it was when it was chosen; of a pasted range the name is empty. */
export interface ChosenTable {
  readonly name: string;
  readonly content: Blob;
}

export type ImportStage<Reply extends ImportReply = ImportReply> =
  | { readonly kind: 'choosing' }
  /** `reply` is what was worked out last: it stays in view while the next one is. */
  | { readonly kind: 'reading'; readonly reply: Reply | null }
  | { readonly kind: 'reviewing'; readonly reply: Reply }
  | { readonly kind: 'taking'; readonly reply: Reply }
  | { readonly kind: 'taken'; readonly reply: Reply }
  | { readonly kind: 'failed'; readonly wasTaking: boolean; readonly problem: PortalProblem };

const ID_BYTES = 16;

/** By which requests a file comes in: as a table of the plan, or as an export of the ledger. */
export interface ImportWay<Reply extends ImportReply = ImportReply> {
  readonly preview: (table: OfficeTable) => Promise<PortalOutcome<Reply>>;
  readonly take: (table: OfficeTable, importId: string) => Promise<PortalOutcome<Reply>>;
  readonly fetchExceptions: (table: OfficeTable) => Promise<PortalOutcome<DownloadedFile>>;
}

/** A table of an office's own on its way into the plan: what stage it is at, and the steps the person can take. */
export interface TableImport<Reply extends ImportReply = ImportReply> {
  readonly stage: ImportStage<Reply>;
  readonly file: ChosenTable | null;
  readonly choose: (file: ChosenTable) => void;
  /** Files that were chosen so far: what is typed for one is not for the next. */
  readonly turn: number;
  /** What the person has said; the rest is worked out each time. */
  readonly decided: ImportMapping;
  /** Works it out again with something decided otherwise; not while it is being taken in. */
  readonly decide: (decision: ImportMapping) => void;
  /** What the ledger says that it adds up to. */
  readonly control: LedgerControl;
  readonly setControl: (control: LedgerControl) => void;
  readonly take: () => void;
  readonly tryAgain: () => void;
  readonly fetchExceptions: () => Promise<PortalOutcome<DownloadedFile>>;
}

export function useImport<Reply extends ImportReply>(way: ImportWay<Reply>, onTaken: () => void): TableImport<Reply> {
  const [stage, setStage] = useState<ImportStage<Reply>>({ kind: 'choosing' });
  const [file, setFile] = useState<ChosenTable | null>(null);
  const [decided, setDecided] = useState<ImportMapping>({});
  const [turn, setTurn] = useState(0);
  const [control, setControl] = useState<LedgerControl>({});
  const seen = useRef<{ readonly reply: Reply; readonly importId: string } | null>(null);
  // Only the newest question is answered: a decision may come while an older one is worked out.
  const asked = useRef(0);
  // What is on its way into the plan is not decided otherwise any more: another look would hide what came of it.
  const taking = useRef(false);

  const look = async (chosen: ChosenTable, mapping: ImportMapping, says: LedgerControl): Promise<void> => {
    const turn = ++asked.current;
    setStage({ kind: 'reading', reply: seen.current?.reply ?? null });
    const outcome = await way.preview({ ...chosen, mapping, base: null, control: says });
    if (turn !== asked.current) return;
    if (!outcome.ok) {
      setStage({ kind: 'failed', wasTaking: false, problem: outcome.problem });
      return;
    }
    // What is taken in is what was looked at, under a name of its own: trying again is still the same.
    const importId = idFromBytes(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
    seen.current = { reply: outcome.value, importId };
    setStage({ kind: 'reviewing', reply: outcome.value });
  };
  const take = async (chosen: ChosenTable): Promise<void> => {
    if (seen.current === null || taking.current) return;
    taking.current = true;
    const { reply, importId } = seen.current;
    setStage({ kind: 'taking', reply });
    // What was shown is what is taken in, whatever is remembered meanwhile.
    const table: OfficeTable = { ...chosen, mapping: reply.mapping, base: reply.revision, control };
    const outcome = await way.take(table, importId);
    taking.current = false;
    if (outcome.ok) onTaken();
    setStage(
      outcome.ok
        ? { kind: 'taken', reply: outcome.value }
        : { kind: 'failed', wasTaking: true, problem: outcome.problem },
    );
  };
  return {
    stage,
    file,
    turn,
    decided,
    choose: (chosen) => {
      if (taking.current) return;
      seen.current = null;
      setDecided({});
      setControl({});
      setTurn(turn + 1);
      setFile(chosen);
      void look(chosen, {}, {});
    },
    decide: (decision) => {
      if (taking.current) return;
      const next = { ...decided, ...decision };
      setDecided(next);
      if (file !== null) void look(file, next, control);
    },
    control,
    setControl: (says) => {
      if (taking.current) return;
      setControl(says);
      if (file !== null) void look(file, decided, says);
    },
    take: () => {
      if (file !== null) void take(file);
    },
    tryAgain: () => {
      if (file !== null) void (stage.kind === 'failed' && stage.wasTaking ? take(file) : look(file, decided, control));
    },
    fetchExceptions: () =>
      file === null
        ? Promise.resolve({ ok: false, problem: { kind: 'fileUnreadable' } })
        : way.fetchExceptions({ ...file, mapping: decided, base: seen.current?.reply.revision ?? null, control }),
  };
}

/** What was worked out last; null: nothing yet. */
export function replyOf<Reply extends ImportReply>({ stage }: TableImport<Reply>): Reply | null {
  return 'reply' in stage ? stage.reply : null;
}
