import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useRef } from 'react';
import type { ReportFileType } from '../../../shared/protocol/reports.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';

const useStyles = makeStyles({
  preview: {
    width: '100%',
    boxSizing: 'border-box',
    height: 'max(480px, 78vh)',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

interface ReportPreviewProps {
  /** Must be the same function as long as the report is the same. */
  readonly ask: (type: ReportFileType) => Promise<PortalOutcome<DownloadedFile>>;
  readonly label: string;
}

/** The report as it will be printed, in the browser’s own viewer. */
export function ReportPreview({ ask, label }: ReportPreviewProps) {
  const askPdf = useCallback(() => ask('pdf'), [ask]);
  return (
    <PortalAnswer ask={askPdf} waiting="Setting the report…" failed="The report couldn’t be made">
      {({ content }) => <Pages content={content} label={label} />}
    </PortalAnswer>
  );
}

function Pages({ content, label }: { readonly content: Blob; readonly label: string }) {
  const styles = useStyles();
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const made = URL.createObjectURL(content);
    // A viewer that knows these words shows the pages alone, as wide as there is room.
    frame.current?.setAttribute('src', `${made}#navpanes=0&view=FitH`);
    return () => URL.revokeObjectURL(made);
  }, [content]);
  // The browser's own viewer does not run in a sandbox, and what it shows is a file of ours.
  // oxlint-disable-next-line react/iframe-missing-sandbox
  return <iframe ref={frame} className={styles.preview} title={`Preview: ${label}`} />;
}
