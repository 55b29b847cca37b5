import { Button, Text } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
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
  const styles = useViewStyles();
  const [isAsking, setAsking] = useState(false);
  const place = useRef<HTMLElement>(null);
  const keep = (): void => {
    setAsking(false);
    place.current?.querySelector('button')?.focus();
  };
  return (
    <section ref={place} className={styles.column} aria-label="Undo">
      <Button disabled={isBusy} aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
        Undo my last sync (revision {revision})
      </Button>
      {isAsking && (
        <>
          <UndoPreview {...{ server, program, revision }} />
          <div className={styles.row}>
            <Button appearance="primary" disabled={isBusy} onClick={onUndo}>
              Undo it
            </Button>
            <Button onClick={keep}>Keep it</Button>
          </div>
        </>
      )}
    </section>
  );
}

type UndoPreviewProps = Pick<UndoButtonProps, 'server' | 'program' | 'revision'>;

function UndoPreview({ server, program, revision }: UndoPreviewProps) {
  const names = useCodeNames();
  const ask = useCallback(() => previewUndo(server, program, revision), [server, program, revision]);
  const { value, problem, isLoading } = useAnswer(ask);
  const words = problem === null ? null : wordsOfServerProblem(problem);
  return (
    <div aria-live="polite">
      {isLoading && <SlowSpinner label="Looking at what it did…" />}
      {value !== null && <Text>{undoPreviewWords(value, names)}</Text>}
      {words !== null && <Text>{`${words.title}. ${words.line}`}</Text>}
    </div>
  );
}
