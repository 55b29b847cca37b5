import { rightsOfRunningRole } from '../storage/running-role.ts';
import { CommandError, type Command } from './command.ts';

export const dbRoleCommand: Command = {
  name: 'db-role',
  takes: ['role'],
  summary: 'Prints the SQL for a PostgreSQL role that may run the server and neither change tables nor the history.',
  options: {},
  async run(call) {
    const [role = ''] = call.positionals;
    if (!/^[a-z_][a-z0-9_]{0,62}$/.test(role)) {
      throw new CommandError(`"${role}" cannot be a role: small letters, digits and underscores.`);
    }
    const store = await call.store();
    if (store.dialect !== 'postgres') throw new CommandError('The database is SQLite, which has no roles.');
    call.print(`CREATE ROLE ${role} LOGIN PASSWORD 'choose one';`);
    for (const statement of await rightsOfRunningRole(store.read, role)) call.print(`${statement};`);
    call.print(`-- Then: DATABASE_URL with ${role}, DATABASE_OWNER_URL with the owner of the tables.`);
    call.print('-- Each start gives the rights anew, those of new tables included.');
  },
};
