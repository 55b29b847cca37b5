import { boardDistricts, regions } from '../../shared/tables/lists.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { demoSystems, systemWork } from './catalog.ts';
import { DATA_DATE } from './demo-size.ts';
import type { DemoRows } from './demo-rows.ts';
import type { Random } from './random.ts';

export interface DemoSite {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly region: string;
  readonly boardDistrict: string;
  readonly enrollment: number | null;
  readonly active: boolean;
}

/** Shares of school types and average enrollment as in a large state's directory; the sizes spread log-normally. */
const siteTypes: readonly (readonly [
  { type: string; word: string; short: string; students: number; grades: string | null },
  number,
])[] = [
  [{ type: 'Elementary', word: 'Elementary', short: 'ES', students: 455, grades: 'KG-05' }, 52],
  [{ type: 'Middle', word: 'Middle School', short: 'MS', students: 650, grades: '06-08' }, 11],
  [{ type: 'High', word: 'High School', short: 'HS', students: 1_200, grades: '09-12' }, 11],
  [{ type: 'Continuation', word: 'Continuation School', short: 'CS', students: 95, grades: '09-12' }, 4],
  [{ type: 'K-12/Span', word: 'Academy', short: 'ACAD', students: 520, grades: 'KG-08' }, 4],
  [{ type: 'Alternative', word: 'Alternative School', short: 'ALT', students: 130, grades: '07-12' }, 3],
  [{ type: 'Special Education', word: 'Center', short: 'CTR', students: 90, grades: 'KG-12' }, 2],
  [{ type: 'Early Education', word: 'Early Education Center', short: 'EEC', students: 80, grades: 'PK' }, 4],
  [{ type: 'Adult/Occupational', word: 'Adult School', short: 'AS', students: 300, grades: null }, 2],
  [{ type: 'Administrative', word: 'Offices', short: 'OFC', students: 0, grades: null }, 5],
  [{ type: 'Warehouse/Data Center', word: 'Service Center', short: 'SVC', students: 0, grades: null }, 2],
];

const firstNames =
  'Alder,Aspen,Birch,Cañon,Cedar,Chaparral,Cottonwood,Cypress,Dogwood,Elderberry,Fern,Foxglove,Granite,Hawthorn,Heron,Iris,Ironwood,Juniper,Kestrel,Lark,Laurel,Lupine,Madrone,Magpie,Manzanita,Maple,Meadow,Mesquite,Miller’s,Nettle,Ñandú,Oak,O’Dell,Olive,Osprey,Otter,Peña,Pine,Piñon,Plover,Poppy,Quail,Redbud,Sage,Sequoia,Sorrel,Spruce,Swallow,Sycamore,Tamarack,Thistle,Tule,Walnut,Willow,Wren,Yarrow,Yucca'.split(
    ',',
  );
const secondNames =
  'Basin,Bend,Bluff,Bridge,Brook,Canyon,Creek,Crossing,Falls,Farm,Field,Flat,Ford,Gap,Glen,Grove,Heights,Hill,Hollow,Knoll,Lake,Landing,Ledge,Mesa,Mill,Park,Pass,Point,Pond,Ranch,Ridge,Rock,Run,Spring,Terrace,Trail,Vale,Valley,View,Woods'.split(
    ',',
  );

/** Sites with addresses, codes and enrollment, all invented: county 99 is assigned to nobody. */
export function generateSites(rows: DemoRows, random: Random, count: number): DemoSite[] {
  const names = uniqueNames(random, count);
  const codes = random
    .shuffled(Array.from({ length: 9_999 }, (_, i) => i + 1))
    .slice(0, count)
    .sort((a, b) => a - b)
    .map((code) => String(code).padStart(4, '0'));
  const sites: DemoSite[] = [];
  codes.forEach((code, i) => sites.push(generateSite(rows, random, code, names[i] ?? code, sites)));
  return sites;
}

function uniqueNames(random: Random, count: number): string[] {
  const pairs = firstNames.flatMap((first) => secondNames.map((second) => `${first} ${second}`));
  const shuffled = random.shuffled(pairs);
  // More sites than pairs: a number tells the namesakes apart.
  return Array.from({ length: count }, (_, i) => {
    const name = shuffled[i % shuffled.length] ?? '';
    return i < shuffled.length ? name : `${name} No. ${Math.floor(i / shuffled.length) + 1}`;
  });
}

function generateSite(
  rows: DemoRows,
  random: Random,
  code: string,
  name: string,
  earlier: readonly DemoSite[],
): DemoSite {
  const kind = random.pickWeighted(siteTypes);
  const isSchool = kind.students > 0;
  const enrollment = isSchool ? Math.max(12, Math.round(random.logNormal(kind.students, 0.42))) : null;
  const region = random.pick(regions);
  const status = random.pickWeighted([
    ['Active', 97],
    ['Closed', 2],
    ['Pending', 1],
  ] as const);
  const openDate = `${random.integer(1991, 2019)}-0${random.integer(7, 9)}-${random.integer(10, 28)}`;
  const host = random.chance(0.03) ? earlier.findLast((site) => site.region === region && site.active) : undefined;
  const boardDistrict = random.pick(boardDistricts);
  rows.add('sites', {
    code,
    name: `${name} ${kind.word}`,
    shortName: `${name} ${kind.short}`,
    cdsCode: isSchool ? `9999999${code.padStart(7, '0')}` : null,
    ncesId: isSchool ? `9999999${code.padStart(5, '0')}` : null,
    entityNumber: `1700${code}`,
    type: kind.type,
    erateClass: isSchool ? 'School' : 'Non-instructional facility (NIF)',
    region,
    boardDistrict,
    street: `${random.integer(100, 9_899)} ${random.pick(firstNames)} ${random.pick(['Street', 'Avenue', 'Way', 'Road'])}`,
    city: random.pick(['Cedar Basin', 'Cañon Seco', 'North Basin', 'Saint Orrin']),
    state: 'CA',
    zip: `9${random.integer(1_000, 9_999)}${random.chance(0.3) ? `-${random.integer(1_001, 9_999)}` : ''}`,
    latitude: 36_000_000 + random.integer(1, 899_999),
    longitude: -117_000_000 - random.integer(1, 899_999),
    grades: kind.grades,
    enrollment,
    enrollmentAsOf: enrollment === null ? null : '2026-10-07',
    campus: host?.code ?? null,
    status,
    openDate: status === 'Pending' ? null : openDate,
    closedDate: status === 'Closed' ? `${random.integer(2_022, 2_025)}-06-${random.integer(10, 28)}` : null,
    contactRole: isSchool ? 'Site Administrator' : 'Facilities Lead',
  });
  const words = { name: `${name} ${kind.word}`, shortName: `${name} ${kind.short}` };
  return { code, ...words, region, boardDistrict, enrollment, active: status === 'Active' };
}

/** The inventory: what is installed at each site, with its age and condition. */
export function generateInventory(rows: DemoRows, random: Random, sites: readonly DemoSite[]): void {
  const atSites = demoSystems.filter(({ code }) => !['CORE', 'SIS', 'BIZ', 'DRBC'].includes(code));
  for (const site of sites.filter(({ active }) => active)) {
    for (const { code: system, usefulLife } of random.sample(atSites, random.integer(5, 8))) {
      const work = systemWork[system];
      const installed = addDays(DATA_DATE, -random.integer(200, 4_500));
      rows.add('siteSystems', {
        location: site.code,
        system,
        sequence: 1,
        quantity: Math.max(1, Math.round(((site.enrollment ?? 60) * (work?.per100 ?? 1)) / 100)),
        unit: work?.unit ?? 'unit',
        generation: random.pick(['First', 'Second', 'Third']) + ' generation',
        installedDate: installed,
        endOfSupport: addDays(installed, (usefulLife ?? 8) * 365 + random.integer(1, 200)),
        condition: random.pick(['Good', 'Good', 'Fair', 'Fair', 'Poor', 'Unknown']),
        assetTag: `AT-${String(random.integer(1, 9_999_999)).padStart(7, '0')}`,
      });
    }
  }
}
