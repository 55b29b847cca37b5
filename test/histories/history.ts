import { answersFor } from '../../addin/sync/decide-conflict.ts';
import { createHttpServerClient } from '../../addin/sync/http-server-client.ts';
import type { SyncSession } from '../../addin/sync/sync-session.ts';
import { createSyncSession } from '../../addin/sync/create-sync-session.ts';
import type { TestClient, TestServer } from '../contracts/test-server.ts';
import { rowIdFromBytes } from '../../shared/tables/cell.ts';
import { act } from './actions.ts';
import { finalState, disagreements, readJournal, readKeptConflicts } from './final-state.ts';
import { violations, type Exchange } from './ledger.ts';
import { editedTables, openingPlan } from './opening-plan.ts';
import { createRandom, type Random } from './random.ts';
import { Killed, SheetWorkbook } from './sheet-workbook.ts';
import { calm, simulatedNetwork, type NetworkFaults, type SimulatedNetwork } from './simulated-network.ts';
import { SimulatedPerson, type GoneTyping } from './simulated-person.ts';

export interface HistoryOptions {
  readonly people: number;
  readonly steps: number;
  readonly network: NetworkFaults;
  /** Chance per sync that the add-in is killed at one of its calls to Excel. */
  readonly kills: number;
  /** Chance per step that a person opens an older copy of the file, and that the file is mailed to somebody. */
  readonly oldCopies: number;
  readonly mailedCopies: number;
  /** Chance per sync that the person types while it runs. */
  readonly typing: number;
  /** Days by which each person's computer clock is wrong, at most. */
  readonly clockSkewDays: number;
}

export const ordinary: HistoryOptions = {
  people: 3,
  steps: 50,
  network: { lostRequest: 0.05, lostReply: 0.12, duplicate: 0.3 },
  kills: 0.08,
  oldCopies: 0.01,
  mailedCopies: 0.005,
  typing: 0.15,
  clockSkewDays: 0,
};

export interface HistoryResult {
  /** What was done and what came of it, line by line: the same seed gives the same lines. */
  readonly trace: readonly string[];
  /** Promises broken, in words. */
  readonly broken: readonly string[];
  /** The edited tables at the end, as text. */
  readonly end: string;
}

interface Actor {
  readonly person: SimulatedPerson;
  readonly network: SimulatedNetwork;
  readonly random: Random;
  readonly copies: SheetWorkbook[];
}

/** Plays one generated history against a real server and checks every promise at its end. */
export async function playHistory(server: TestServer, seed: number, options: HistoryOptions): Promise<HistoryResult> {
  const history = new History(server, seed, options);
  return await history.play();
}

class History {
  readonly #server: TestServer;
  readonly #options: HistoryOptions;
  readonly #random: Random;
  readonly #trace: string[] = [];
  readonly #broken: string[] = [];
  readonly #exchanges: Exchange[] = [];
  readonly #gone: GoneTyping[] = [];
  readonly #actors: Actor[] = [];

  constructor(server: TestServer, seed: number, options: HistoryOptions) {
    this.#server = server;
    this.#options = options;
    this.#random = createRandom(seed);
  }

  async play(): Promise<HistoryResult> {
    const program = await this.#server.program();
    const admin = await this.#server.member(program, 'admin');
    const opening = await admin.post(openingPlan(() => rowIdFromBytes(this.#random.bytes(15))));
    if (opening.status !== 200) throw new Error(await opening.text());
    for (let i = 0; i < this.#options.people; i++)
      await this.#join(await this.#server.member(program, 'finance'), null);
    for (let step = 0; step < this.#options.steps; step++) await this.#step(program);
    await this.#quieten();
    await this.#check(admin);
    return { trace: this.#trace, broken: this.#broken, end: await finalState(admin, editedTables) };
  }

  /** A person joins, with a new workbook or with a copy of somebody's. */
  async #join(client: TestClient, copyOf: SheetWorkbook | null): Promise<void> {
    const workbook = copyOf?.copy() ?? new SheetWorkbook(editedTables);
    const random = this.#random.fork();
    const name = `p${this.#actors.length}`;
    let person: SimulatedPerson | null = null;
    const network = simulatedNetwork(
      name,
      async (request) => client.app.fetch(request),
      random.fork(),
      (exchange, delivered) => {
        this.#exchanges.push(exchange);
        if (delivered) person?.handedOver(exchange.request, exchange.reply);
      },
    );
    const skewMs = (random.next() - 0.5) * 2 * this.#options.clockSkewDays * 86_400_000;
    const open = (): SyncSession =>
      createSyncSession({
        workbook,
        server: createHttpServerClient({
          fetch: (request) => network.fetch(request),
          address: 'http://localhost',
          wait: async () => undefined,
          session: { token: client.person.token, person: client.person },
        }),
        randomBytes: (count) => random.bytes(count),
        now: () => new Date(this.#server.clock.getTime() + skewMs),
        serverAddress: 'http://localhost',
      });
    person = new SimulatedPerson(name, workbook, open);
    const actor = { person, network, random, copies: [] };
    this.#actors.push(actor);
    await person.session.open();
    if (copyOf === null) await person.session.connect(client.program, 'adopt');
    this.#note(name, copyOf === null ? 'joins' : 'gets a copy by mail');
  }

  #note(who: string, what: string): void {
    this.#trace.push(`${who} ${what}`);
  }

  async #step(program: string): Promise<void> {
    this.#server.clock = new Date(this.#server.clock.getTime() + 1_000);
    const actor = this.#random.pick(this.#actors);
    const { person, random, copies } = actor;
    if (random.chance(0.05)) copies.push(person.workbook.copy());
    if (copies.length > 0 && random.chance(this.#options.oldCopies)) {
      person.workbook.restore(random.pick(copies));
      person.forget('all');
      await person.restart();
      this.#note(person.name, 'opens an old copy');
    } else if (this.#actors.length < 6 && random.chance(this.#options.mailedCopies)) {
      await this.#join(await this.#server.member(program, 'finance'), person.workbook);
    } else if (random.chance(0.3)) {
      await this.#syncUnderFaults(actor);
    } else {
      this.#note(person.name, act(person, random));
    }
  }

  async #syncUnderFaults(actor: Actor): Promise<void> {
    const { person, network, random } = actor;
    network.faults = this.#options.network;
    if (random.chance(this.#options.kills)) person.workbook.killAfter = random.int(12);
    if (random.chance(this.#options.typing)) {
      const at = random.int(10);
      let calls = 0;
      person.workbook.between = () => {
        if (calls++ === at) this.#note(person.name, `meanwhile ${act(person, random)}`);
      };
    }
    const killed = await this.#sync(actor);
    person.workbook.killAfter = null;
    person.workbook.between = null;
    network.faults = calm;
    if (killed) await person.restart();
    this.#gone.push(...person.takeGoneTyping());
  }

  /** True when the add-in was killed. */
  async #sync({ person, random }: Actor, mayDecide = true): Promise<boolean> {
    try {
      await this.#answer(person, random, mayDecide);
      const state = await person.session.sync({ clearFilters: true });
      const { revision, accepted, conflicts, refusals, problem, question } = state;
      this.#note(
        person.name,
        `syncs: at ${revision ?? '–'}, ${accepted} accepted, ${conflicts.length} conflicts, ${refusals.length} refusals` +
          `${problem ? `, problem ${problem.problem.kind}` : ''}${question ? `, asked ${question.kind}` : ''}`,
      );
      return false;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.#note(person.name, 'is killed while syncing');
      return true;
    }
  }

  /** Answers what the session asks, and now and then decides a conflict. */
  async #answer(person: SimulatedPerson, random: Random, mayDecide = true): Promise<void> {
    const { question, conflicts } = person.session.state;
    switch (question?.kind) {
      case 'missingRows':
        await person.session.answerMissingRows(random.pick(['delete', 'restore'] as const), { clearFilters: true });
        return;
      case 'rowsApart':
        await person.session.realign({ clearFilters: true });
        return;
      case 'review':
        person.forget('all');
        await person.session.answerReview('useTheirs', { clearFilters: true });
        return;
      case undefined:
        if (mayDecide && conflicts.length > 0 && random.chance(0.5)) await this.#decide(person, random);
    }
  }

  async #decide(person: SimulatedPerson, random: Random): Promise<void> {
    const conflict = random.pick(person.session.state.conflicts);
    const outcome = random.pick(answersFor(conflict).filter((answer) => answer !== 'other'));
    this.#note(person.name, `decides ${conflict.table}.${conflict.column}: ${outcome}`);
    person.decides(conflict, outcome);
    await person.session.decide(conflict.id, { outcome }, { clearFilters: true });
    // Who lets a row go lets go what is typed into it in the same moment.
    person.decides(conflict, outcome);
  }

  /** Everyone stops typing: two rounds in which open questions are answered, then the two syncs that must be enough. */
  async #quieten(): Promise<void> {
    for (let round = 0; round < 4; round++) {
      for (const actor of this.#actors) {
        if (round < 2) await this.#answerAll(actor, round === 1);
        await this.#sync(actor, round < 2);
        if (round < 2) await this.#answerAll(actor, round === 1);
        this.#gone.push(...actor.person.takeGoneTyping());
      }
    }
  }

  /** A deleted row that others refer to cannot go, so in the end every missing row is put back. */
  async #answerAll({ person, random }: Actor, isLast: boolean): Promise<void> {
    for (let i = 0; i < 3 && person.session.state.question !== null; i++) {
      if (isLast && person.session.state.question.kind === 'missingRows') {
        await person.session.answerMissingRows('restore', { clearFilters: true });
      } else {
        await this.#answer(person, random);
      }
    }
  }

  async #check(admin: TestClient): Promise<void> {
    const journal = await readJournal(this.#server, admin.program);
    const kept = await readKeptConflicts(this.#server, admin.program);
    this.#broken.push(...violations({ exchanges: this.#exchanges, gone: this.#gone, journal, kept }));
    for (const { person } of this.#actors) this.#broken.push(...(await disagreements(person, admin, editedTables)));
    const verified: unknown = await (await admin.fetch('/verify')).json();
    if (!JSON.stringify(verified).includes('"ok":true')) this.#broken.push(`verify: ${JSON.stringify(verified)}`);
  }
}
