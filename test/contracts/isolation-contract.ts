import { expect, test } from 'vitest';
import type { StatementTrace } from './statement-trace.ts';
import { ofTheServer, programColumn, storedTables } from './stored-tables.ts';
import type { TestServer } from './test-server.ts';

/** Whoever adds one here has looked at what it gives to whom. */
const aboutSeveral = [
  'a backup is of all programs',
  'a document says its receipt, and none says its program',
  'acts of the server, as far as they are of members of the program',
  'of all programs, those that one person is a member of',
  'streams of all programs are looked at together',
  'the groups of a person open several programs',
  'tokens of one person, for whichever program',
  'what the account could be used for',
  'whatever the account is a member of',
  'who administers the server looks after all programs',
];

/** [SEC1] What holds the programs apart in the database. It looks at what the tests before it have done. */
export function isolationContract(server: () => TestServer, statements: StatementTrace): void {
  test('[SEC1] every statement that reaches a table of programs names one program by a bound value', async () => {
    expect(await statements.faults(server().store)).toEqual([]);
    expect(statements.reasons().filter((reason) => !aboutSeveral.includes(reason))).toEqual([]);
    expect(statements.heard().length).toBeGreaterThan(200);
  });

  test('[SEC1] a statement that loses its one condition on the program is found out', async () => {
    const { tried, missed } = await statements.blindSpots(server().store);
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });

  test('[SEC1] every statement of a roll-up names it by a bound value and reaches what was published to it alone', async () => {
    const { heard, faults, missed } = await statements.rollUpFaults(server().store);
    expect({ faults, missed }).toEqual({ faults: [], missed: [] });
    expect(heard).toBeGreaterThan(3);
  });

  test('[SEC1] every key of a table of programs begins with the program, so that the schema can be divided by it', async () => {
    const tables = [...(await storedTables(server().store)).values()];
    const divided = tables.filter((table) => programColumn(table) !== undefined);
    const faults = divided.flatMap((table) =>
      [...table.keys, ...table.references]
        .filter(([first]) => first !== programColumn(table))
        .map((key) => `${table.name} (${key.join()})`),
    );
    expect(faults).toEqual([]);
    expect(divided.filter(({ keys }) => keys.length === 0)).toEqual([]);
    expect(divided.length).toBeGreaterThan(40);
  });

  test('[SEC1] a table without a program is one of the server, and is known as such', async () => {
    const tables = [...(await storedTables(server().store)).values()];
    const undivided = tables.filter((table) => programColumn(table) === undefined).map(({ name }) => name);
    expect(undivided.filter((name) => !(name in ofTheServer))).toEqual([]);
  });
}
