import { randomUUID } from 'node:crypto';
import { createHttpServerClient } from '../../addin/sync/server/http-server-client.ts';
import type { ServerClient } from '../../addin/sync/server/server-client.ts';
import type { ServerOutcome } from '../../addin/sync/server/server-problem.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { SyncReply, SyncRequest } from '../../shared/protocol/sync.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { advance, emptyProgram, type ProgramState } from '../../shared/sync/program-rows.ts';
import { system } from '../contracts/plan-rows.ts';
import { newRow } from '../contracts/test-server.ts';

/** Nobody waits longer than this for the next try, so that a test need not. */
const LONGEST_WAIT_MS = 300;

const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, Math.min(ms, LONGEST_WAIT_MS)));

/**
 * A pane that never gives up: the add-in's own client, which types into a row of its own, sends it and takes what comes, again and
 * again, and asks once more under the same sync id as long as nobody answers.
 */
export class LastingPane {
  readonly workbook: string;
  readonly row: RowId = newRow();
  /** The values of its row that a server has said it has, the first first. */
  readonly acknowledged: string[] = [];
  /** Revisions of others that it has heard of. */
  heard = 0;
  state: ProgramState = emptyProgram;
  readonly #client: ServerClient;
  readonly #program: string;
  /** By which the revision it is at is known; '': not yet. */
  #hash = '';
  #isEnding = false;
  #working: Promise<void> = Promise.resolve();
  #stopListening: () => void = () => undefined;

  constructor(address: string, program: string, name: string) {
    this.workbook = name;
    this.#program = program;
    this.#client = createHttpServerClient({ fetch: (request) => fetch(request), address, wait });
  }

  /** Signs in, brings its row in, and works until `end`. */
  async start(email: string, password: string): Promise<void> {
    await lasting(() => this.#client.signIn(email, password));
    const cells = { ...system(this.workbook), name: this.#next() };
    await this.#sync({ systems: { inserts: [{ row: this.row, cells }] } }, cells.name);
    this.#stopListening = this.#client.listen(this.#program, this.workbook, {
      connection: () => undefined,
      revision: ({ by: _by }) => void this.heard++,
      presence: () => undefined,
      said: () => undefined,
    });
    this.#working = this.#work();
  }

  /** Ends after what is on its way, and takes what others have brought. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#working;
    this.#stopListening();
  }

  async pull(): Promise<void> {
    await this.#sync({}, null);
  }

  async #work(): Promise<void> {
    while (!this.#isEnding) {
      const name = this.#next();
      await this.#sync({ systems: { updates: [{ row: this.row, cells: { name } }] } }, name);
    }
  }

  #next(): string {
    return `${this.workbook} ${this.acknowledged.length}`;
  }

  async #sync(edits: SyncRequest['edits'], name: string | null): Promise<void> {
    const base = this.state.revision;
    const request = { protocol: PROTOCOL_VERSION, base, syncId: randomUUID(), workbook: this.workbook, edits };
    const reply: SyncReply = await lasting(() => this.#client.sync(this.#program, request, this.#hash));
    if (reply.refusals.length + reply.conflicts.length > 0) throw new Error(JSON.stringify(reply));
    if (name !== null && reply.committed === null) throw new Error(`${name} changed nothing.`);
    this.state = advance(this.state, reply.revision, reply.remote.tables);
    this.#hash = reply.receipt.hash;
    if (name !== null) this.acknowledged.push(name);
  }
}

/** Asks again as long as nobody answers, or whoever answers asks for patience. Throws whatever else a server says. */
async function lasting<T>(ask: () => Promise<ServerOutcome<T>>): Promise<T> {
  for (;;) {
    const outcome = await ask();
    if (outcome.ok) return outcome.value;
    const { problem } = outcome;
    if (problem.kind !== 'offline' && problem.kind !== 'busy') throw new Error(JSON.stringify(problem));
    await wait(problem.kind === 'busy' ? problem.retryAfterSeconds * 1000 : LONGEST_WAIT_MS);
  }
}
