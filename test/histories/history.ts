import { choicesOf } from '../../addin/sync/decide-conflict.ts';
import type { SyncState } from '../../addin/sync/session/sync-state.ts';
import type { Difference } from '../../shared/sync/apply/review-workbook.ts';
import { rowIdFromBytes } from '../../shared/tables/cell.ts';
import { sessionOf } from '../../server/identity/sessions.ts';
import { pruneReplies } from '../../server/retention/retention-clock.ts';
import type { TestClient, TestServer } from '../contracts/test-server.ts';
import { act } from './actions.ts';
import { isAhead, lostAgain, shownIn, silentDivergence, stillHeld, type Ahead } from './ahead.ts';
import { ComputedTruth } from './computed-truth.ts';
import type { Coverage, HostEvent } from './coverage.ts';
import { checkEnd, lostSoFar } from './final-state.ts';
import type { HistoryOptions } from './history-options.ts';
import { interleave } from './interleave.ts';
import { Recorder } from './recorder.ts';
import { makeOpeningRows, openingPlan } from './opening-plan.ts';
import { Pane } from './pane.ts';
import { createRandom, type Random } from './random.ts';
import { isRestorable, type RestorableServer } from './restorable-server.ts';
import { SheetBook } from './sheet-book.ts';
import { Killed } from './sheet-port.ts';
import { calm } from './simulated-network.ts';
import { Typing } from './typing.ts';
import { wrongClock } from './wrong-clock.ts';

export interface HistoryResult {
  /** What was done and what came of it, line by line: the same seed gives the same lines. */
  readonly trace: readonly string[];
  /** Promises broken, in words. */
  readonly broken: readonly string[];
  /** The edited tables at the end, as text. */
  readonly end: string;
}

/** Rounds of syncs without anybody typing or deciding, after which every workbook must have come to rest. */
const MOST_QUIET_ROUNDS = 6;
const MOST_PANES = 6;
/** Longer than a sign-in lasts and than a repeated sync is known as one. */
const LONGEST_ABSENCE_DAYS = 120;
const DAY_MS = 86_400_000;

/** Plays one generated history against a real server and checks every promise at its end. */
export async function playHistory(
  server: TestServer,
  seed: number,
  options: HistoryOptions,
  coverage?: Coverage,
): Promise<HistoryResult> {
  const zone = process.env['TZ'];
  const { clock } = server;
  try {
    return await new History(server, seed, options, coverage ?? null).play();
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    // The next history begins on the same day, or it would not be the same one when it is played again.
    if (options.absences > 0) server.clock = clock;
  }
}

class History {
  readonly #server: TestServer;
  readonly #options: HistoryOptions;
  readonly #seed: number;
  readonly #random: Random;
  /** Apart, so that the server's restarts leave the rest of a history as it is. */
  readonly #restarts: Random;
  readonly #disasters: Random;
  readonly #absences: Random;
  readonly #coverage: Coverage | null;
  readonly #trace: string[] = [];
  readonly #recorder = new Recorder();
  readonly #panes: Pane[] = [];
  #truth: ComputedTruth | null = null;

  constructor(server: TestServer, seed: number, options: HistoryOptions, coverage: Coverage | null) {
    this.#server = server;
    this.#options = options;
    this.#seed = seed;
    this.#random = createRandom(seed);
    this.#restarts = createRandom(seed + 1);
    this.#disasters = createRandom(seed + 2);
    this.#absences = createRandom(seed + 3);
    this.#coverage = coverage;
  }

  async play(): Promise<HistoryResult> {
    const program = await this.#server.program();
    this.#truth = new ComputedTruth(this.#server, program);
    const admin = await this.#server.member(program, 'admin');
    const opened = await admin.post(
      openingPlan(makeOpeningRows(() => rowIdFromBytes(this.#random.bytes(15)), this.#options.tables)),
    );
    if (opened.status !== 200) throw new Error(await opened.text());
    for (let i = 0; i < this.#options.people; i++) await this.#join(program, this.#typingOf(i));
    if (this.#options.restores > 0) await this.#backUp();
    for (let step = 0; step < this.#options.steps; step++) await this.#step(program);
    await this.#quieten();
    await this.#signIn(admin);
    const { broken, end } = await checkEnd(this.#server, admin, this.#panes, this.#recorder);
    return { trace: this.#trace, broken: [...this.#recorder.broken, ...broken], end };
  }

  /** Co-authors share what is typed; everybody else has a workbook of their own. */
  #typingOf(person: number): Typing {
    const [first] = this.#panes;
    if (person === 1 && first && this.#options.coAuthors) return first.typing;
    return new Typing(`b${person}`, new SheetBook(this.#options.tables));
  }

  /** A person joins, with a new workbook, one that a colleague has open, or a copy of somebody's. */
  async #join(program: string, typing: Typing): Promise<void> {
    const at = this.#panes.length;
    const pane = new Pane({
      name: `p${at}`,
      client: await this.#server.member(program, 'finance'),
      typing,
      random: this.#random.fork(),
      clock: this.#options.wrongClocks ? wrongClock(this.#seed * 10 + at) : null,
      now: () => this.#server.clock,
      takesWholeRows: at % 2 === 1,
      onExchange: (exchange, port) => this.#recorder.exchanged(exchange, typing, port),
    });
    this.#panes.push(pane);
    await pane.session.open();
    if (typing.book.metadata === null) await pane.session.connect(program, 'adopt');
    this.#note(pane.name, `joins with ${typing.by}`);
  }

  #note(who: string, what: string): void {
    this.#trace.push(`${who} ${what}`);
  }

  async #step(program: string): Promise<void> {
    this.#server.clock = new Date(this.#server.clock.getTime() + 1_000);
    if (this.#absences.chance(this.#options.absences)) await this.#beAway();
    if (this.#restarts.chance(this.#options.serverRestarts)) this.#server.forget();
    if (this.#disasters.chance(this.#options.backups)) await this.#backUp();
    else if (this.#disasters.chance(this.#options.restores)) await this.#restore(program);
    const pane = this.#random.pick(this.#panes);
    const { random, copies } = pane;
    if (random.chance(0.05)) copies.push(pane.book.copy());
    if (copies.length > 0 && random.chance(this.#options.oldCopies)) {
      await this.#openOldCopy(pane);
    } else if (this.#panes.length < MOST_PANES && random.chance(this.#options.mailedCopies)) {
      pane.host.add('mailed');
      await this.#join(program, new Typing(`b${this.#panes.length}`, pane.book.copy()));
      this.#panes.at(-1)?.host.add('mailed');
    } else if (random.chance(this.#options.syncs)) {
      await this.#syncUnderFaults(pane);
    } else {
      this.#act(pane, '');
    }
  }

  #restorable(): RestorableServer {
    if (!isRestorable(this.#server)) throw new Error('This history needs a server that can be restored.');
    return this.#server;
  }

  async #backUp(): Promise<void> {
    await this.#restorable().backUp();
    this.#recorder.backedUp();
    this.#note('the server', 'is backed up');
  }

  /** [PRO16] What there was until now is judged before it is lost. */
  async #restore(program: string): Promise<void> {
    this.#recorder.broken.push(...(await lostSoFar(this.#server, program, this.#recorder)));
    await this.#restorable().restore();
    this.#recorder.restored();
    this.#truth = new ComputedTruth(this.#server, program);
    for (const { network } of this.#panes) network.forget();
    this.#note('the server', 'is restored');
  }

  /** [PRO8] Days or months in which nobody syncs: sign-ins end, answers are kept no longer, and nothing is under way any more. */
  async #beAway(): Promise<void> {
    const days = 1 + this.#absences.int(LONGEST_ABSENCE_DAYS);
    this.#server.clock = new Date(this.#server.clock.getTime() + days * DAY_MS);
    await pruneReplies(this.#server.store, this.#server.clock);
    for (const { network } of this.#panes) network.forget();
    this.#note('everybody', `is away for ${days} days`);
  }

  /** Under the same token, so that no pane has to ask for another one. */
  async #signIn({ person }: TestClient): Promise<void> {
    const at = this.#server.clock.toISOString();
    const { write } = this.#server.store;
    const token = sessionOf(person.token);
    await write
      .updateTable('sessions')
      .set({ created_at: at, last_used_at: at })
      .where('token_hash', '=', token)
      .execute();
  }

  #act(pane: Pane, when: string): void {
    const { operation, says } = act(pane.typing, pane.random, this.#options.habits);
    this.#note(pane.name, `${when}${says}`);
    for (const { book, own } of this.#panes) if (book === pane.book && operation) own.add(operation);
    this.#recorder.acted(pane.typing);
  }

  async #openOldCopy(pane: Pane): Promise<void> {
    pane.book.restore(pane.random.pick(pane.copies));
    pane.typing.forget('all');
    pane.host.add('oldCopy');
    await pane.restart();
    this.#note(pane.name, 'opens an old copy');
  }

  /** Co-authors sync at the same time, every other time. */
  async #syncUnderFaults(pane: Pane): Promise<void> {
    const others = this.#panes.filter((other) => other !== pane && other.book === pane.book);
    const together = others.length > 0 && pane.random.chance(0.6) ? [pane, ...others] : [pane];
    const works = together.map((one) => async (turn: () => Promise<void>) => {
      if (together.length > 1) one.port.turn = turn;
      await this.#syncOneUnderFaults(one);
      one.port.turn = null;
    });
    await interleave(works, pane.random);
    this.#recorder.gone.push(...pane.typing.takeGone());
  }

  async #syncOneUnderFaults(pane: Pane): Promise<void> {
    const { random, port, network, host } = pane;
    const { kills, typing, editing, reopening } = this.#options;
    const happens = (event: HostEvent, probability: number): boolean => {
      const does = random.chance(probability);
      if (does) host.add(event);
      return does;
    };
    network.faults = this.#options.network;
    if (happens('reopened', reopening)) await pane.restart();
    if (happens('killed', kills)) port.killAfter = random.int(9);
    if (happens('editing', editing)) port.editingAfter = random.int(9);
    if (happens('typing', typing)) {
      const at = random.int(9);
      let calls = 0;
      port.between = () => {
        if (calls++ === at) this.#act(pane, 'meanwhile ');
      };
    }
    const isKilled = await this.#sync(pane, true, random.chance(0.85));
    port.killAfter = null;
    port.editingAfter = null;
    port.between = null;
    network.faults = calm;
    if (isKilled) await pane.restart();
  }

  /** True when the add-in was killed. */
  async #sync(pane: Pane, mayDecide: boolean, clearFilters = true): Promise<boolean> {
    pane.clock?.moveHere();
    try {
      await this.#answer(pane, mayDecide);
      const state = await this.#syncOnce(pane, clearFilters);
      const { revision, accepted, conflicts, refusals, problem, question } = state;
      if (problem?.problem.kind === 'filterOn') pane.host.add('filterOn');
      this.#note(
        pane.name,
        `syncs: at ${revision ?? '–'}, ${accepted} accepted, ${conflicts.length} conflicts, ${refusals.length} refusals` +
          `${problem ? `, problem ${problem.problem.kind}` : ''}${question ? `, asked ${question.kind}` : ''}`,
      );
      this.#count(pane, problem === null);
      if (problem?.problem.kind === 'signedOut') {
        await this.#signIn(pane.client);
        await pane.restart();
        return await this.#sync(pane, mayDecide, clearFilters);
      }
      if (isRestful(state)) pane.book.settle();
      if (problem === null && question === null) await this.#checkComputed(pane);
      return false;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.#note(pane.name, 'is killed while syncing');
      this.#count(pane, false);
      return true;
    }
  }

  /** [PRO16] A workbook of a history that was lost sends and writes nothing before its person has answered. */
  async #syncOnce(pane: Pane, clearFilters: boolean): Promise<SyncState> {
    const isWatched = this.#options.restores > 0 && pane.port.between === null && (await isAhead(this.#server, pane));
    if (!isWatched) return pane.session.sync({ clearFilters });
    const now = (): Ahead => ({ sheet: shownIn(pane), exchanges: this.#recorder.exchanges.length });
    const before = now();
    const state = await pane.session.sync({ clearFilters });
    this.#recorder.broken.push(...(await silentDivergence(pane, before, now())));
    return state;
  }

  /** While a colleague has the workbook in hands as well, or types in it, it is between two revisions. */
  async #checkComputed(pane: Pane): Promise<void> {
    if (this.#truth === null || pane.port.turn !== null || pane.port.between !== null) return;
    this.#recorder.broken.push(...(await this.#truth.deviations(pane)));
  }

  /** Counts what met in this sync; once it is finished, what others did before is no more news. */
  #count(pane: Pane, isFinished: boolean): void {
    const { own, others, host, network } = pane;
    this.#coverage?.add({
      own,
      others,
      network: network.events.size === 0 ? ['calm'] : network.events,
      host: host.size === 0 ? ['calm'] : host,
    });
    network.events.clear();
    host.clear();
    if (!isFinished) return;
    for (const other of this.#panes) if (other.book !== pane.book) for (const one of own) other.others.add(one);
    own.clear();
    others.clear();
  }

  /** Answers what the session asks, and now and then decides a conflict. */
  async #answer(pane: Pane, mayDecide: boolean): Promise<void> {
    const { session, random } = pane;
    const { question, conflicts } = session.state;
    switch (question?.kind) {
      case 'missingRows':
        await session.answerMissingRows(random.pick(['delete', 'restore'] as const), { clearFilters: true });
        return;
      case 'rowsApart':
        await session.realign({ clearFilters: true });
        return;
      case 'review':
        await this.#answerReview(pane, question.differences, question.restoredAt !== undefined && random.chance(0.5));
        return;
      case undefined:
        if (mayDecide && conflicts.length > 0 && random.chance(0.5)) await this.#decide(pane);
    }
  }

  async #answerReview(pane: Pane, differences: readonly Difference[], sendsAgain: boolean): Promise<void> {
    const { name, session, typing, port } = pane;
    this.#note(
      name,
      `is asked about ${differences.length} differences and ${sendsAgain ? 'sends its own' : 'takes the plan’s'}`,
    );
    this.#recorder.acted(typing);
    if (!sendsAgain) typing.forget('all');
    const held = stillHeld(pane, differences);
    const state = await session.answerReview(sendsAgain ? 'sendMine' : 'useTheirs', { clearFilters: true });
    if (sendsAgain && port.between === null) this.#recorder.broken.push(...lostAgain(pane, held, state));
  }

  async #decide({ name, session, random, typing }: Pane): Promise<void> {
    const conflict = random.pick(session.state.conflicts);
    const kind = random.pick(choicesOf(conflict).filter((choice) => choice !== 'enterValue'));
    this.#note(name, `decides ${conflict.table}.${conflict.column}: ${kind}`);
    this.#recorder.acted(typing);
    typing.decides(conflict, kind);
    await session.decide(conflict.id, { kind }, { clearFilters: true });
    // Who lets a row go lets go what is typed into it in the same moment.
    typing.decides(conflict, kind);
  }

  /** Everyone stops typing: open questions are answered, then syncs alone must bring every workbook to rest. */
  async #quieten(): Promise<void> {
    for (const isLast of [false, true]) {
      for (const pane of this.#panes) {
        if (isLast && pane.session.state.question === null) continue;
        await this.#answerAll(pane, isLast);
        await this.#sync(pane, !isLast);
        await this.#answerAll(pane, isLast);
        this.#recorder.gone.push(...pane.typing.takeGone());
      }
    }
    for (let round = 0; round < MOST_QUIET_ROUNDS; round++) {
      if (await this.#quietRound()) return;
    }
    this.#recorder.broken.push(`the workbooks do not come to rest in ${MOST_QUIET_ROUNDS} rounds`);
  }

  /** Everyone syncs once. True when nobody had anything to send; only a pane that has said so may have. */
  async #quietRound(): Promise<boolean> {
    let isQuiet = true;
    for (const pane of this.#panes) {
      const { toSend, conflicts, refusals, question, problem } = pane.session.state;
      const said = toSend + conflicts.length + refusals.length > 0 || question !== null || problem !== null;
      const committed = this.#recorder.commits;
      await this.#answerAll(pane, true);
      await this.#sync(pane, false);
      this.#recorder.gone.push(...pane.typing.takeGone());
      const { state } = pane.session;
      if (state.question !== null || state.toSend > 0) isQuiet = false;
      if (this.#recorder.commits === committed) continue;
      isQuiet = false;
      if (!said) this.#recorder.broken.push(`${pane.name} had nothing left to send and made a revision`);
    }
    return isQuiet;
  }

  /** A deleted row that others refer to cannot go, so in the end every missing row is put back. */
  async #answerAll(pane: Pane, isLast: boolean): Promise<void> {
    for (let i = 0; i < 3 && pane.session.state.question !== null; i++) {
      if (isLast && pane.session.state.question.kind === 'missingRows') {
        await pane.session.answerMissingRows('restore', { clearFilters: true });
      } else {
        await this.#answer(pane, true);
      }
    }
  }
}

/** Nothing is open: no question, nothing undecided, nothing refused, nothing left to send. */
function isRestful({ problem, question, conflicts, refusals, toSend }: SyncState): boolean {
  return problem === null && question === null && conflicts.length + refusals.length + toSend === 0;
}
