import { randomUUID } from 'node:crypto';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { signInReply } from '../../shared/protocol/people.ts';

const PROGRAM = '/api/programs/cedar-basin';

/** Systems of the demo district: a table that any editor may change, with a free text to write into. */
export interface Row {
  readonly id: string;
  readonly name: unknown;
}

export async function signIn(url: string): Promise<string> {
  const body = JSON.stringify({ email: 'finance@cedar-basin.example', password: 'cedar-basin' });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/sign-in`, { method: 'POST', headers, body });
  return signInReply.parse(await response.json()).token;
}

export async function readSystems(url: string, token: string): Promise<{ revision: number; rows: Row[] }> {
  const headers = { authorization: `Bearer ${token}` };
  const reply = rowsReply.parse(await (await fetch(`${url}${PROGRAM}/rows?tables=systems`, { headers })).json());
  const systems = reply.tables['systems'];
  const column = (systems?.columns.indexOf('name') ?? -1) + 2;
  return { revision: reply.revision, rows: (systems?.rows ?? []).map((row) => ({ id: row[0], name: row[column] })) };
}

/** The last name of a row that the server has said it has, and the revision it named. */
export interface Acknowledged {
  readonly name: string;
  readonly revision: number;
}

/** Writes one name after the other into a row of its own until the server dies; notes what was acknowledged. */
export async function writeOn(
  url: string,
  token: string,
  row: string,
  base: number,
  acknowledged: Map<string, Acknowledged>,
) {
  for (let i = 0; ; i++) {
    const name = `${row} ${i} ${randomUUID()}`.slice(0, 60);
    const edits = { systems: { updates: [{ row, cells: { name }, seen: { name: base } }] } };
    const body = { protocol: 1, base, syncId: randomUUID(), workbook: 'kill-test', edits };
    try {
      const response = await fetch(`${url}${PROGRAM}/sync`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const reply: unknown = await response.json();
      const revision = Number(new Map(Object.entries(reply ?? {})).get('committed'));
      if (response.status !== 200 || !(revision > 0)) throw new Error(JSON.stringify(reply));
      base = revision;
      acknowledged.set(row, { name, revision });
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

/** Acknowledged names that are not there, nor one that was sent after them: its acknowledgement died with the server. In words. */
export async function lostAt(
  url: string,
  token: string,
  acknowledged: ReadonlyMap<string, Acknowledged>,
): Promise<string[]> {
  const { revision, rows } = await readSystems(url, token);
  const sent = (name: unknown) => Number(String(name).split(' ')[1]);
  const verified = await (
    await fetch(`${url}${PROGRAM}/verify`, { headers: { authorization: `Bearer ${token}` } })
  ).text();
  return [
    ...[...acknowledged].flatMap(([row, { name, revision: made }]) => {
      const found = rows.find(({ id }) => id === row)?.name;
      return revision >= made && sent(found) >= sent(name)
        ? []
        : [`${name} of revision ${made}; there is ${String(found)} at ${revision}`];
    }),
    ...(verified.includes('"ok":true') ? [] : [`verify: ${verified}`]),
  ];
}
