import { Field, Select, Text, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { mapOutlines, siteMap } from '../../../shared/plan/sites/site-map.ts';
import { standingsInOrder } from '../../../shared/plan/sites/site-standing.ts';
import type { SitesReply } from '../../../shared/protocol/sites.ts';
import { ShowMore } from '../../components/show-more.tsx';
import { counted } from '../../views/cell-words.ts';
import { isEverything } from '../../views/schedule/filter-address.ts';
import type { AskedMoment } from '../asked-moment.ts';
import type { PortalServer } from '../portal-server.ts';
import { SchoolList } from '../schools/school-list.tsx';
import { schoolRows, type SchoolRow } from '../schools/school-rows.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { StandingMark } from '../../components/standing-mark.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { ShownSchedule } from './schedule-data.ts';
import { SiteDots } from './site-dots.tsx';

const SIZE = { width: 1_000, height: 640, margin: 24 };
/** So many sites are listed beside the map at first. */
const LISTED = 40;

/** What is outlined on the map. */
export const outlineCuts = { region: 'Regions', boardDistrict: 'Board districts' } as const;
export type OutlineCut = keyof typeof outlineCuts;

export function isOutlineCut(name: string): name is OutlineCut {
  return Object.hasOwn(outlineCuts, name);
}

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px 20px', alignItems: 'end' },
  // On paper nothing can be chosen.
  choice: { '@media print': { display: 'none' } },
  legend: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', margin: 0, padding: 0, listStyleType: 'none' },
});

interface MapViewProps {
  readonly server: PortalServer;
  /** Program id. */
  readonly program: string;
  readonly moment: AskedMoment;
  readonly schedule: ShownSchedule;
  readonly outline: OutlineCut;
  readonly onOutline: (outline: OutlineCut) => void;
}

/** Where work is: every school with what passes the filter, by how it stands and what it costs. */
export function MapView({ server, program, moment, ...shown }: MapViewProps) {
  const ask = useCallback(() => server.sites(program, moment), [server, program, moment]);
  return (
    <PortalAnswer ask={ask} waiting="Looking up where schools are…" failed="The schools couldn’t be read">
      {(sites) => <SitesOnMap sites={sites} {...shown} />}
    </PortalAnswer>
  );
}

type SitesOnMapProps = Pick<MapViewProps, 'schedule' | 'outline' | 'onOutline'> & { readonly sites: SitesReply };

function SitesOnMap({ sites: { sites }, schedule, outline, onOutline }: SitesOnMapProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { work, filter, asOf } = schedule;
  const [most, setMost] = useState(LISTED);
  const rows = useMemo(() => {
    const all = schoolRows(sites, work, asOf).filter(
      ({ status, work: here }) => status === 'Active' || here.length > 0,
    );
    // A filter looks at work, so only an unfiltered map has the schools at which there is none.
    return isEverything(filter) ? all : all.filter(({ work: here }) => here.length > 0);
  }, [sites, work, asOf, filter]);
  const map = useMemo(() => siteMap(rows, SIZE), [rows]);
  const outlines = useMemo(() => mapOutlines(map.placed, (site) => site[outline]), [map, outline]);
  if (rows.length === 0) return <Text>No school fits these filters.</Text>;
  return (
    <>
      <div className={styles.bar}>
        <Field label="Outlines" className={styles.choice}>
          <Select value={outline} onChange={(_, { value }) => onOutline(isOutlineCut(value) ? value : 'region')}>
            {Object.entries(outlineCuts).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <ul className={styles.legend} aria-label="What the letters mean">
          {standingsInOrder(rows.map(({ standing }) => standing)).map((standing) => (
            <li key={standing}>
              <StandingMark standing={standing} />
            </li>
          ))}
        </ul>
        <Text className={mergeClasses(shared.quiet, styles.choice)}>
          The larger, the more money. Arrow keys go from school to school.
        </Text>
      </div>
      {map.placed.length > 0 && (
        <SiteDots
          map={map}
          outlines={outlines.map((each) => ({ ...each, label: outlineLabel(outline, each.name) }))}
          label={`Map of ${counted(map.placed.length, 'school')}; the same schools stand in the table below.`}
        />
      )}
      <Unplaced map={map} />
      <SchoolList
        caption={`The same ${counted(rows.length, 'school')} as a list`}
        rows={rows.slice(0, most)}
        asOf={asOf}
      />
      <ShowMore shown={most} total={rows.length} step={LISTED} onMore={() => setMost(most + LISTED)} />
    </>
  );
}

function outlineLabel(outline: OutlineCut, name: string): string {
  return outline === 'region' ? name : `District ${name}`;
}

/** Schools whose coordinates are missing or wrong, for whoever mends them. */
function Unplaced({
  map: { unplaced },
}: {
  readonly map: { readonly unplaced: ReturnType<typeof siteMap<SchoolRow>>['unplaced'] };
}) {
  const shared = usePortalStyles();
  if (unplaced.length === 0) return null;
  return (
    <details>
      <summary>
        {counted(unplaced.length, 'school')} {unplaced.length === 1 ? 'is' : 'are'} not on the map
      </summary>
      <ul className={shared.list}>
        {unplaced.map(({ site: { code, name }, why }) => (
          <li key={code}>
            <ProgramLink page={`schools/${code}`}>{name}</ProgramLink> {code}:{' '}
            {why === 'missing'
              ? 'latitude or longitude is missing in Sites'
              : 'latitude and longitude lie far from all others; correct them in Sites'}
          </li>
        ))}
      </ul>
    </details>
  );
}
