import type { Row } from '../../shared/tables/all-tables.ts';

/** The catalog of systems. Families as in published plans of large districts; codes are invented. */
export const demoSystems: readonly Row<'systems'>[] = [
  system('LAN', 'Local area network', 'School Network Modernization', 'C2', 8),
  system('WLAN', 'Wireless LAN', 'School Network Modernization', 'C2', 7),
  system('WAN', 'Wide area network', 'School Network Modernization', 'C1', 10),
  system('CORE', 'Core network', 'School Network Modernization', 'Mixed', 8),
  system('CABL', 'Structured cabling', 'School Network Modernization', 'C2', 20),
  system('UPS', 'Uninterruptible power', 'School Network Modernization', 'C2', 6),
  system('CLSR', 'Classroom displays', 'Classroom Technology', 'Ineligible', 6),
  system('VOIP', 'Telephones', 'Safety, Communications & Security', 'Ineligible', 9),
  system('PA', 'Public address and bells', 'Safety, Communications & Security', 'Ineligible', 12),
  system('CCTV', 'Cameras', 'Safety, Communications & Security', 'Ineligible', 7),
  system('RADIO', 'Two-way radio', 'Safety, Communications & Security', 'Ineligible', 12),
  system('SIS', 'Student information system', 'Student Information', 'Ineligible', 12),
  system('BIZ', 'Business systems', 'Business Systems', 'Ineligible', 12),
  system('DRBC', 'Disaster recovery site', 'Disaster Recovery & Continuity', 'Ineligible', 8),
];

function system(
  code: string,
  name: string,
  program: string,
  erateCategory: string,
  usefulLife: number,
): Row<'systems'> {
  return { code, name, program, erateCategory, usefulLife };
}

/** What a unit of each system is, how many a site has per 100 students, and what the work is called. */
export const systemWork: Readonly<Record<string, { unit: string; per100: number; work: string; item: string }>> = {
  LAN: { unit: 'switch', per100: 2, work: 'LAN Refresh', item: 'Replace switches and patch panels' },
  WLAN: { unit: 'AP', per100: 8, work: 'Wi-Fi Upgrade', item: 'Replace access points' },
  WAN: { unit: 'unit', per100: 0.2, work: 'WAN Circuit Upgrade', item: 'Upgrade the fiber circuit' },
  CORE: { unit: 'unit', per100: 0.3, work: 'Core Network Upgrade', item: 'Replace core routers' },
  CABL: { unit: 'drop', per100: 30, work: 'Recabling', item: 'Pull Category 6A drops' },
  UPS: { unit: 'unit', per100: 0.8, work: 'UPS Replacement', item: 'Replace closet UPS units' },
  CLSR: { unit: 'unit', per100: 4, work: 'Classroom Display Refresh', item: 'Mount interactive displays' },
  VOIP: { unit: 'handset', per100: 9, work: 'Telephone Replacement', item: 'Replace handsets and gateway' },
  PA: { unit: 'speaker', per100: 12, work: 'Public Address Replacement', item: 'Replace speakers and head end' },
  CCTV: { unit: 'camera', per100: 5, work: 'Camera Upgrade', item: 'Install cameras and recorder' },
  RADIO: { unit: 'unit', per100: 1.5, work: 'Radio Rebanding', item: 'Replace handheld radios' },
  SIS: { unit: 'license', per100: 100, work: 'Student Information Upgrade', item: 'Migrate to the new release' },
  BIZ: { unit: 'license', per100: 3, work: 'Business Systems Upgrade', item: 'Migrate finance modules' },
  DRBC: { unit: 'unit', per100: 0.1, work: 'Recovery Site Build-out', item: 'Build out the recovery site' },
};

/** A funding source before its amounts are known. */
export interface DemoSource {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly series: string | null;
  readonly fund: string;
  readonly resource: string;
  readonly restriction: string | null;
  readonly allowedPrograms: string | null;
  readonly allowedSystems: string | null;
  readonly issueDate: string | null;
}

const bond = { type: 'GO Bond', fund: '21', resource: '9010', allowedSystems: null } as const;
const listedOnly = 'Projects of the bond list only; no salaries and no operating cost.';
const erate = { fund: '01', resource: '9040', series: null, allowedPrograms: null, issueDate: null } as const;

export const demoSources: readonly DemoSource[] = [
  {
    ...bond,
    code: 'BND-A1',
    name: 'Measure A (2016), first series',
    series: '2017-A',
    issueDate: '2017-08-15',
    restriction: listedOnly,
    allowedPrograms: null,
  },
  {
    ...bond,
    code: 'BND-A2',
    name: 'Measure A (2016), second series',
    series: '2022-B',
    issueDate: '2022-04-12',
    restriction: listedOnly,
    allowedPrograms: null,
  },
  {
    ...bond,
    code: 'BND-T',
    name: 'Measure T (2022)',
    series: '2023-A',
    issueDate: '2023-09-19',
    restriction: listedOnly,
    allowedPrograms: 'School Network Modernization; Safety, Communications & Security; Classroom Technology',
  },
  {
    ...erate,
    code: 'ERT-C1',
    name: 'E-Rate Category One',
    type: 'E-Rate C1',
    restriction: 'Connections to the building.',
    allowedSystems: 'WAN',
  },
  {
    ...erate,
    code: 'ERT-C2',
    name: 'E-Rate Category Two',
    type: 'E-Rate C2',
    restriction: 'Equipment inside the building.',
    allowedSystems: 'LAN; WLAN; CABL; UPS',
  },
  {
    code: 'F40',
    name: 'Fund 40, Special Reserve',
    type: 'General/Other',
    series: null,
    fund: '40',
    resource: '0000',
    restriction: null,
    allowedPrograms: null,
    allowedSystems: null,
    issueDate: null,
  },
];
