import { Spinner, Text } from '@fluentui/react-components';
import { usePortalStyles } from './portal-styles.ts';
import { ProblemBar } from './problem-bar.tsx';
import type { Download } from './use-download.ts';

/** How a download stands, announced as it goes. */
export function DownloadStatus({ download, onRetry }: { readonly download: Download; readonly onRetry: () => void }) {
  const shared = usePortalStyles();
  return (
    <>
      <div aria-live="polite">
        {download.kind === 'running' && <Spinner size="tiny" label="Preparing the workbook…" labelPosition="after" />}
        {download.kind === 'saved' && <Text className={shared.quiet}>Downloaded {download.name}.</Text>}
      </div>
      {download.kind === 'failed' && <ProblemBar words={download.words} onRetry={onRetry} />}
    </>
  );
}
