import { Button, Spinner, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { KeptReport, ReportSet } from '../../../shared/protocol/periods.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { useDownload } from '../views/use-download.ts';
import type { KnownMonthProps } from './known-month.ts';

const names: Readonly<Record<string, string>> = {
  schedule: 'Monthly schedule',
  variance: 'Variance and accountability',
  workbook: 'Consolidated workbook',
};

const types: Readonly<Record<string, string>> = { pdf: 'PDF', docx: 'Word', xlsx: 'Excel' };

/** The reports that were made of the closes of the month and are kept as they were made. */
export function CloseReports({ known, server, program, month }: KnownMonthProps) {
  const shared = usePortalStyles();
  const { download, fetchFile } = useDownload(
    (revision: number, { report, type }: KeptReport) =>
      server.keptReport(program.id, { month, revision, report, type }),
    'The report',
  );
  const [last, setLast] = useState<readonly [number, KeptReport] | null>(null);
  const fetchKept = (revision: number, report: KeptReport): void => {
    setLast([revision, report]);
    fetchFile(revision, report);
  };
  if (known.sets.length === 0) return null;
  return (
    <div className={shared.column}>
      <Text as="h3" size={400} weight="semibold" className={shared.heading}>
        Reports of the close
      </Text>
      {known.sets.map((set) => (
        <ReportSetView key={set.revision} set={set} onDownload={(report) => fetchKept(set.revision, report)} />
      ))}
      <DownloadStatus download={download} what="the report" onRetry={() => last !== null && fetchKept(...last)} />
    </div>
  );
}

interface ReportSetProps {
  readonly set: ReportSet;
  readonly onDownload: (report: KeptReport) => void;
}

function ReportSetView({ set: { revision, isCurrent, due, reports }, onDownload }: ReportSetProps) {
  const shared = usePortalStyles();
  const [first] = reports;
  return (
    <div className={shared.tight} role="group" aria-label={`Reports of revision ${revision}`}>
      <Text className={shared.quiet}>
        Revision {revision}
        {first === undefined ? '' : ` · as of ${first.asOf} · ${first.receipt}`}
        {isCurrent ? '' : ' · superseded: the month was opened again afterwards'}
      </Text>
      {reports.length > 0 && (
        <div className={shared.row}>
          {reports.map((report) => (
            <Button key={`${report.report}.${report.type}`} size="small" onClick={() => onDownload(report)}>
              {names[report.report] ?? report.report} ({types[report.type] ?? report.type})
            </Button>
          ))}
        </div>
      )}
      {due > 0 && (
        <Spinner
          size="tiny"
          label={`${due === 1 ? 'One report is' : `${due} reports are`} being made. You can go on meanwhile.`}
          labelPosition="after"
        />
      )}
    </div>
  );
}
