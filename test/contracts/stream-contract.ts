import { describe, expect, test } from 'vitest';
import { openStream } from './event-stream.ts';
import { inserts, site } from './plan-rows.ts';
import type { TestServer } from './test-server.ts';

export function streamContract(server: () => TestServer): void {
  describe('open event streams', () => {
    const three = async () => {
      const program = await server().program();
      const leaver = await server().member(program, 'editor');
      const stayer = await server().member(program, 'editor');
      const streams = { ends: await openStream(leaver), stays: await openStream(stayer) };
      return { program, leaver, stayer, ...streams };
    };

    test('[FD8] a stream ends when its account is disabled, its grant revoked or its sessions ended by another process', async () => {
      const { write } = server().store;
      const disabled = await three();
      await write.updateTable('accounts').set({ disabled: 1 }).where('id', '=', disabled.leaver.person.id).execute();
      await disabled.ends.end();
      const revoked = await three();
      const { leaver } = revoked;
      await write
        .deleteFrom('memberships')
        .where('program', '=', leaver.program)
        .where('account', '=', leaver.person.id)
        .execute();
      await revoked.ends.end();
      const signedOut = await three();
      await write.deleteFrom('sessions').where('account', '=', signedOut.leaver.person.id).execute();
      await signedOut.ends.end();
      for (const { stayer, stays } of [disabled, revoked, signedOut]) {
        await stayer.sync({ sites: inserts(site('0417')).edits });
        expect(await stays.until('data:')).toContain(stayer.person.name);
        await stays.leave();
      }
    });

    test('[FD8] revoking one program leaves the streams of another alone', async () => {
      const { program, leaver, ends, stays } = await three();
      const elsewhere = await server().program();
      const { id: account } = leaver.person;
      await server()
        .store.write.insertInto('memberships')
        .values({ program: elsewhere, account, role: 'editor', scope: null })
        .execute();
      const other = leaver.in(elsewhere);
      const goesOn = await openStream(other);
      await server()
        .store.write.deleteFrom('memberships')
        .where('program', '=', program)
        .where('account', '=', account)
        .execute();
      await ends.end();
      await other.sync({ sites: inserts(site('0417')).edits });
      expect(await goesOn.until('data:')).toContain('"revision":1');
      await Promise.all([goesOn.leave(), stays.leave()]);
    });
  });
}
