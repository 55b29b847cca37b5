import { Spinner, Text } from '@fluentui/react-components';
import { usePortalStyles } from './portal-styles.ts';
import { ProblemBar } from './problem-bar.tsx';
import type { Download } from './use-download.ts';

interface DownloadStatusProps {
  readonly download: Download;
  /** What is being made, such as the workbook. */
  readonly what?: string;
  readonly onRetry: () => void;
}

/** How a download stands, announced as it goes. */
export function DownloadStatus({ download, what = 'the workbook', onRetry }: DownloadStatusProps) {
  const shared = usePortalStyles();
  return (
    <>
      <div aria-live="polite">
        {download.kind === 'running' && <Spinner size="tiny" label={`Preparing ${what}…`} labelPosition="after" />}
        {download.kind === 'saved' && <Text className={shared.quiet}>Downloaded {download.name}.</Text>}
      </div>
      {download.kind === 'failed' && <ProblemBar words={download.words} onRetry={onRetry} />}
    </>
  );
}
