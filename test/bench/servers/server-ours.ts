import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createApp } from '../../../server/app.ts';
import { createAccount, createProgram, grant } from '../../../server/identity/accounts.ts';
import { openSession } from '../../../server/identity/sessions.ts';
import { createPlanReader } from '../../../server/reading/plan-reader.ts';
import { openDatabase } from '../../../server/storage/database.ts';
import { serveBench } from '../harness/bench-server.ts';
import { temporaryFile } from '../harness/temporary-file.ts';

/** A fault of the server is told where the bench hears it; everything else would only cost time. */
function log(level: string, message: string, fields: object): void {
  if (level === 'error') console.error(message, fields);
}

/** The product's own server over an empty database; `newProgram` makes a program and signs an administrator in. */
await serveBench(async (url) => {
  const address = url === undefined ? { file: temporaryFile('sep.sqlite') } : { url };
  const store = await openDatabase(address);
  const deps = { store, now: () => new Date(), randomBytes: (count: number) => new Uint8Array(randomBytes(count)) };
  const version = 'bench';
  const app = createApp({ ...deps, version, log, demo: false, reader: createPlanReader({ address, version }) });
  // Several servers may share the database, each with a person of its own.
  const email = `bench-${randomBytes(4).toString('hex')}@example.org`;
  const person = await createAccount(store.write, { email, name: 'Bench', password: 'bench-sep' });
  const join = async (program: string): Promise<string> => {
    await grant(store.write, { program, account: person.id, role: 'admin', scope: null });
    return openSession(deps, person.id);
  };
  return {
    fetch: (request) => app.fetch(request),
    commands: {
      newProgram: async (argument) => {
        const program = z.string().parse(argument);
        await createProgram(store.write, { id: program, name: program, district: 'Bench', fiscalYear: '2026-27' });
        return join(program);
      },
      joinProgram: (argument) => join(z.string().parse(argument)),
    },
  };
});
