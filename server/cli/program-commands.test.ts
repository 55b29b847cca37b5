import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listAccessTokens, makeAccessToken } from '../identity/access-tokens.ts';
import { findAccount } from '../identity/accounts.ts';
import { readMembership } from '../identity/memberships.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { peopleCommands } from './people-commands.ts';
import { programCommands } from './program-commands.ts';
import { callCommand } from './testing/call-command.ts';

let store: Store;
const run = (name: string, ...args: string[]) =>
  callCommand(store, [...programCommands, ...peopleCommands], name, ...args);

beforeEach(async () => {
  store = await openDatabase({ file: ':memory:' });
});
afterEach(() => store.close());

const ELM = ['--district', 'Elm Unified', '--fiscal-year', '2026-27'];

async function programs() {
  return store.read.selectFrom('programs').select(['id', 'name', 'district', 'fiscal_year', 'revision']).execute();
}

describe('a new program', () => {
  test('is empty, has the usual name unless it is given one, and says how to go on', async () => {
    expect(await run('programs add', 'elm', ...ELM)).toEqual([
      'Added program elm. Open it to people with: npm run sep -- grant elm <email> --role editor',
    ]);
    await run('programs add', 'oak', '--name', 'Oak Plan', ...ELM);
    const usual = { district: 'Elm Unified', fiscal_year: '2026-27', revision: 0 };
    expect(await programs()).toEqual([
      { id: 'elm', name: 'Strategic Execution Plan', ...usual },
      { id: 'oak', name: 'Oak Plan', ...usual },
    ]);
    const [table = ''] = await run('programs list');
    expect(table.split('\n')).toHaveLength(3);
  });

  test('[ADM3] is archived and brought back, and the list says so', async () => {
    await run('programs add', 'elm', ...ELM);
    expect(await run('programs archive', 'elm')).toEqual(['elm is archived.']);
    expect((await run('programs list')).join()).toMatch(/elm .* archived 2\d{3}-/);
    expect(await run('programs archive', 'elm', '--end')).toEqual(['elm can be changed again.']);
    expect((await run('programs list')).join()).not.toContain('archived');
    await expect(run('programs archive', 'oak')).rejects.toThrow('There is no program oak.');
  });

  test.each(['a1', '0-9', 'a'.repeat(63)])('may be called %s', async (id) => {
    await run('programs add', id, ...ELM);
    expect((await programs()).map((each) => each.id)).toEqual([id]);
  });

  test.each(['', 'a', '-a', 'Elm', 'elm oak', 'a'.repeat(64)])('may not be called "%s"', async (id) => {
    await expect(run('programs add', '--', id)).rejects.toThrow('cannot be a program’s id');
  });

  test('needs a district and a fiscal year, and makes nothing without', async () => {
    await expect(run('programs add', 'elm', '--fiscal-year', '2026-27')).rejects.toThrow('--district is needed.');
    for (const year of [[], ['--fiscal-year', ''], ['--fiscal-year', '2026']]) {
      const added = run('programs add', 'elm', '--district', 'Elm', ...year);
      await expect(added).rejects.toThrow('--fiscal-year must read like 2026-27.');
    }
    expect(await programs()).toEqual([]);
  });
});

describe('a grant', () => {
  beforeEach(async () => {
    await run('programs add', 'elm', ...ELM);
    for (const email of ['ana@elm.example', 'bo@elm.example']) {
      const row = { id: email, email, name: email, password: 'scrypt$2$1$1$AAAA$AAAA', disabled: 0, created_at: '' };
      await store.write.insertInto('accounts').values(row).execute();
    }
  });

  const membership = (account: string) => readMembership(store.read, { program: 'elm', account }, new Date());

  test('limits an editor to regions, to projects or to both, blanks and empty parts aside', async () => {
    const granted = (...limits: string[]) => run('grant', 'elm', 'ana@elm.example', '--role', 'editor', ...limits);
    expect(await granted('--regions', ' North ,,South')).toEqual([
      'ana@elm.example is editor of elm for North, South.',
    ]);
    expect((await membership('ana@elm.example'))?.scope).toEqual({ regions: ['North', 'South'], projects: [] });
    expect(await granted('--projects', '26.00001')).toEqual(['ana@elm.example is editor of elm for 26.00001.']);
    expect((await membership('ana@elm.example'))?.scope).toEqual({ regions: [], projects: ['26.00001'] });
    expect(await granted('--regions', 'East', '--projects', '26.00001')).toEqual([
      'ana@elm.example is editor of elm for East, 26.00001.',
    ]);
    expect(await granted('--regions', ' , ')).toEqual(['ana@elm.example is editor of elm.']);
    expect((await membership('ana@elm.example'))?.scope).toBeNull();
  });

  test('with projects is for editors only, as one with regions is', async () => {
    for (const role of ['viewer', 'finance', 'admin']) {
      const granted = run('grant', 'elm', 'ana@elm.example', '--role', role, '--projects', '26.00001');
      await expect(granted).rejects.toThrow('Only editors are limited to regions');
      await run('grant', 'elm', 'ana@elm.example', '--role', role);
      expect((await membership('ana@elm.example'))?.role).toBe(role);
    }
  });

  describe('[PPL4] of roles of the plan', () => {
    const granted = (...limits: string[]) => run('grant', 'elm', 'ana@elm.example', ...limits);

    test('says which role of the account they need, and is no more than that', async () => {
      expect(await granted('--plan-roles', 'Procurement, Internal Audit')).toEqual([
        'ana@elm.example is editor of elm, as Procurement, Internal Audit.',
      ]);
      expect(await membership('ana@elm.example')).toEqual({
        role: 'editor',
        scope: null,
        holds: [
          { planRole: 'Procurement', reach: null },
          { planRole: 'Internal Audit', reach: null },
        ],
      });
      await expect(granted('--plan-roles', 'CIO', '--role', 'editor')).rejects.toThrow('CIO needs the role finance.');
      await expect(granted('--plan-roles', 'Boss')).rejects.toThrow('"Boss" is no role of the plan; there are');
      await granted('--role', 'editor');
      expect((await membership('ana@elm.example'))?.holds).toBeUndefined();
    });

    test('is held by assignments where the role is for some projects, or a deputy’s, and then names a person', async () => {
      await expect(granted('--plan-roles', 'Project Manager')).rejects.toThrow('A Person ID is needed');
      const deputy = ['--while-assigned', 'Budget/Finance Officer', '--person', 'FIN-02'];
      expect(await granted('--plan-roles', 'Project Manager', ...deputy)).toEqual([
        'ana@elm.example is finance of elm, as Project Manager while assigned, Budget/Finance Officer while assigned.',
      ]);
      expect(await membership('ana@elm.example')).toMatchObject({ holds: [], person: 'FIN-02' });
      await expect(run('grant', 'elm', 'bo@elm.example', '--role', 'viewer', '--person', 'FIN-02')).rejects.toThrow(
        'FIN-02 is ana@elm.example already',
      );
    });

    test('[PPL6] is kept with what was granted before and after it, lock-outs too; the same again is nothing new', async () => {
      await granted('--plan-roles', 'CIO');
      await granted('--plan-roles', 'CIO');
      await run('people disable', 'ana@elm.example');
      await granted('--role', 'viewer');
      await run('people enable', 'ana@elm.example');
      await run('revoke', 'elm', 'ana@elm.example');
      const kept = await store.read
        .selectFrom('grants')
        .select('role')
        .where('program', '=', 'elm')
        .orderBy('number')
        .execute();
      expect(kept.map(({ role }) => role)).toEqual(['finance', null, 'viewer', null]);
    });
  });

  test('is taken back from one person in one program', async () => {
    await run('programs add', 'oak', ...ELM);
    await run('grant', 'elm', 'ana@elm.example', '--role', 'viewer');
    await run('grant', 'oak', 'ana@elm.example', '--role', 'viewer');
    await run('grant', 'elm', 'bo@elm.example', '--role', 'viewer');
    await run('revoke', 'elm', 'ana@elm.example');
    const left = await store.read.selectFrom('memberships').select(['program', 'account']).orderBy('program').execute();
    expect(left).toEqual([
      { program: 'elm', account: 'bo@elm.example' },
      { program: 'oak', account: 'ana@elm.example' },
    ]);
    await expect(run('revoke', 'fir', 'bo@elm.example')).rejects.toThrow('There is no program fir.');
  });

  test('[PPL2] ends the tokens for reading it: who is let in again makes new ones', async () => {
    const account = (await findAccount(store.read, 'ana@elm.example'))?.id ?? '';
    await run('programs add', 'oak', ...ELM);
    for (const program of ['elm', 'oak']) await run('grant', program, 'ana@elm.example', '--role', 'viewer');
    const making = { store, now: () => new Date(), randomBytes };
    for (const program of ['elm', 'oak']) {
      await makeAccessToken(making, { person: { id: account, name: 'Ana' }, program }, { name: 'Power BI', days: 9 });
    }
    await run('revoke', 'elm', 'ana@elm.example');
    await run('grant', 'elm', 'ana@elm.example', '--role', 'viewer');
    expect(await listAccessTokens(store, { account, program: 'elm' })).toEqual([]);
    expect(await listAccessTokens(store, { account, program: 'oak' })).toHaveLength(1);
  });
});
