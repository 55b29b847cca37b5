import { Button, Text, Title3 } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import type { PortalServer } from '../portal-server.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { useDownload } from '../views/use-download.ts';

/** A workbook for people who teach or learn what the Checks say. */
export function PracticeWorkbook({ server }: { readonly server: PortalServer }) {
  const shared = usePortalStyles();
  const { download, fetchFile } = useDownload(() => server.downloadPractice());
  return (
    <section className={shared.column} aria-labelledby="practice">
      <h2 id="practice" className={shared.heading}>
        <Title3>Practice workbook</Title3>
      </h2>
      <Text>
        A made-up plan with one mistake per rule, to practise with: nothing of it reaches your plan. Its sheet Checks
        says what is wrong and how to mend it.
      </Text>
      <div className={shared.row}>
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={download.kind === 'running'} onClick={fetchFile}>
          Download the practice workbook
        </Button>
      </div>
      <DownloadStatus download={download} onRetry={fetchFile} />
    </section>
  );
}
