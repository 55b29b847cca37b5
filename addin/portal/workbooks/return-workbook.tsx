import { Button, Checkbox, Field, Input, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons';
import { useRef } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import type { PortalServer } from '../portal-server.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { useDownload } from '../views/use-download.ts';
import { DecideConflicts } from './decide-conflicts.tsx';
import { ReturnFindings } from './return-findings.tsx';
import { markedFile } from './marked-file.ts';
import { marksOf } from './marks.ts';
import { ReturnProblem } from './return-problem.tsx';
import { heldDeletions, previewSummary, takenSummary, takeOverWords } from './return-words.ts';
import { useWorkbookReturn, type ChosenFile, type ReturnStage } from './use-workbook-return.ts';
import type { ReturnChoices } from './workbook-calls.ts';

const useStyles = makeStyles({
  taken: { display: 'flex', gap: '8px', alignItems: 'flex-start' },
  icon: { flexShrink: 0, fontSize: '20px' },
  /** Takes back the indent Fluent gives to a tick. */
  tick: { marginLeft: '-10px' },
});

const MOST_NAME = 80;
const XLSX = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface ReturnWorkbookProps {
  readonly server: PortalServer;
  readonly program: WireProgram;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}

/** Choose an edited workbook, see what it would do, take it over. */
export function ReturnWorkbook({ server, program, onTaken, onClose }: ReturnWorkbookProps) {
  const shared = usePortalStyles();
  const { stage, choices, choose, check, takeOver, answeredBy } = useWorkbookReturn(server, program, onTaken);
  const panel = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  // What was pressed goes away with its stage; the focus must not fall back to the top of the page with it.
  const fromHere = (step: Promise<void>): void => {
    panel.current?.focus();
    void step;
  };
  const isBusy = stage.kind === 'checking' || stage.kind === 'taking';
  return (
    <section ref={panel} tabIndex={-1} className={shared.column} aria-label={`Return a workbook to ${program.name}`}>
      <input
        ref={input}
        type="file"
        accept={XLSX}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) void choose(file);
          // So that the same file can be chosen again after it was mended.
          event.target.value = '';
        }}
      />
      {stage.kind === 'choosing' && (
        <Text>
          Choose a workbook that was downloaded here and edited. You see what it would change first; nothing is sent
          before you say so.
        </Text>
      )}
      <div aria-live="polite">
        <StageWords stage={stage} />
      </div>
      {(stage.kind === 'preview' || stage.kind === 'taken') && (
        <ReturnFindings reply={stage.reply} isDecided={stage.kind === 'taken'} />
      )}
      {stage.kind === 'taken' && stage.reply.conflicts.length > 0 && (
        <DecideConflicts server={server} program={program} reply={stage.reply} onChanged={onTaken} />
      )}
      {stage.kind === 'taken' && <UpToDate server={server} program={program} />}
      {(stage.kind === 'preview' || stage.kind === 'taken') && <MarkedCopy file={stage.file} reply={stage.reply} />}
      {stage.kind === 'preview' && (
        <HeldDeletions
          reply={stage.reply}
          choices={choices}
          onChange={(choice) => fromHere(check(stage.file, choice))}
        />
      )}
      {stage.kind === 'preview' && takeOverWords(stage.reply) !== null && (
        <Field label="Answered by" hint="Where somebody else filled the file in: history names them beside you.">
          <Input value={choices.answeredBy} maxLength={MOST_NAME} onChange={(_, { value }) => answeredBy(value)} />
        </Field>
      )}
      {stage.kind === 'failed' && (
        <ReturnProblem
          problem={stage.problem}
          wasTaking={stage.wasTaking}
          onRetry={() => {
            if (stage.file !== null) fromHere(stage.wasTaking ? takeOver(stage.file) : check(stage.file, {}));
          }}
          onChoose={(choice) => {
            if (stage.file !== null) fromHere(check(stage.file, choice));
          }}
        />
      )}
      <div className={shared.row}>
        {stage.kind === 'preview' && takeOverWords(stage.reply) !== null && (
          <Button appearance="primary" onClick={() => fromHere(takeOver(stage.file))}>
            {takeOverWords(stage.reply)}
          </Button>
        )}
        <Button
          appearance={stage.kind === 'choosing' ? 'primary' : 'secondary'}
          disabledFocusable={isBusy}
          onClick={() => input.current?.click()}
        >
          {stage.kind === 'choosing' ? 'Choose a workbook…' : 'Choose another workbook…'}
        </Button>
        <Button disabledFocusable={isBusy} onClick={onClose}>
          {stage.kind === 'taken' ? 'Done' : 'Cancel'}
        </Button>
      </div>
    </section>
  );
}

/** How far it is, in a sentence that is announced. */
function StageWords({ stage }: { readonly stage: ReturnStage }) {
  const styles = useStyles();
  const shared = usePortalStyles();
  switch (stage.kind) {
    case 'choosing':
    case 'failed':
      return null;
    case 'checking':
      return <Spinner size="tiny" label={`Comparing ${stage.file.name} with the plan…`} labelPosition="after" />;
    case 'taking':
      return <Spinner size="tiny" label={`Taking over ${stage.file.name}…`} labelPosition="after" />;
    case 'preview':
      return (
        <div className={shared.tight}>
          <Text className={shared.quiet}>{stage.file.name}</Text>
          <Text weight="semibold">{previewSummary(stage.reply)}</Text>
        </div>
      );
    case 'taken':
      return (
        <div className={styles.taken}>
          <CheckmarkCircleFilled aria-hidden className={styles.icon} />
          <Text weight="semibold">{takenSummary(stage.reply)}</Text>
        </div>
      );
  }
}

/** The person's own file once more, with what the plan did not take marked in it. */
function MarkedCopy({ file, reply }: { readonly file: ChosenFile; readonly reply: WorkbookReply }) {
  const shared = usePortalStyles();
  const names = useCodeNames();
  const marks = marksOf(reply, names);
  const { download, fetchFile } = useDownload(() => markedFile(file, marks));
  if (marks.length === 0) return null;
  return (
    <div className={shared.tight}>
      <Text className={shared.quiet}>
        To take it up with somebody else: your file with these cells in yellow, listed on its last sheet.
      </Text>
      <div className={shared.row}>
        <Button disabledFocusable={download.kind === 'running'} onClick={fetchFile}>
          Save a marked copy
        </Button>
      </div>
      <DownloadStatus download={download} onRetry={fetchFile} />
    </div>
  );
}

/** The file that was returned is older than the plan now: the next changes are made in a fresh one. */
function UpToDate({ server, program }: Pick<ReturnWorkbookProps, 'server' | 'program'>) {
  const shared = usePortalStyles();
  const { download, fetchFile } = useDownload(() =>
    server.downloadWorkbook(program.id, { part: null, withMoves: true }),
  );
  return (
    <div className={shared.tight}>
      <Text className={shared.quiet}>Go on in a fresh workbook: it has everything that was taken and decided.</Text>
      <div className={shared.row}>
        <Button disabledFocusable={download.kind === 'running'} onClick={fetchFile}>
          Download the up-to-date workbook
        </Button>
      </div>
      <DownloadStatus download={download} onRetry={fetchFile} />
    </div>
  );
}

interface HeldDeletionsProps {
  readonly reply: WorkbookReply;
  readonly choices: ReturnChoices;
  readonly onChange: (choice: Partial<ReturnChoices>) => void;
}

/** [W3, W10] Missing and emptied rows are often a filter or a slip, so they go only if the person says so. */
function HeldDeletions({ reply, choices, onChange }: HeldDeletionsProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const held = heldDeletions(reply.warnings);
  const { allowDeletions, emptyCells } = choices;
  if (held.length === 0 && !allowDeletions && !emptyCells) return null;
  return (
    <div className={shared.tight}>
      {held.map(({ message }) => (
        <Text key={message}>{message}</Text>
      ))}
      <Checkbox
        className={styles.tick}
        label="Delete these rows from the plan, too"
        checked={allowDeletions}
        onChange={(_, data) => onChange({ allowDeletions: data.checked === true })}
      />
      {(emptyCells || held.some(({ rule }) => rule === 'W10')) && (
        <Checkbox
          className={styles.tick}
          label="Keep the emptied rows, and clear only their optional cells"
          checked={emptyCells}
          onChange={(_, data) => onChange({ emptyCells: data.checked === true })}
        />
      )}
    </div>
  );
}
