import type { DemoRows } from './demo-rows.ts';

/** What an office might have written into its annual plan. */
const texts: readonly (readonly [section: string, text: string])[] = [
  [
    'Board and oversight committee',
    'Board of Education: seven members, one for each board district.\nBond Oversight Committee: fifteen members, appointed by the bodies that the bond measures name.\nSuperintendent of Schools.',
  ],
  [
    'Mission',
    'Every classroom, office and data center of the district has technology that works, is safe, and is paid for as voters were told.',
  ],
  ['Vision', 'A student who changes schools finds the same network, the same displays and the same safety everywhere.'],
  [
    'Guiding principles',
    'What is oldest and least supported comes first.\n\nWork is done while students are away, or after hours; testing weeks are kept free.\n\nA school is visited once: what can be installed together is installed together.\n\nEvery dollar can be followed from the measure to the school.',
  ],
  [
    'Organization',
    'The Chief Information Officer leads the program. Program managers answer for programs, project managers for projects, field coordinators for regions; the budget and finance officer answers for money, and the E-Rate coordinator for what is claimed.',
  ],
  [
    'Goals and scope',
    'The plan says for every school site what is done there, when, at what cost and from which source. It is amended by the Board of Education and published every month.',
  ],
  [
    'Program: School Network Modernization',
    'Local and wireless networks, cabling, power and the circuits that join schools to the data centers. Equipment is replaced before its maker’s support ends.',
  ],
  [
    'Program: Classroom Technology',
    'Displays and what belongs to them in every classroom, of one kind in all schools.',
  ],
  [
    'Program: Safety, Communications & Security',
    'Telephones, public address, radios, intrusion alarms and cameras, so that help can be called and be heard.',
  ],
  [
    'Funding overview',
    'Voters authorize bonds; series are issued as work proceeds. E-Rate pays its share of what is eligible, and other funds pay for what bonds may not.',
  ],
  [
    'Cost management',
    'Estimates are made from the last bids of the same system and size. Contingency is held on a line of its own and spent by transfer alone.',
  ],
  ['Funds management', 'Money is committed by source and never moved between sources within one change.'],
  [
    'Management structure',
    'A steering meeting every second week decides on what project managers cannot decide among themselves.',
  ],
  [
    'Coordination',
    'Principals agree to dates before a notice to proceed. Facilities, procurement and the school calendar are asked in that order.',
  ],
  [
    'Design guidelines',
    'Category 6A cabling, two access points for a large classroom, one telephone for each room, cameras at every entry.',
  ],
  [
    'Reporting calendar',
    'Monthly: schedule, and variance and accountability. Quarterly: the oversight committee. Yearly: this plan, updated with each amendment.',
  ],
  [
    'Audits',
    'An independent auditor examines bond spending every year, and the internal auditor the program’s controls.',
  ],
  [
    'Change control',
    'What staff may decide is limited by the Board’s delegation; everything else is amended by a board report with its exhibit.',
  ],
  [
    'Amendment: background',
    'The Strategic Execution Plan describes what is done at each school site, when, and at what cost. Staff asks the Board to amend it as Exhibit A says.',
  ],
];

/** Texts of the annual plan and of board reports; what is not there, such as two programs, the report names. */
export function generateTexts(rows: DemoRows): void {
  for (const [section, text] of texts) rows.add('reportTexts', { section, text });
}
