import { Button, Text } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useCallback, useState } from 'react';
import type { ReportFileType } from '../../../shared/protocol/reports.ts';
import { today } from '../asked-moment.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { useDownload } from '../views/use-download.ts';

const files = [
  ['pdf', 'PDF'],
  ['docx', 'Word'],
] as const;

interface ChangePacketProps extends Pick<ProgramPageProps, 'server' | 'program'> {
  readonly numbers: readonly string[];
}

/** The packet for the board, made from the plan: nothing in it is typed anew. */
export function ChangePacket({ server, program, numbers }: ChangePacketProps) {
  const shared = usePortalStyles();
  const [wanted, setWanted] = useState<ReportFileType>('pdf');
  const change = numbers.join(',');
  const ask = useCallback(
    (type: ReportFileType) =>
      server.report(program.id, 'amendment', type, { ...today, at: null, edition: null, site: null, change }),
    [server, program.id, change],
  );
  const { download, fetchFile } = useDownload(ask, 'The packet');
  const take = (type: ReportFileType): void => {
    setWanted(type);
    fetchFile(type);
  };
  return (
    <PagePart heading="Packet for the Board">
      <Text className={shared.quiet}>
        Board report with the office’s texts, Exhibit A, budgets before and after by line and source, what moves in
        scope and schedule, lines to sign on, and the code by which it can be verified.
      </Text>
      <div className={shared.row}>
        {files.map(([type, label]) => (
          <Button
            key={type}
            icon={<ArrowDownloadRegular />}
            disabledFocusable={download.kind === 'running'}
            onClick={() => take(type)}
          >
            Download {label}
          </Button>
        ))}
      </div>
      <DownloadStatus download={download} what="the packet" onRetry={() => take(wanted)} />
    </PagePart>
  );
}
