import { Button, Checkbox, Field, Input, Text, Title3 } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { momentWords } from '../asked-moment.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { useDownload } from '../views/use-download.ts';

/** The consolidated workbook, with the sheets that are chosen for whom it is given to. */
export function DownloadWorkbook({ server, program, moment }: ProgramPageProps) {
  const shared = usePortalStyles();
  const [withMoves, setMoves] = useState(true);
  const [typed, setTyped] = useState('');
  const projects = typed.split(/[\s,;]+/).filter((number) => number !== '');
  const { download, fetchFile } = useDownload(() =>
    server.downloadWorkbook(program.id, { ...moment, part: null, withMoves, projects }),
  );
  return (
    <section className={shared.column} aria-labelledby="download">
      <h2 id="download" className={shared.heading}>
        <Title3>Download</Title3>
      </h2>
      <Text>The whole plan as an Excel workbook, with its reports and charts. It can be edited and returned here.</Text>
      <Checkbox
        label="With what has moved since the last month was closed"
        checked={withMoves}
        onChange={(_, { checked }) => setMoves(checked === true)}
      />
      <Field label="Projects with a sheet of their own" hint="Their numbers, such as 26.00001, 26.00002; at most 20.">
        <Input value={typed} onChange={(_, { value }) => setTyped(value)} />
      </Field>
      <div className={shared.row}>
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={download.kind === 'running'} onClick={fetchFile}>
          Download workbook{momentWords(moment)}
        </Button>
      </div>
      <DownloadStatus download={download} onRetry={fetchFile} />
    </section>
  );
}
