import { Button } from '@fluentui/react-components';
import type { PortalServer } from '../portal-server.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { useDownload } from '../views/use-download.ts';

interface SaidFileProps {
  readonly server: PortalServer;
  readonly program: string;
}

/** Everything that was said, as a file of rows. */
export function SaidFile({ server, program }: SaidFileProps) {
  const { download, fetchFile } = useDownload(() => server.downloadComments(program), 'The file');
  return (
    <>
      <div>
        <Button appearance="subtle" onClick={() => fetchFile()}>
          Download everything as CSV
        </Button>
      </div>
      <DownloadStatus download={download} what="the file" onRetry={() => fetchFile()} />
    </>
  );
}
