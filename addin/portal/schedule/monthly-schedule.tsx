import { Button, Field, Select, Text, makeStyles, mergeClasses } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import {
  editionLabels,
  isScheduleEdition,
  scheduleEditions,
  type ScheduleEdition,
} from '../../../shared/protocol/reports.ts';
import { regions } from '../../../shared/tables/lists.ts';
import { momentWords, type AskedMoment } from '../asked-moment.ts';
import type { PortalServer } from '../portal-server.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { useDownload } from '../views/use-download.ts';

const useStyles = makeStyles({
  // On paper nothing can be pressed.
  part: { '@media print': { display: 'none' } },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: '8px' },
});

interface MonthlyScheduleProps {
  readonly server: PortalServer;
  /** Program id. */
  readonly program: string;
  readonly moment: AskedMoment;
}

/** The monthly schedule to take along, as of the day of the reports. */
export function MonthlySchedule({ server, program, moment }: MonthlyScheduleProps) {
  const shared = usePortalStyles();
  const styles = useStyles();
  const headingId = useId();
  const [edition, setEdition] = useState<ScheduleEdition>('region');
  const [region, setRegion] = useState('');
  const { download, fetchFile } = useDownload(
    () => server.downloadSchedule(program, { edition, region: region === '' ? null : region }, moment),
    'The schedule',
  );
  return (
    <section className={mergeClasses(shared.column, styles.part)} aria-labelledby={headingId}>
      <Text as="h2" id={headingId} size={500} weight="semibold" className={shared.heading}>
        Monthly schedule
      </Text>
      <Text className={shared.quiet}>
        What happens where and when: every approved project at every school, with baseline, expected and actual dates.
      </Text>
      <div className={styles.row}>
        <Field label="Arranged">
          <Select
            value={edition}
            onChange={(_, data) => setEdition(isScheduleEdition(data.value) ? data.value : 'region')}
          >
            {scheduleEditions.map((name) => (
              <option key={name} value={name}>
                {editionLabels[name]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Schedule of">
          <Select value={region} onChange={(_, data) => setRegion(data.value)}>
            <option value="">All regions</option>
            {regions.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={download.kind === 'running'} onClick={fetchFile}>
          Download schedule{momentWords(moment)} (PDF)
        </Button>
      </div>
      <DownloadStatus download={download} what="the schedule" onRetry={fetchFile} />
    </section>
  );
}
