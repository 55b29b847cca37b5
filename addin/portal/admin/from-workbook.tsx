import { Button, Spinner, Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { ReturnFindings } from '../workbooks/return-findings.tsx';
import { previewSummary, takeOverWords } from '../workbooks/return-words.ts';
import type { AdminCalls, NamedProgram } from './admin-calls.ts';
import { useDoing } from './use-doing.ts';

const XLSX = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface FromWorkbookProps {
  readonly calls: Pick<AdminCalls, 'previewProgram' | 'makeProgram'>;
  /** Null: it has no id and names yet. */
  readonly program: NamedProgram | null;
  readonly onMade: (reply: WorkbookReply) => void;
}

/** A workbook that was looked at, for the program as it was called then. */
interface Looked {
  readonly file: File;
  readonly program: NamedProgram;
  readonly reply: WorkbookReply;
}

/** Chooses a workbook, shows what a new program would hold of it, and makes the program with it. */
export function FromWorkbook({ calls, program, onMade }: FromWorkbookProps) {
  const shared = usePortalStyles();
  const { isBusy, problem, run, read } = useDoing();
  const [looked, setLooked] = useState<Looked | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const look = async (file: File): Promise<void> => {
    if (program === null) return;
    setLooked(null);
    const reply = await read('The workbook couldn’t be taken', () => calls.previewProgram(program, file));
    if (reply !== null) setLooked({ file, program, reply });
  };
  const make = async ({ file, program: named }: Looked): Promise<void> => {
    const reply = await run('The program wasn’t made from the workbook', () => calls.makeProgram(named, file));
    if (reply !== null) onMade(reply);
  };
  const isSame = looked !== null && JSON.stringify(looked.program) === JSON.stringify(program);
  const mayMake = looked !== null && isSame && takeOverWords(looked.reply) !== null;
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={XLSX}
        hidden
        aria-label="Workbook"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) void look(file);
          // So that the same file can be chosen again after it was mended.
          event.target.value = '';
        }}
      />
      <Text className={shared.quiet}>
        You see first what the program would hold, and become its administrator. Nothing is made before you say so.
      </Text>
      {isBusy && <Spinner size="tiny" label="Reading the workbook…" labelPosition="after" />}
      {problem !== null && <ProblemBar words={problem} />}
      <div aria-live="polite" className={shared.tight}>
        {looked !== null && (
          <>
            <Text className={shared.quiet}>{looked.file.name}</Text>
            <Text weight="semibold">{previewSummary(looked.reply)}</Text>
          </>
        )}
      </div>
      {looked !== null && <ReturnFindings reply={looked.reply} isDecided={false} />}
      <div className={shared.row}>
        {mayMake && (
          <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void make(looked)}>
            Make the program with it
          </Button>
        )}
        <Button disabledFocusable={isBusy || program === null} onClick={() => input.current?.click()}>
          {looked === null ? 'Choose a workbook…' : 'Choose another workbook…'}
        </Button>
      </div>
      {program === null && <Text>Say first what the program is called.</Text>}
    </>
  );
}
