import { mayWrite } from '../../../shared/access/duties.ts';
import { Button, Text, makeStyles } from '@fluentui/react-components';
import {
  ArrowDownloadRegular,
  ArrowUploadRegular,
  CalendarLtrRegular,
  DocumentTableRegular,
  TableEditRegular,
} from '@fluentui/react-icons';
import { useId, useRef, useState } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import { CodeNamesContext } from '../../views/use-code-names.ts';
import type { PortalServer } from '../portal-server.ts';
import { addressOfBook, addressOfNewBook } from '../../workbench/kept/book-address.ts';
import type { KeptBook } from '../../workbench/kept/kept-record.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { Reports } from '../reports/reports.tsx';
import { Schedule } from '../schedule/schedule.tsx';
import { useDownload } from '../views/use-download.ts';
import { usePortalNames } from '../views/use-portal-names.ts';
import { ReturnWorkbook } from '../workbooks/return-workbook.tsx';
import { useAddressDay } from '../views/use-address-day.ts';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    // In a narrow window buttons of one width read as a list.
    '@media (max-width: 480px)': { flexDirection: 'column', alignItems: 'stretch' },
  },
});

const roleWords: { readonly [R in WireProgram['role']]: string } = {
  viewer: 'you may look',
  editor: 'you edit',
  finance: 'you are finance',
  admin: 'you administer it',
};

type Panel = 'return' | 'schedule' | 'reports';

interface ProgramCardProps {
  readonly server: PortalServer;
  readonly program: WireProgram;
  /** The person's workbook of it in this browser; undefined: there is none. */
  readonly workbook: KeptBook | undefined;
  /** The program has a new revision. */
  readonly onChanged: () => void;
}

/** One program and everything that can be done with it from here. */
export function ProgramCard({ server, program, workbook, onChanged }: ProgramCardProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const nameId = useId();
  const [{ day: asOf, wrong }, setAsOf] = useAddressDay();
  const [panel, setPanel] = useState<Panel | null>(null);
  const names = usePortalNames(server, program, panel !== null);
  const returnButton = useRef<HTMLElement | null>(null);
  const toggle = (chosen: Panel): void => setPanel((open) => (open === chosen ? null : chosen));

  const { download, fetchFile } = useDownload(() => server.downloadWorkbook(program.id, asOf));

  return (
    <article className={shared.card} aria-labelledby={nameId}>
      <div className={shared.tight}>
        <Text as="h3" id={nameId} size={500} weight="semibold" className={shared.heading}>
          {program.name}
        </Text>
        <Text className={shared.quiet}>
          {program.district} · fiscal year {program.fiscalYear} · revision {program.revision} ·{' '}
          {roleWords[program.role]}
        </Text>
      </div>
      <div className={styles.actions}>
        <Button
          as="a"
          href={workbook === undefined ? addressOfNewBook(program.id) : addressOfBook(workbook.id)}
          appearance="primary"
          icon={<TableEditRegular />}
        >
          {workbook === undefined ? 'Open in the workbench' : 'Go on with your workbook'}
        </Button>
        {workbook !== undefined && (
          <Button as="a" href={addressOfNewBook(program.id)}>
            New workbook
          </Button>
        )}
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={download.kind === 'running'} onClick={fetchFile}>
          {asOf === null ? 'Download workbook' : `Download workbook as of ${asOf}`}
        </Button>
        {mayWrite(program) && (
          <Button
            ref={(button: HTMLElement | null) => void (returnButton.current = button)}
            icon={<ArrowUploadRegular />}
            aria-expanded={panel === 'return'}
            onClick={() => toggle('return')}
          >
            Return a workbook
          </Button>
        )}
        <Button icon={<CalendarLtrRegular />} aria-expanded={panel === 'schedule'} onClick={() => toggle('schedule')}>
          Schedule
        </Button>
        <Button icon={<DocumentTableRegular />} aria-expanded={panel === 'reports'} onClick={() => toggle('reports')}>
          Reports
        </Button>
      </div>
      <DownloadStatus download={download} onRetry={fetchFile} />
      <CodeNamesContext value={names}>
        {panel === 'return' && (
          <ReturnWorkbook
            server={server}
            program={program}
            onTaken={onChanged}
            onClose={() => {
              setPanel(null);
              returnButton.current?.focus();
            }}
          />
        )}
        {panel === 'schedule' && <Schedule key={program.revision} {...{ server, program, asOf }} onDay={setAsOf} />}
        {panel === 'reports' && (
          <Reports key={program.revision} {...{ server, program, asOf, wrong }} onDay={setAsOf} />
        )}
      </CodeNamesContext>
    </article>
  );
}
