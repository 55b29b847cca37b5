import type { DemoRows } from './demo-rows.ts';

const BOARD = 'Board of Education';

/**
 * The worked example by which the office's definitions are explained: four projects, nine lines, three sources. Amounts
 * in cents. Three sites share the first project by enrollment.
 */
export function miniProgram(rows: DemoRows): void {
  addSites(rows);
  addSources(rows);
  addProjects(rows);
  addLines(rows);
  addChanges(rows);
  addCommitments(rows);
  addExpenditures(rows);
  addForecasts(rows);
  // May is still being reconciled: who tries the worked example can change a payment.
  for (const [period, status, controlTotal] of [
    ['2026-02', 'Closed', 106_750_050],
    ['2026-05', 'Soft close', 207_734_567],
  ] as const) {
    rows.add('periods', { period, status, controlTotal });
  }
  addBoundaries(rows);
  rows.add('reportTexts', { section: 'Mission', text: 'Technology that works at every school site.' });
  rows.add('reportTexts', {
    section: 'Guiding principles',
    text: 'What is oldest comes first.\n\nWork is done while students are away.',
  });
}

function addSites(rows: DemoRows): void {
  const sites = [
    { code: '0417', name: 'Alder Elementary', region: 'North', boardDistrict: '3', enrollment: 225 },
    { code: '0420', name: 'Peñasco Elementary', region: 'North', boardDistrict: '5', enrollment: 256 },
    { code: '0433', name: 'Miller’s Crossing Middle School', region: 'South', boardDistrict: '3', enrollment: 581 },
  ];
  for (const site of sites) {
    rows.add('sites', {
      ...site,
      type: site.name.includes('Middle') ? 'Middle' : 'Elementary',
      cdsCode: `99999990000${site.code.slice(1)}`,
      ncesId: `99999990${site.code}`,
      entityNumber: `1700${site.code}`,
      erateClass: 'School',
      street: `${site.code.slice(1)} Basin Way`,
      city: 'Cedar Basin',
      state: 'CA',
      zip: '93599',
      enrollmentAsOf: '2025-10-01',
      status: 'Active',
    });
  }
  const system = (code: string, name: string, program: string, erateCategory: string) =>
    rows.add('systems', { code, name, program, erateCategory, usefulLife: 7 });
  system('WLAN', 'Wireless LAN', 'School Network Modernization', 'C2');
  system('PA', 'Public address and bells', 'Safety, Communications & Security', 'Ineligible');
  system('CCTV', 'Cameras', 'Safety, Communications & Security', 'Ineligible');
  rows.add('people', { id: 'PM-07', name: 'Project Manager 07', organization: 'District', active: true });
}

/** One that has come and one to come, both of the board's districts: who may edit a site depends on its region alone. */
function addBoundaries(rows: DemoRows): void {
  rows.add('siteBoundaries', {
    location: '0433',
    effectiveFrom: '2026-07-01',
    region: 'South',
    boardDistrict: '4',
    note: 'Board districts redrawn after the census',
  });
  rows.add('siteBoundaries', {
    location: '0420',
    effectiveFrom: '2027-07-01',
    region: 'North',
    boardDistrict: '7',
    note: 'Districts trued up for the new board',
  });
}

function addSources(rows: DemoRows): void {
  const source = (code: string, name: string, type: string, fund: string, authorized: number, available: number) =>
    rows.add('fundingSources', { code, name, type, fund, resource: '9010', authorized, available });
  source('BND-A', 'Measure A (2016)', 'GO Bond', '21', 1_200_000_000, 900_000_000);
  source('ERT-26', 'E-Rate, funding year 2026', 'E-Rate C2', '01', 255_000_000, 170_000_000);
  source('F40', 'Fund 40, Special Reserve', 'General/Other', '40', 100_000_000, 100_000_000);
}

function addProjects(rows: DemoRows): void {
  const common = {
    status: 'Active',
    financialStatus: 'Open',
    approvalDate: '2025-11-18',
    manager: 'PM-07',
    bondListRef: 'A-IT-04',
  };
  rows.add('projects', {
    ...common,
    number: '26.00001',
    name: 'LAN/WLAN Refresh – North Group 1',
    program: 'School Network Modernization',
    primarySystem: 'WLAN',
    class: 'Multi-site',
    region: 'North',
    scopeDescription: 'Replace access points, switches and closet cabling at three schools.',
    phase: 'Installation',
    percentComplete: 350_000,
  });
  rows.add('projects', {
    ...common,
    number: '26.00002',
    name: 'Public Address Replacement – South',
    program: 'Safety, Communications & Security',
    primarySystem: 'PA',
    class: 'Site',
    region: 'South',
    scopeDescription: 'Replace speakers and head end.',
    phase: 'Close-out',
    percentComplete: 975_000,
  });
  rows.add('projects', {
    ...common,
    number: '26.00003',
    name: 'Camera Upgrade – North',
    program: 'Safety, Communications & Security',
    primarySystem: 'CCTV',
    class: 'Site',
    region: 'North',
    scopeDescription: 'Install cameras and recorder.',
    phase: 'Installation',
    percentComplete: 500_000,
  });
  rows.add('projects', {
    ...common,
    number: '99.00000',
    name: 'Program Reserve',
    program: 'School Network Modernization',
    primarySystem: 'WLAN',
    class: 'Program Reserve',
    scopeDescription: 'Reserve of the plan; spent only by transfer to a project.',
    phase: 'Pre-Design',
    percentComplete: 0,
  });
  for (const location of ['0417', '0420', '0433']) {
    rows.add('scope', {
      project: '26.00001',
      location,
      system: 'WLAN',
      status: 'Planned',
      basis: 'Enrollment',
      unit: 'AP',
      item: 'Replace access points and switches',
    });
  }
}

function addLines(rows: DemoRows): void {
  const lines = [
    ['BL-001', '26.00001', 'BND-A', '2025-26', 'Equipment', 140_000_000],
    ['BL-002', '26.00001', 'BND-A', '2026-27', 'Installation & Cabling', 130_000_000],
    ['BL-003', '26.00001', 'BND-A', '2026-27', 'Contingency', 30_000_000],
    ['BL-004', '26.00001', 'ERT-26', '2026-27', 'Equipment', 170_000_000],
    ['BL-005', '26.00002', 'BND-A', '2025-26', 'Installation & Cabling', 79_000_000],
    ['BL-006', '26.00002', 'BND-A', '2025-26', 'Contingency', 6_000_000],
    ['BL-007', '26.00003', 'BND-A', '2025-26', 'Equipment', 120_000_000],
    ['BL-008', '26.00003', 'F40', '2025-26', 'Services & Licenses', 30_000_000],
    ['BL-009', '99.00000', 'BND-A', '2025-26', 'Program Reserve', 50_000_000],
  ] as const;
  for (const [id, project, source, fiscalYear, category, original] of lines) {
    rows.add('budgetLines', { id, project, source, fiscalYear, category, original });
  }
}

function addChanges(rows: DemoRows): void {
  const requested = { requestedBy: 'PM-07' };
  rows.add('changes', {
    ...requested,
    number: 'BC-01',
    type: 'Board Amendment',
    status: 'Approved',
    approvedBy: BOARD,
    reportNumber: 'Rep-110-25/26',
    resolutionNumber: '2026-11',
    boardDate: '2026-01-20',
    effectiveDate: '2026-01-20',
    title: 'Augment the refresh of North Group 1 from the reserve',
    reason: 'Bids came in above the estimate; the reserve covers the difference.',
  });
  rows.add('changes', {
    ...requested,
    number: 'BC-02',
    type: 'Staff Modification',
    status: 'Approved',
    approvedBy: 'FIN-02',
    effectiveDate: '2026-03-02',
    title: 'Move what the public address work did not need',
    reason: 'The camera upgrade needs a larger recorder than planned.',
  });
  rows.add('changes', {
    ...requested,
    number: 'BC-03',
    type: 'Board Amendment',
    status: 'Pending',
    title: 'Augment the camera upgrade from the reserve',
    reason: 'Two more entrances are to be covered at the request of the site.',
  });
  const lines = [
    ['BC-01', 1, 'BL-002', 25_000_000, 'BL-009'],
    ['BC-01', 2, 'BL-009', -25_000_000, 'BL-002'],
    ['BC-02', 1, 'BL-005', -4_000_001, 'BL-007'],
    ['BC-02', 2, 'BL-007', 4_000_001, 'BL-005'],
    ['BC-03', 1, 'BL-007', 10_000_000, 'BL-009'],
    ['BC-03', 2, 'BL-009', -10_000_000, 'BL-007'],
  ] as const;
  for (const [change, line, budgetLine, amount, counterpart] of lines) {
    rows.add('changeLines', { change, line, budgetLine, amount, counterpart });
  }
}

function addCommitments(rows: DemoRows): void {
  const commitments = [
    ['PO-1', 'BL-001', 135_000_000, 0],
    ['PO-2', 'BL-002', 120_000_000, 8_733_333],
    ['PO-3', 'BL-004', 170_000_000, 0],
    ['PO-4', 'BL-005', 72_000_000, -1_500_000],
    ['PO-5', 'BL-007', 118_000_000, 2_000_000],
    ['PO-6', 'BL-008', 25_000_000, 0],
  ] as const;
  for (const [number, budgetLine, original, changeOrder] of commitments) {
    rows.add('commitments', {
      number,
      line: 10,
      budgetLine,
      original,
      type: 'PO',
      status: 'Open',
      statusDate: '2025-12-09',
      awardDate: '2025-12-09',
      vendor: 'Vendor A01',
      description: `Work on ${budgetLine}`,
    });
    if (changeOrder === 0) continue;
    rows.add('commitmentChanges', {
      number: 'CO-001',
      commitment: number,
      commitmentLine: 10,
      date: '2026-02-03',
      amount: changeOrder,
      reason: changeOrder > 0 ? 'Unforeseen' : 'Credit',
      status: 'Approved',
      approvalRef: 'Task 110',
    });
  }
}

function addExpenditures(rows: DemoRows): void {
  const postings = [
    ['V1', '2026-05-12', 'PO-1', 'BL-001', 135_000_000],
    ['V2', '2026-02-11', 'PO-2', 'BL-002', 36_250_050],
    ['V3', '2026-02-18', 'PO-4', 'BL-005', 70_500_000],
    ['V4', '2026-05-12', 'PO-5', 'BL-007', 59_999_999],
    ['V5', '2026-05-20', null, 'BL-008', 1_234_567],
    ['V6', '2026-05-20', 'PO-6', 'BL-008', 12_500_000],
    ['V7', '2026-05-27', 'PO-5', 'BL-007', -999_999],
  ] as const;
  for (const [document, postingDate, commitment, budgetLine, amount] of postings) {
    rows.add('expenditures', {
      document,
      line: 1,
      postingDate,
      period: postingDate.slice(0, 7),
      budgetLine,
      amount,
      commitment,
      commitmentLine: commitment === null ? null : 10,
      type: amount < 0 ? 'Credit' : commitment === null ? 'Journal' : 'Invoice',
    });
  }
}

function addForecasts(rows: DemoRows): void {
  const estimates = [
    ['26.00001', 'Equipment', 180_000_000],
    ['26.00001', 'Installation & Cabling', 110_000_000],
    ['26.00001', 'Contingency', 0],
    ['26.00002', 'All categories', 0],
    ['26.00003', 'All categories', 75_000_000],
    ['99.00000', 'Program Reserve', 25_000_000],
  ] as const;
  for (const [project, category, etc] of estimates) {
    rows.add('forecasts', { project, category, period: '2026-10', etc, method: 'Manual', updatedBy: 'PM-07' });
  }
}
