import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { ServerClient } from '../../sync/server-client.ts';
import { wordsOfServerProblem } from '../../sync/server-problem.ts';
import { previewUndo } from './undo-last-sync.ts';
import { undoPreviewWords } from './undo-report.ts';

interface UndoButtonProps {
  readonly server: ServerClient;
  readonly program: string;
  /** Revision that this workbook's last sync made. */
  readonly revision: number;
  readonly isBusy: boolean;
  readonly onUndo: () => void;
}

/** Sets back the last sync, after it has said what that does. */
export function UndoButton({ server, program, revision, isBusy, onUndo }: UndoButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog modalType="alert" open={isOpen} onOpenChange={(_, data) => setOpen(data.open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button disabled={isBusy}>Undo my last sync (revision {revision})</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Undo revision {revision}?</DialogTitle>
          <DialogContent>
            <UndoPreview {...{ server, program, revision }} />
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>Keep it</Button>
            </DialogTrigger>
            <Button
              appearance="primary"
              disabled={isBusy}
              onClick={() => {
                setOpen(false);
                onUndo();
              }}
            >
              Undo it
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

type UndoPreviewProps = Pick<UndoButtonProps, 'server' | 'program' | 'revision'>;

function UndoPreview({ server, program, revision }: UndoPreviewProps) {
  const ask = useCallback(() => previewUndo(server, program, revision), [server, program, revision]);
  const { value, problem, isLoading } = useAnswer(ask);
  const words = problem === null ? null : wordsOfServerProblem(problem);
  return (
    <div aria-live="polite">
      {isLoading && <SlowSpinner label="Looking at what it did…" />}
      {value !== null && undoPreviewWords(value)}
      {words !== null && `${words.title}. ${words.line}`}
    </div>
  );
}
