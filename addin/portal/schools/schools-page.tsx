import { Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { standingLabels, standingsInOrder } from '../../../shared/plan/sites/site-standing.ts';
import type { ScheduleReply } from '../../../shared/protocol/schedule.ts';
import type { SitesReply } from '../../../shared/protocol/sites.ts';
import { ShowMore } from '../../components/show-more.tsx';
import { counted } from '../../views/cell-words.ts';
import type { AskedMoment } from '../asked-moment.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { withParameter } from '../views/with-parameter.ts';
import { SchoolList } from './school-list.tsx';
import { filterSchools, schoolRows, type SchoolFilter } from './school-rows.ts';

/** So many schools are listed at first, and with each wish for more. */
const SCHOOLS = 60;

const useStyles = makeStyles({
  filters: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))', gap: '12px' },
  input: { minWidth: 0, width: '100%' },
});

interface Schools {
  readonly sites: SitesReply;
  readonly schedule: ScheduleReply;
}

/** Finds a school: by its code, its name, its region or how its work stands. */
export function SchoolsPage({ server, program, moment }: ProgramPageProps) {
  const ask = useCallback(() => readSchools(server, program.id, moment), [server, program.id, moment]);
  return (
    <PageFrame heading="Schools" lead="Find a school, and see what happens there.">
      <PortalAnswer ask={ask} waiting="Looking up schools…" failed="The schools couldn’t be read">
        {(schools) => <Found {...schools} />}
      </PortalAnswer>
    </PageFrame>
  );
}

async function readSchools(
  server: PortalServer,
  program: string,
  moment: AskedMoment,
): Promise<PortalOutcome<Schools>> {
  const [sites, schedule] = await Promise.all([server.sites(program, moment), server.schedule(program, moment)]);
  if (!sites.ok) return sites;
  if (!schedule.ok) return schedule;
  return { ok: true, value: { sites: sites.value, schedule: schedule.value } };
}

function Found({ sites: { sites, asOf, revision }, schedule: { work } }: Schools) {
  const rows = useMemo(() => schoolRows(sites, work, asOf), [sites, work, asOf]);
  const [query, setQuery] = useSearchParams();
  const [most, setMost] = useState(SCHOOLS);
  const standings = useMemo(() => standingsInOrder(rows.map(({ standing }) => standing)), [rows]);
  const standing = query.get('standing');
  const filter: SchoolFilter = {
    text: query.get('find') ?? '',
    region: query.get('region') || null,
    standing: standings.find((each) => each === standing) ?? null,
  };
  const choose = (name: 'find' | 'region' | 'standing', value: string): void => {
    setMost(SCHOOLS);
    setQuery((before) => withParameter(before, name, value), { replace: true });
  };
  const found = filterSchools(rows, filter);
  return (
    <>
      <Filters {...{ rows, filter, standings }} onChoose={choose} />
      <div role="status">
        <Text>
          {found.length === rows.length
            ? counted(rows.length, 'site')
            : `${counted(found.length, 'site')} of ${rows.length.toLocaleString('en-US')}`}{' '}
          as of {asOf}, at revision {revision}
        </Text>
      </div>
      {found.length > 0 && <SchoolList caption="Schools and other sites" rows={found.slice(0, most)} asOf={asOf} />}
      {found.length === 0 && <Text>No school fits. Try a part of its name, or its location code.</Text>}
      <ShowMore shown={most} total={found.length} step={SCHOOLS} onMore={() => setMost(most + SCHOOLS)} />
    </>
  );
}

interface FiltersProps {
  readonly rows: readonly { readonly region: string }[];
  readonly filter: SchoolFilter;
  readonly standings: readonly NonNullable<SchoolFilter['standing']>[];
  readonly onChoose: (name: 'find' | 'region' | 'standing', value: string) => void;
}

function Filters({ rows, filter, standings, onChoose }: FiltersProps) {
  const styles = useStyles();
  const regions = [...new Set(rows.map(({ region }) => region))].sort((a, b) => a.localeCompare(b, 'en'));
  return (
    <div className={styles.filters} role="search" aria-label="Find a school">
      <Field label="Name or code">
        <Input
          className={styles.input}
          input={{ className: styles.input }}
          type="search"
          value={filter.text}
          onChange={(_, { value }) => onChoose('find', value)}
        />
      </Field>
      <Field label="Region">
        <Select value={filter.region ?? ''} onChange={(_, { value }) => onChoose('region', value)}>
          <option value="">All regions</option>
          {regions.map((region) => (
            <option key={region}>{region}</option>
          ))}
        </Select>
      </Field>
      <Field label="How it stands">
        <Select value={filter.standing ?? ''} onChange={(_, { value }) => onChoose('standing', value)}>
          <option value="">All</option>
          {standings.map((standing) => (
            <option key={standing} value={standing}>
              {standingLabels[standing]}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
