import { useState } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { idFromBytes } from '../../sync/id-from-bytes.ts';
import type { PortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import type { ReturnChoices } from './workbook-calls.ts';

/** A file as it was when it was chosen: what is taken over is what was looked at, whatever Excel saves meanwhile. */
export interface ChosenFile {
  readonly name: string;
  readonly content: Blob;
  /** Names the taking over of this file as it was looked at: trying again is still the same one. */
  readonly uploadId: string;
}

export type ReturnStage =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'checking'; readonly file: ChosenFile }
  | { readonly kind: 'preview'; readonly file: ChosenFile; readonly reply: WorkbookReply }
  | { readonly kind: 'taking'; readonly file: ChosenFile }
  | { readonly kind: 'taken'; readonly file: ChosenFile; readonly reply: WorkbookReply }
  | {
      readonly kind: 'failed';
      readonly file: ChosenFile | null;
      readonly wasTaking: boolean;
      readonly problem: PortalProblem;
    };

const UPLOAD_ID_BYTES = 16;

function newUploadId(): string {
  return idFromBytes(crypto.getRandomValues(new Uint8Array(UPLOAD_ID_BYTES)));
}

const noChoices: ReturnChoices = {
  allowDeletions: false,
  emptyCells: false,
  realign: false,
  base: null,
  answeredBy: '',
};

/** A returned workbook on its way: what stage it is at, and the steps the person can take. */
export interface WorkbookReturn {
  readonly stage: ReturnStage;
  readonly choices: ReturnChoices;
  /** Reads the file and works out what it would do. */
  readonly choose: (file: File) => Promise<void>;
  /** Works it out again, read otherwise. */
  readonly check: (file: ChosenFile, choice: Partial<ReturnChoices>) => Promise<void>;
  readonly takeOver: (file: ChosenFile) => Promise<void>;
  /** Who filled the file in: it changes nothing of what is looked at. */
  readonly answeredBy: (name: string) => void;
}

export function useWorkbookReturn(server: PortalServer, program: WireProgram, onTaken: () => void): WorkbookReturn {
  const [stage, setStage] = useState<ReturnStage>({ kind: 'choosing' });
  const [choices, setChoices] = useState(noChoices);

  const look = async (looked: Omit<ChosenFile, 'uploadId'>, next: ReturnChoices): Promise<void> => {
    const file: ChosenFile = { ...looked, uploadId: newUploadId() };
    setChoices(next);
    setStage({ kind: 'checking', file });
    const outcome = await server.previewWorkbook(program.id, file.content, next);
    setStage(
      outcome.ok
        ? { kind: 'preview', file, reply: outcome.value }
        : { kind: 'failed', file, wasTaking: false, problem: outcome.problem },
    );
  };
  return {
    stage,
    choices,
    choose: async (file) => {
      const bytes = await file.arrayBuffer().catch(() => null);
      if (bytes === null) {
        setStage({ kind: 'failed', file: null, wasTaking: false, problem: { kind: 'fileUnreadable' } });
      } else await look({ name: file.name, content: new Blob([bytes]) }, noChoices);
    },
    answeredBy: (name) => setChoices({ ...choices, answeredBy: name }),
    check: (file, choice) => look(file, { ...choices, ...choice }),
    takeOver: async (file) => {
      setStage({ kind: 'taking', file });
      const outcome = await server.returnWorkbook(program.id, file.content, choices, file.uploadId);
      if (outcome.ok) onTaken();
      setStage(
        outcome.ok
          ? { kind: 'taken', file, reply: outcome.value }
          : { kind: 'failed', file, wasTaking: true, problem: outcome.problem },
      );
    },
  };
}
