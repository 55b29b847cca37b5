import { createProgramEvents } from '../../server/program-events.ts';
import { submissionOf } from '../../server/reconcile/testing/submission-of.ts';
import { createSyncService } from '../../server/reconcile/sync-program.ts';
import { describe, expect, test } from 'vitest';
import type { TestClient, TestServer } from './test-server.ts';
import { inserts, project, site, system, update } from './plan-rows.ts';

export function accessContract(server: () => TestServer): void {
  describe('access', () => {
    async function plan(): Promise<{ program: string; admin: TestClient; rows: Record<string, string> }> {
      const program = await server().program();
      const admin = await server().member(program, 'admin');
      const sites = inserts(site('0417'), site('0418', { region: 'South' }));
      const projects = inserts(project('26.00001'), project('26.00002', { region: 'South' }));
      const reply = await admin.sync({
        sites: sites.edits,
        systems: inserts(system('LAN')).edits,
        projects: projects.edits,
      });
      expect(reply.refusals).toEqual([]);
      const [north = '', south = ''] = sites.ids;
      const [projectNorth = '', projectSouth = ''] = projects.ids;
      return { program, admin, rows: { north, south, projectNorth, projectSouth } };
    }

    test('[PPL1, PPL3] a viewer may read and change nothing, and hears why', async () => {
      const { program, rows } = await plan();
      const viewer = await server().member(program, 'viewer');
      expect((await viewer.rows('sites')).size).toBe(2);
      const reply = await viewer.sync({ sites: update(rows['north'] ?? '', { name: 'x' }) }, { base: 1 });
      expect(reply.refusals).toMatchObject([{ rule: 'PPL3', message: expect.stringContaining('not change it') }]);
      expect(reply.committed).toBeNull();
    });

    test('[PPL1] rights count as they are when the edit is applied, not when it was sent', async () => {
      const { program, rows } = await plan();
      const officer = await server().member(program, 'editor');
      const { store, clock } = server();
      const events = createProgramEvents(store);
      const service = createSyncService({ store, events, now: () => clock });
      const edits = { sites: update(rows['north'] ?? '', { name: 'x' }) };
      const request = (syncId: string) => submissionOf(officer.person, { base: 1, syncId, edits });
      await store.write
        .updateTable('memberships')
        .set({ role: 'viewer' })
        .where('program', '=', program)
        .where('account', '=', officer.person.id)
        .execute();
      expect((await service.sync(program, request('now'))).refusals).toMatchObject([{ rule: 'PPL3' }]);
      await store.write
        .deleteFrom('memberships')
        .where('program', '=', program)
        .where('account', '=', officer.person.id)
        .execute();
      await expect(service.sync(program, request('later'))).rejects.toThrow('such program');
      await events.close();
    });

    test('[PPL1] tables of finance are closed to editors', async () => {
      const { program } = await plan();
      const editor = await server().member(program, 'editor');
      const reply = await editor.sync(
        { people: inserts({ id: 'PM-07', name: 'PM-07', organization: 'District', active: true }).edits },
        { base: 1 },
      );
      expect(reply.refusals).toMatchObject([{ table: 'people', rule: 'PPL3' }]);
    });

    test('[PPL1] an editor with a region changes rows of that region only', async () => {
      const { program, admin, rows } = await plan();
      const north = await server().member(program, 'editor', { regions: ['North'], projects: [] });
      const reply = await north.sync(
        {
          sites: {
            updates: [
              { row: rows['north'] ?? '', cells: { shortName: 'mine' } },
              { row: rows['south'] ?? '', cells: { shortName: 'mine' } },
            ],
          },
          systems: inserts(system('WAN')).edits,
        },
        { base: 1 },
      );
      expect(reply.accepted).toBe(1);
      expect(reply.refusals.map(({ table, rule }) => [table, rule])).toEqual([
        ['sites', 'PPL3'],
        ['systems', 'PPL3'],
      ]);
      expect((await admin.rows('sites')).get(rows['south'] ?? '')?.cells['shortName']).toBeNull();
    });

    test('[PPL1] a row can neither be taken into nor pushed out of a region', async () => {
      const { program, rows } = await plan();
      const north = await server().member(program, 'editor', { regions: ['North'], projects: [] });
      const reply = await north.sync(
        {
          sites: {
            updates: [
              { row: rows['north'] ?? '', cells: { region: 'South' } },
              { row: rows['south'] ?? '', cells: { region: 'North' } },
            ],
          },
        },
        { base: 1 },
      );
      expect(reply.refusals.map(({ rule }) => rule)).toEqual(['PPL3', 'PPL3']);
      expect(reply.committed).toBeNull();
    });

    test('[PPL1] rows below a project are placed by the project’s region and by that of their site [FD2]', async () => {
      const { program } = await plan();
      const north = await server().member(program, 'editor', { regions: ['North'], projects: [] });
      const scope = { item: 'Replace 42 AP', status: 'Planned', basis: 'Equal', system: 'LAN' };
      const reply = await north.sync(
        {
          scope: inserts(
            { ...scope, project: '26.00001', location: '0417' },
            { ...scope, project: '26.00001', location: '0418' },
            { ...scope, project: '26.00002', location: '0417' },
          ).edits,
          forecasts: inserts(
            { project: '26.00001', category: 'Equipment', period: '2026-11', etc: 100 },
            { project: '26.00002', category: 'Equipment', period: '2026-11', etc: 100 },
          ).edits,
        },
        { base: 1 },
      );
      const refused = reply.refusals.filter(({ rule }) => rule === 'PPL3').map(({ table }) => table);
      expect(refused).toEqual(['scope', 'scope', 'forecasts']);
    });

    test('[PPL1] moving a project into reach does not open its rows in the same sync', async () => {
      const { program, admin, rows } = await plan();
      const forecast = inserts({ project: '26.00002', category: 'Equipment', period: '2026-11', etc: 100 });
      await admin.sync({ forecasts: forecast.edits }, { base: 1 });
      const north = await server().member(program, 'editor', { regions: ['North'], projects: [] });
      const reply = await north.sync(
        {
          projects: update(rows['projectSouth'] ?? '', { region: 'North' }),
          forecasts: update(forecast.ids[0] ?? '', { etc: 999 }),
        },
        { base: 2 },
      );
      expect(reply.refusals.map(({ rule }) => rule)).toEqual(['PPL3', 'PPL3']);
    });

    test('[PPL1] a scope of projects opens those projects in any region', async () => {
      const { program, rows } = await plan();
      const officer = await server().member(program, 'editor', { regions: [], projects: ['26.00002'] });
      const reply = await officer.sync(
        {
          projects: {
            updates: [
              { row: rows['projectNorth'] ?? '', cells: { priority: 1 } },
              { row: rows['projectSouth'] ?? '', cells: { priority: 2 } },
            ],
          },
        },
        { base: 1 },
      );
      expect(reply.accepted).toBe(1);
      expect(reply.refusals.map(({ row }) => row)).toEqual([rows['projectNorth']]);
    });

    test('[PPL2] a program is not there for people who are no member of it', async () => {
      const { program } = await plan();
      const stranger = await server().member(await server().program(), 'admin');
      const paths = ['/rows', '/schema', '/history', '/conflicts', '/compare?from=0', '/verify', '/events', '/totals'];
      for (const path of paths) {
        const real = await stranger.fetchApi(`/programs/${program}${path}`);
        const none = await stranger.fetchApi(`/programs/no-such-program${path}`);
        expect([path, real.status, await real.text()]).toEqual([path, 404, await none.text()]);
      }
      const body = stranger.request({ sites: inserts(site('0500')).edits });
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      expect((await stranger.fetchApi(`/programs/${program}/sync`, init)).status).toBe(404);
      expect(await (await stranger.fetchApi('/programs')).json()).toMatchObject([
        { id: stranger.program, role: 'admin' },
      ]);
    });
  });
}
