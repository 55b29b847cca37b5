import type { Duty } from '../../shared/access/duty.ts';
import { commentsReply } from '../../shared/protocol/comments.ts';
import { checksReply } from '../../shared/protocol/totals.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { parseWorkbook } from '../../server/workbook/read/parse-workbook.ts';
import { setCell } from '../../server/workbook/testing/edit-file.ts';
import { filePlaces } from '../../server/workbook/upload/file-places.ts';
import { localOf } from '../../server/workbook/upload/local-of.ts';
import { REASON } from './change-office.ts';
import { DOLLAR, get, jsonOf, post, put, type DutyAct } from './duty-act.ts';
import { actsOnChanges } from './duty-acts-on-changes.ts';
import { INVITATION, joined, proposed, STATE, type DutyOffice } from './duty-office.ts';
import { approvingAmendment, approvingLine, inserts, project, site, source, system, update } from './plan-rows.ts';

const CLOSING = '2025-10';
const SOFT = '2026-10';
const LATE = '2026-09';
const EXPLANATION = 'Known to the office, and agreed.';

/** An act by a sync of rows that are made for it. */
function bySync(
  does: string,
  duty: Duty | null,
  edits: (office: DutyOffice) => Promise<Parameters<DutyOffice['sync']>[0]>,
): DutyAct {
  const route = 'POST /programs/{program}/sync';
  return { does, duty, route, asked: async (office) => office.sync(await edits(office)) };
}

/** An act by a sync that adds one row. */
function adds(does: string, duty: Duty, table: string, cells: (office: DutyOffice) => Cells): DutyAct {
  return bySync(does, duty, async (office) => ({ [table]: inserts(cells(office)).edits }));
}

const change = (number: string, cells: Cells = {}): Cells => ({
  number,
  type: 'Staff Modification',
  status: 'Draft',
  title: 'Moves money',
  reason: REASON,
  requestedBy: 'Ana',
  ...cells,
});

const order = (number: string, cells: Cells = {}): Cells => ({
  number,
  commitment: 'PO-1',
  commitmentLine: 1,
  date: '2026-11-20',
  amount: DOLLAR,
  reason: 'Owner scope',
  status: 'Pending',
  ...cells,
});

const posting = (document: string, cells: Cells = {}): Cells => ({
  document,
  line: 1,
  postingDate: '2026-11-12',
  period: '2026-11',
  budgetLine: 'BL-003',
  amount: DOLLAR,
  type: 'Invoice',
  ...cells,
});

/** A project that the board has approved, brought in as such. */
async function approvedProject(office: DutyOffice, cells: Cells = {}): Promise<string> {
  const approval = { status: 'Approved', approvalChange: 'BA-1', approvalDate: '2025-11-18' };
  return (await proposed(office, { ...approval, ...cells })).row;
}

const ofRows: readonly DutyAct[] = [
  adds('add a site', 'editRows', 'sites', ({ fresh }) => site(fresh('').padStart(4, '0'))),
  bySync('set the name of a site', 'editRows', async ({ fresh, bringRow }) => ({
    sites: update(await bringRow('sites', site(fresh(''))), { name: 'Alder' }),
  })),
  bySync('take out a system', 'editRows', async ({ fresh, bringRow }) => ({
    systems: { deletes: [{ row: await bringRow('systems', system(fresh('S'))) }] },
  })),
  bySync('take back a proposed project', 'editRows', async (office) => ({
    projects: update((await proposed(office)).row, { status: 'Cancelled' }),
  })),
  bySync('put an approved project on hold', 'editRows', async (office) => ({
    projects: update(await approvedProject(office), { status: 'On Hold' }),
  })),
  bySync('activate an approved project', 'editRows', async (office) => ({
    // Management of the program is no work that would have to be prepared [V46].
    projects: update(await approvedProject(office, { class: 'Program Management' }), { status: 'Active' }),
  })),
  bySync('ask for the close of the money of a project', 'editRows', async (office) => ({
    projects: update(await approvedProject(office), { financialStatus: 'Closing' }),
  })),
  bySync('cancel an approved project', 'recordBoardActs', async (office) => ({
    projects: update(await approvedProject(office), { status: 'Cancelled' }),
  })),
  bySync('count an approved project under another program', 'recordBoardActs', async (office) => ({
    projects: update(await approvedProject(office), { program: 'Business Systems' }),
  })),
  bySync('record the approval of a project', 'recordBoardActs', async (office) => {
    const { number, row } = await proposed(office);
    const [line, act] = [office.fresh('BL-D'), office.fresh('BA-D')];
    await office.bring({
      budgetLines: inserts({ ...budget, id: line, project: number }).edits,
      changes: inserts(approvingAmendment(act)).edits,
      changeLines: inserts(approvingLine(act, line)).edits,
    });
    await office.set('projects', row, { approvalChange: act });
    return { projects: update(row, { status: 'Approved' }) };
  }),
  bySync('close the money of a project', 'closeProjects', async (office) => ({
    projects: update(await approvedProject(office, { financialStatus: 'Closing' }), { financialStatus: 'Closed' }),
  })),
  adds('enter a project that is approved already', 'administer', 'projects', ({ fresh }) =>
    project(fresh('27.1'), { status: 'Approved', approvalChange: 'BA-1', approvalDate: '2025-11-18' }),
  ),
  adds('enter a draft of a change', 'draftChanges', 'changes', ({ fresh }) => change(fresh('BC-D'))),
  adds('enter a change that is approved already', 'administer', 'changes', ({ fresh }) =>
    change(fresh('BC-D'), { status: 'Approved', effectiveDate: '2026-11-23', approvedBy: 'Finance' }),
  ),
  adds('enter a commitment', 'commitments', 'commitments', ({ fresh }) => ({
    number: fresh('PO-D'),
    line: 1,
    budgetLine: 'BL-003',
    vendor: 'V',
    type: 'PO',
    description: 'Switches',
    awardDate: '2026-11-10',
    original: DOLLAR,
    status: 'Draft',
  })),
  adds('ask for a change order', 'commitments', 'commitmentChanges', ({ fresh }) => order(fresh('CO-D'))),
  ...(['Approved', 'Rejected'] as const).map((status) =>
    bySync(`set a change order to ${status}`, 'approveChangeOrders', async ({ officer, fresh, bringRow }) => ({
      commitmentChanges: update(await bringRow('commitmentChanges', order(fresh('CO-D')), officer), { status }),
    })),
  ),
  adds('enter a change order that is approved already', 'administer', 'commitmentChanges', ({ fresh }) =>
    order(fresh('CO-D'), { status: 'Approved' }),
  ),
  adds('enter a posting', 'ledger', 'expenditures', ({ fresh }) => posting(fresh('V-D'))),
  bySync('enter a posting of a month in soft close', 'closeMonths', async (office) => {
    await monthIs(office, SOFT, 'Soft close');
    const late = { postingDate: `${SOFT}-12`, period: SOFT };
    return { expenditures: inserts(posting(office.fresh('V-D'), late)).edits };
  }),
  bySync('enter a forecast', 'forecastAndSchedule', async (office) => {
    const [line, { number }] = [office.fresh('BL-D'), await proposed(office)];
    await office.bringRow('budgetLines', { ...budget, id: line, project: number });
    return { forecasts: inserts({ project: number, category: 'Equipment', period: '2026-11', etc: DOLLAR }).edits };
  }),
  bySync('enter a milestone', 'forecastAndSchedule', async (office) => {
    const { number } = await proposed(office);
    const milestone = { project: number, milestone: 'M50 Installation start', baselineNumber: 0 };
    return { milestones: inserts({ ...milestone, forecastFinish: '2026-12-01' }).edits };
  }),
  adds('add a source of funds', 'fundingAndPeople', 'fundingSources', ({ fresh }) => source(fresh('SRC-'))),
  adds('add a person', 'fundingAndPeople', 'people', ({ fresh }) => person(fresh('P-D'))),
  bySync('assign somebody else', 'fundingAndPeople', async ({ fresh, bringRow }) => {
    const id = fresh('P-D');
    await bringRow('people', person(id));
    return { assignments: inserts({ role: 'Project Manager', person: id, from: '2026-11-01' }).edits };
  }),
  bySync('take out a setting', 'fundingAndPeople', async ({ bringRow, admin, bring }) => {
    for (const row of (await admin.rows('programSettings')).keys())
      await bring({ programSettings: { deletes: [{ row }] } });
    const row = await bringRow('programSettings', { key: 'Delegated limit of staff changes', value: '240,000.00' });
    return { programSettings: { deletes: [{ row }] } };
  }),
  bySync('decide a conflict', 'editRows', async ({ fresh, bringRow, set }) => {
    const row = await bringRow('sites', site(fresh('')));
    await set('sites', row, { name: 'Birch' });
    return { sites: update(row, { name: 'Cedar' }) };
  }),
];

const budget: Cells = { source: 'BND-A', fiscalYear: '2026-27', category: 'Equipment', original: 1_000_00 };

function person(id: string): Cells {
  return { id, name: id, organization: 'District', active: true };
}

/** Brings a month to a state, whatever it was. */
async function monthIs({ admin, bringRow, head }: DutyOffice, period: string, status: string): Promise<void> {
  const months = await admin.rows('periods');
  const month = [...months.values()].find(({ cells }) => cells['period'] === period);
  const isNew = month === undefined;
  const row = month?.row ?? (await bringRow('periods', { period, status: 'Open', controlTotal: 0 }));
  const to = async (next: string) => {
    const reply = await admin.sync({ periods: update(row, { status: next }) }, { base: await head(), note: REASON });
    if (reply.refusals.length > 0) throw new Error(JSON.stringify(reply.refusals));
  };
  if (!isNew && month.cells['status'] === 'Closed') await to('Open');
  const now = isNew || month.cells['status'] === 'Closed' ? 'Open' : month.cells['status'];
  if (status === 'Closed') {
    if (now === 'Open') await to('Soft close');
    await explained(admin);
    await to('Closed');
  } else if (now !== status) await to(status);
}

/** Explains all that is found at the end of the month that is closed. */
async function explained(admin: DutyOffice['admin']): Promise<void> {
  const month: { checks: { id: string; open: number }[] } = await (await admin.fetch(`/periods/${CLOSING}`)).json();
  const open = month.checks.filter((check) => check.open > 0);
  if (open.length === 0) return;
  const explanations = open.map(({ id }) => ({ checkId: id, subjects: 'open', explanation: EXPLANATION }));
  const body = JSON.stringify({ syncId: crypto.randomUUID(), asOf: `${CLOSING}-31`, explanations });
  await admin.fetch('/explanations', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

function onMonth(act: string, from: string, fields: object = {}): DutyAct {
  return {
    does: `${act} a month`,
    duty: 'closeMonths',
    route: 'POST /programs/{program}/periods/{period}/{act}',
    asked: async (office) => {
      await monthIs(office, CLOSING, from);
      if (act === 'close') await explained(office.admin);
      return post(`/periods/${CLOSING}/${act}`, (syncId) => ({ syncId, ...fields }));
    },
  };
}

/** What a page tells of who may act on it. */
function told(path: string, flag: string, duty: Duty, tells: string): DutyAct {
  return {
    does: `be told by ${path} that one may`,
    duty,
    tells,
    route: `GET /programs/{program}${path}`,
    asked: async () => get(path),
    isYes: (text) => text.includes(`"${flag}":true`),
  };
}

const ofMonths: readonly DutyAct[] = [
  onMonth('soft-close', 'Open'),
  onMonth('close', 'Soft close', { controlTotal: 0 }),
  onMonth('reopen', 'Closed', { reason: 'A posting came late, and belongs to it.' }),
  told('/periods', 'mayClose', 'closeMonths', 'soft-close a month'),
  {
    does: 'name a moment of the plan',
    duty: 'closeMonths',
    route: 'POST /programs/{program}/baselines',
    asked: async ({ fresh }) => {
      const name = fresh('Moment ');
      return post('/baselines', () => ({ name }));
    },
  },
  {
    does: 'rename a moment of the plan',
    duty: 'closeMonths',
    route: 'PATCH /programs/{program}/baselines/{baseline}',
    asked: async ({ fresh, admin }) => {
      const [name, next] = [fresh('Moment '), fresh('Moment ')];
      const reply: { baselines: { id: string }[] } = await (
        await admin.fetch('/baselines', jsonOf(post('', () => ({ name }))))
      ).json();
      return { method: 'PATCH', path: `/baselines/${reply.baselines.at(-1)?.id}`, body: () => ({ name: next }) };
    },
  },
  told('/baselines', 'mayName', 'closeMonths', 'name a moment of the plan'),
];

/** Plants a posting that came late: its month was closed already. @returns the check that finds it */
async function lateFinding({ admin, bringRow, fresh }: DutyOffice): Promise<string> {
  await bringRow('periods', { period: LATE, status: 'Closed', controlTotal: 0 });
  await bringRow('expenditures', posting(fresh('V-L'), { postingDate: `${LATE}-29` }));
  const { invariants = [] } = checksReply.parse(await (await admin.fetch('/checks')).json());
  return invariants.find(({ severity, passed }) => severity === 'warning' && !passed)?.id ?? '';
}

const ofFindings: readonly DutyAct[] = (['Open', 'Explained'] as const).map((state): DutyAct => ({
  does: state === 'Open' ? 'propose why a finding stands' : 'let a finding stand',
  duty: state === 'Open' ? 'editRows' : 'closeMonths',
  route: 'POST /programs/{program}/explanations',
  asked: async (office) => {
    for (const row of (await office.admin.rows('explanations')).keys()) {
      await office.set('explanations', row, { status: 'Open' });
      await office.bring({ explanations: { deletes: [{ row }] } });
    }
    office.kept.checkId ??= await lateFinding(office);
    const { checkId } = office.kept;
    const explanations = [{ checkId, subjects: 'open', explanation: EXPLANATION, state }];
    return post('/explanations', (syncId) => ({ syncId, explanations }));
  },
}));

function fileForm(name: string, text: string, fields: Readonly<Record<string, string>> = {}): () => FormData {
  return () => {
    const form = new FormData();
    form.set('file', new File([text], name));
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    return form;
  };
}

const LEDGER_HEADS = 'Voucher ID,Vchr Line,Acctg Date,Proj ID,PO ID,Supplier,Line Descr,Budget Line ID,Amount';
const ledgerFile = (document: string, line: string) =>
  fileForm('ledger.csv', `${LEDGER_HEADS}\n${document},1,2026-11-12,26.00002,,V,AP,${line},1.00\n`, {
    mapping: JSON.stringify({ accept: ['amountText'] }),
  });

/** The workbook of a site with another name of it, which has its own name again. */
async function renamedInWorkbook({ admin, set, kept }: DutyOffice): Promise<Uint8Array<ArrayBuffer>> {
  const [first] = (await admin.rows('sites')).values();
  await set('sites', first?.row ?? '', { name: 'School 0417' });
  kept.workbook ??= await renamedBytes(admin, first?.row ?? '');
  return kept.workbook;
}

async function renamedBytes(admin: DutyOffice['admin'], row: RowId): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await (await admin.fetch('/workbook.xlsx?site=0417')).arrayBuffer());
  const reading = await parseWorkbook(bytes);
  const file = reading.ok ? reading.contents.tables.find(({ table }) => table === 'sites') : undefined;
  if (!file) throw new Error('The workbook has no sites.');
  const places = filePlaces(file, localOf(file));
  const address = places.address(row, 'name').slice(places.sheet.length + 1);
  return new Uint8Array(setCell(bytes, file.sheet, address, 'Dogwood'));
}

const ofFiles: readonly DutyAct[] = [
  {
    does: 'give a workbook back with another name of a site',
    duty: 'editRows',
    route: 'POST /programs/{program}/workbook',
    asked: async (office) => {
      const bytes = await renamedInWorkbook(office);
      return { method: 'POST', path: '/workbook', file: () => bytes };
    },
  },
  {
    does: 'import a table of sites',
    duty: 'editRows',
    route: 'POST /programs/{program}/imports',
    asked: async ({ fresh, bringRow }) => {
      const code = fresh('');
      await bringRow('sites', site(code));
      return {
        method: 'POST',
        path: '/imports',
        file: fileForm('sites.csv', `Location Code,Site Name\n${code},Elm\n`),
      };
    },
  },
  {
    does: 'take an export of the ledger in',
    duty: 'ledger',
    route: 'POST /programs/{program}/ledger',
    asked: async ({ fresh }) => ({ method: 'POST', path: '/ledger', file: ledgerFile(fresh('51'), 'BL-003') }),
  },
  {
    does: 'say who mends a row that stayed out',
    duty: 'ledger',
    route: 'PUT /programs/{program}/ledger/exceptions',
    asked: async ({ admin, fresh }) => {
      const document = fresh('52');
      await admin.fetch('/ledger', { method: 'POST', body: ledgerFile(document, 'BL-none')() });
      return put('/ledger/exceptions', () => ({ id: `${document}/1`, owner: 'PM-01' }));
    },
    isYes: (text) => text.includes('"owner":"PM-01"'),
  },
  {
    does: 'write a rule for the ledger',
    duty: 'ledger',
    route: 'PUT /programs/{program}/ledger/rules',
    asked: async ({ admin, bring, head }) => {
      for (const row of (await admin.rows('ledgerRules')).keys()) await bring({ ledgerRules: { deletes: [{ row }] } });
      const empty = { account: null, vendor: null, project: null, org: null, toProject: null, category: null };
      const rule = { order: 1, ...empty, description: '*AP*', budgetLine: 'BL-003', outside: null, note: null };
      const seen = await head();
      return put('/ledger/rules', (syncId) => ({ syncId, seen, row: null, rule }));
    },
  },
  told('/ledger', 'mayEdit', 'ledger', 'say who mends a row that stayed out'),
  told('/ledger/rules', 'mayEdit', 'ledger', 'write a rule for the ledger'),
  {
    does: 'set back a revision that names a site',
    duty: 'editRows',
    route: 'POST /programs/{program}/revisions/{revision}/revert',
    asked: async ({ fresh, bringRow, set }) => {
      const { committed } = await set('sites', await bringRow('sites', site(fresh(''))), { name: 'Fir' });
      return post(`/revisions/${committed}/revert`, (syncId) => ({ syncId }));
    },
  },
  {
    does: 'set back a revision that adds a source of funds',
    duty: 'fundingAndPeople',
    route: 'POST /programs/{program}/revisions/{revision}/revert',
    asked: async ({ fresh, bring }) => {
      const { committed } = await bring({ fundingSources: inserts(source(fresh('SRC-'))).edits });
      return post(`/revisions/${committed}/revert`, (syncId) => ({ syncId }));
    },
  },
  ...(['/imports', '/ledger'] as const).map((path): DutyAct => ({
    does: 'get the rows that stay out',
    duty: null,
    route: `POST /programs/{program}${path}/exceptions.xlsx`,
    asked: async () => ({
      method: 'POST',
      path: `${path}/exceptions.xlsx`,
      file:
        path === '/ledger'
          ? ledgerFile('5300001', 'BL-none')
          : fileForm('sites.csv', 'Location Code,Site Name\nxx,Elm\n'),
    }),
  })),
];

const ofPages: readonly DutyAct[] = [
  {
    does: 'change a setting',
    duty: 'fundingAndPeople',
    route: 'PUT /programs/{program}/settings',
    asked: async ({ admin, bring, head }) => {
      for (const row of (await admin.rows('programSettings')).keys())
        await bring({ programSettings: { deletes: [{ row }] } });
      const seen = await head();
      return put('/settings', (syncId) => ({ syncId, seen, settings: { delegatedLimit: '240,000.00' } }));
    },
  },
  told('/settings', 'mayEdit', 'fundingAndPeople', 'change a setting'),
  {
    does: 'write a text of the reports',
    duty: 'editRows',
    route: 'PUT /programs/{program}/report-texts',
    asked: async ({ fresh, head }) => {
      const [text, seen] = [fresh('Our mission '), await head()];
      return put('/report-texts', (syncId) => ({ syncId, seen, section: 'Mission', text }));
    },
  },
  told('/report-texts', 'mayEdit', 'editRows', 'write a text of the reports'),
  {
    does: 'publish the guide',
    duty: 'publishGuide',
    route: 'POST /programs/{program}/guide',
    asked: async () => post('/guide', () => ({})),
  },
  {
    does: 'withdraw the guide',
    duty: 'publishGuide',
    route: 'DELETE /programs/{program}/guide',
    asked: async ({ admin }) => {
      await admin.fetch('/guide', jsonOf(post('', () => ({}))));
      return { method: 'DELETE', path: '/guide' };
    },
  },
  told('/guide', 'mayPublish', 'publishGuide', 'publish the guide'),
];

/** An act on the roll-up that the program has joined, or may join. */
function onRollUp(does: string, method: string, path: string, body: object | null, isIn = true): DutyAct {
  return {
    does,
    duty: 'publishTotals',
    route: `${method} /programs/{program}/roll-ups${path.replace(STATE, '{rollUp}')}`,
    asked: async (office) => {
      await joined(office, isIn);
      if (method === 'DELETE' && path.endsWith('/publication')) {
        await office.admin.fetch(`/roll-ups${path}`, jsonOf(post('', () => ({}))));
      }
      return { method, path: `/roll-ups${path}`, ...(body === null ? {} : { body: () => body }) };
    },
  };
}

const ofRollUps: readonly DutyAct[] = [
  onRollUp('look at an invitation', 'POST', '/invitation', { invitation: INVITATION }, false),
  onRollUp('join a roll-up', 'POST', '', { invitation: INVITATION }, false),
  onRollUp('publish each month that is closed', 'PATCH', `/${STATE}`, { monthly: true }),
  onRollUp('look at what would be published', 'GET', '/to-publish', null),
  onRollUp('publish totals', 'POST', `/${STATE}/publication`, {}),
  onRollUp('withdraw the totals', 'DELETE', `/${STATE}/publication`, null),
  onRollUp('look at the roll-up', 'GET', `/${STATE}/totals`, null),
  onRollUp('leave the roll-up', 'DELETE', `/${STATE}`, null),
  told('/roll-ups', 'mayPublish', 'publishTotals', 'publish totals'),
];

const question = (id: string, to: readonly string[] = []) => ({
  act: 'start',
  id,
  about: { kind: 'program' },
  kind: 'question',
  text: 'Who knows?',
  to,
});

const ofPeople: readonly DutyAct[] = [
  {
    does: 'read who has tried to sign in',
    duty: 'readSignIns',
    route: 'GET /programs/{program}/audit',
    asked: async ({ admin, officer }) => {
      const { email } = officer.person;
      await admin.fetchApi('/sign-in', jsonOf(post('', () => ({ email, password: 'not the password' }))));
      return get('/audit?act=signInFailed');
    },
    isYes: (text) => text.includes('"kind":"signInFailed"'),
  },
  {
    does: 'read the e-mail addresses of members',
    duty: 'administer',
    route: 'GET /programs/{program}/members',
    asked: async () => get('/members'),
    isYes: (text) => text.includes('@'),
  },
  {
    does: 'let somebody in',
    duty: 'administer',
    route: 'POST /programs/{program}/invitations',
    asked: async ({ fresh }) => {
      const email = `${fresh('new')}@cedar-basin.example`;
      return post('/invitations', () => ({ email, name: 'New', role: 'viewer' }));
    },
  },
  {
    does: 'give a member a link to a new password',
    duty: 'administer',
    route: 'POST /programs/{program}/password-links',
    asked: async ({ officer }) => post('/password-links', () => ({ email: officer.person.email })),
  },
  {
    does: 'ask a question',
    duty: null,
    route: 'POST /programs/{program}/comments',
    asked: async () => post('/comments', (id) => question(id)),
  },
  {
    does: 'close the question of somebody else',
    duty: 'administer',
    route: 'POST /programs/{program}/comments',
    asked: async ({ server, officer, admin }) => {
      // So many entries a minute.
      server.clock = new Date(server.clock.getTime() + 60_000);
      const response = await officer.fetch('/comments', jsonOf(post('', (id) => question(id, [admin.person.id]))));
      const { last: conversation } = commentsReply.parse(await response.json());
      return post('/comments', (id) => ({ act: 'close', id, conversation }));
    },
  },
  {
    does: 'say that one is there',
    duty: null,
    route: 'POST /programs/{program}/presence',
    asked: async () => post('/presence', (workbook) => ({ workbook, drafts: {} })),
  },
  {
    does: 'say what one works on',
    duty: null,
    route: 'PUT /programs/{program}/work-claims',
    asked: async () => put('/work-claims', () => ({ places: [{ kind: 'site', code: '0417' }], until: '2026-12-24' })),
  },
  {
    does: 'have no mail about what waits',
    duty: null,
    route: 'PUT /programs/{program}/digest',
    asked: async () => put('/digest', () => ({ isMuted: true })),
  },
  {
    does: 'make a token of one’s own',
    duty: null,
    route: 'POST /programs/{program}/access-tokens',
    asked: async () => post('/access-tokens', () => ({ name: 'Power Query', days: 30 })),
  },
];

/** Everything in a program whose answer depends on a duty, and what every member may. */
export const dutyActs: readonly DutyAct[] = [
  // First, while there is nothing that would have to be cured before a month is closed.
  ...ofMonths,
  ...actsOnChanges,
  ...ofRows,
  ...ofFindings,
  ...ofFiles,
  ...ofPages,
  ...ofRollUps,
  ...ofPeople,
];
