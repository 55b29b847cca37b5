import { useRef, useState } from 'react';
import type { ImportMapping } from '../../../shared/import/import-mapping.ts';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { ImportReply } from '../../../shared/protocol/imports.ts';
import { idFromBytes } from '../../sync/id-from-bytes.ts';
import type { PortalOutcome, PortalProblem } from '../portal-problem.ts';
import type { DownloadedFile, OfficeTable, PortalServer } from '../portal-server.ts';

/** A file as it was when it was chosen; of a pasted range the name is empty. */
export interface ChosenTable {
  readonly name: string;
  readonly content: Blob;
}

export type ImportStage =
  | { readonly kind: 'choosing' }
  /** `reply` is what was worked out last: it stays in view while the next one is. */
  | { readonly kind: 'reading'; readonly reply: ImportReply | null }
  | { readonly kind: 'reviewing'; readonly reply: ImportReply }
  | { readonly kind: 'taking'; readonly reply: ImportReply }
  | { readonly kind: 'taken'; readonly reply: ImportReply }
  | { readonly kind: 'failed'; readonly wasTaking: boolean; readonly problem: PortalProblem };

const ID_BYTES = 16;

/** A table of an office's own on its way into the plan: what stage it is at, and the steps the person can take. */
export interface TableImport {
  readonly stage: ImportStage;
  readonly file: ChosenTable | null;
  readonly choose: (file: ChosenTable) => void;
  /** What the person has said; the rest is worked out each time. */
  readonly decided: ImportMapping;
  /** Works it out again with something decided otherwise. */
  readonly decide: (decision: ImportMapping) => void;
  readonly take: () => void;
  readonly tryAgain: () => void;
  readonly fetchExceptions: () => Promise<PortalOutcome<DownloadedFile>>;
}

export function useImport(server: PortalServer, program: WireProgram, onTaken: () => void): TableImport {
  const [stage, setStage] = useState<ImportStage>({ kind: 'choosing' });
  const [file, setFile] = useState<ChosenTable | null>(null);
  const [decided, setDecided] = useState<ImportMapping>({});
  const seen = useRef<{ readonly reply: ImportReply; readonly importId: string } | null>(null);
  // Only the newest question is answered: a decision may come while an older one is worked out.
  const asked = useRef(0);

  const look = async (chosen: ChosenTable, mapping: ImportMapping): Promise<void> => {
    const turn = ++asked.current;
    setStage({ kind: 'reading', reply: seen.current?.reply ?? null });
    const outcome = await server.previewImport(program.id, { ...chosen, mapping, base: null });
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
    if (seen.current === null) return;
    const { reply, importId } = seen.current;
    setStage({ kind: 'taking', reply });
    // What was shown is what is taken in, whatever is remembered meanwhile.
    const table: OfficeTable = { ...chosen, mapping: reply.mapping, base: reply.revision };
    const outcome = await server.takeImport(program.id, table, importId);
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
    decided,
    choose: (chosen) => {
      seen.current = null;
      setDecided({});
      setFile(chosen);
      void look(chosen, {});
    },
    decide: (decision) => {
      const next = { ...decided, ...decision };
      setDecided(next);
      if (file !== null) void look(file, next);
    },
    take: () => {
      if (file !== null) void take(file);
    },
    tryAgain: () => {
      if (file !== null) void (stage.kind === 'failed' && stage.wasTaking ? take(file) : look(file, decided));
    },
    fetchExceptions: () =>
      file === null
        ? Promise.resolve({ ok: false, problem: { kind: 'fileUnreadable' } })
        : server.downloadExceptions(program.id, {
            ...file,
            mapping: decided,
            base: seen.current?.reply.revision ?? null,
          }),
  };
}
