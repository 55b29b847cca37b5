import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { ServerHealth } from '../../../shared/protocol/administration.ts';
import { momentWords } from '../../views/cell-words.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { DataTable } from '../views/data-table.tsx';
import { FactList, type Fact } from '../views/fact-list.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { AdminPageProps } from './admin-page.ts';
import { sizeWords } from './person-words.ts';

/** With less of the disk than this free, something is to be done. */
const LITTLE_SPACE = 0.1;
/** What is asked while the server works is answered within this. */
const LATE_MS = 50;

/** How this server process and its database are. */
export function HealthPage({ calls }: AdminPageProps) {
  return (
    <PageFrame heading="Health" lead="How this server and its database are, now." hasDay={false}>
      <PortalAnswer ask={calls.health} waiting="Looking at the server…" failed="The server didn’t say how it is">
        {(health) => <Health health={health} />}
      </PortalAnswer>
    </PageFrame>
  );
}

function Health({ health }: { readonly health: ServerHealth }) {
  const shared = usePortalStyles();
  const [now] = useState(() => new Date());
  return (
    <div className={shared.column}>
      <PagePart heading="Server">
        <FactList facts={serverFacts(health, now)} />
      </PagePart>
      <PagePart heading="Database">
        <FactList facts={databaseFacts(health, now)} />
      </PagePart>
      <PagePart heading="Workers">
        <Text className={shared.quiet}>Long work is done beside the requests. What finds no place waits for one.</Text>
        <DataTable
          caption="Work that is being done"
          columns={[
            { label: 'Kind' },
            { label: 'Running', isNumber: true },
            { label: 'Places', isNumber: true },
            { label: 'Waiting', isNumber: true },
          ]}
          rows={health.workers.map(({ name, running, places, waiting }) => ({
            id: name,
            cells: [name, String(running), String(places), String(waiting)],
          }))}
        />
      </PagePart>
    </div>
  );
}

function serverFacts(
  { version, startedAt, eventLoop, memoryBytes, streams, sessions }: ServerHealth,
  now: Date,
): Fact[] {
  const { p50Ms, p99Ms, maxMs } = eventLoop;
  const late = p99Ms > LATE_MS ? ' It is busy: answers wait.' : '';
  return [
    { label: 'Version', value: version },
    { label: 'Runs since', value: momentWords(startedAt, now) },
    { label: 'Delay', value: `${p50Ms} ms usually, ${p99Ms} ms at the 99th percentile, ${maxMs} ms at most.${late}` },
    { label: 'Memory', value: sizeWords(memoryBytes) },
    {
      label: 'Open panes',
      value: `${streams.open}, of ${streams.people} ${streams.people === 1 ? 'person' : 'people'}`,
    },
    { label: 'Sign-ins', value: String(sessions) },
  ];
}

function databaseFacts({ database, disk, backup }: ServerHealth, now: Date): Fact[] {
  const kind = database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  const { migration, bytes } = database;
  return [
    { label: 'Kind', value: kind },
    { label: 'Size', value: bytes === null ? '' : sizeWords(bytes) },
    {
      label: 'Schema',
      value: migration === null ? '' : `${migration.name}, brought up to it ${momentWords(migration.at, now)}`,
    },
    { label: 'Disk', value: diskWords(disk) },
    {
      label: 'Last backup',
      value:
        backup.at === null
          ? 'None is known of. Backups by other means than ours are not seen here.'
          : `${momentWords(backup.at, now)}: ${backup.what ?? ''}`,
    },
  ];
}

function diskWords(disk: ServerHealth['disk']): string {
  if (disk === null) return 'Not on this machine';
  const { freeBytes, totalBytes } = disk;
  const words = `${sizeWords(freeBytes)} of ${sizeWords(totalBytes)} free`;
  return freeBytes < totalBytes * LITTLE_SPACE ? `${words}. Make room soon: without it nothing can be saved.` : words;
}
