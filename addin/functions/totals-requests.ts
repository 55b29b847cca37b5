import type { TotalsReply } from '../../shared/protocol/totals.ts';
import type { Cut } from '../../shared/plan/figures/cuts.ts';
import type { TotalsQuery } from '../sync/server/server-client.ts';
import type { ServerOutcome } from '../sync/server/server-problem.ts';
import { planRequests, suits, type Need } from './plan-requests.ts';

export interface TotalsDeskDeps {
  /** Asks the server; once for all questions of one calculation. */
  readonly totals: (program: string, query: TotalsQuery) => Promise<ServerOutcome<TotalsReply>>;
  /** Program and revision of the workbook; null: it is connected to none. */
  readonly program: () => string | null;
  readonly revision: () => number | null;
  /** Resolves when the questions of one calculation have come together. */
  readonly wait: () => Promise<void>;
}

export type DeskOutcome = ServerOutcome<TotalsReply> | 'notConnected';

interface Asked {
  readonly need: Need;
  readonly answer: (outcome: DeskOutcome | Promise<DeskOutcome>) => void;
}

interface Held {
  readonly asOf: string | null;
  readonly by: readonly Cut[];
  readonly reply: Promise<ServerOutcome<TotalsReply>>;
}

/** Replies of one program at one revision, which never change. */
interface Shelf {
  readonly program: string;
  readonly revision: number;
  readonly held: Held[];
}

/** Collects questions that come together, asks the server as rarely as possible, and keeps replies until the revision moves on. */
export class TotalsDesk {
  readonly #deps: TotalsDeskDeps;
  #waiting: Asked[] = [];
  #shelf: Shelf | null = null;

  constructor(deps: TotalsDeskDeps) {
    this.#deps = deps;
  }

  /** A reply that suits the need, of the revision the workbook is at when the question is sent. */
  ask(need: Need): Promise<DeskOutcome> {
    return new Promise((answer) => {
      this.#waiting.push({ need, answer });
      if (this.#waiting.length === 1) void this.#deps.wait().then(() => this.#send());
    });
  }

  #send(): void {
    const asked = this.#waiting;
    this.#waiting = [];
    const shelf = this.#currentShelf();
    if (shelf === null) {
      for (const { answer } of asked) answer('notConnected');
      return;
    }
    const heldFor = (need: Need) => shelf.held.find(({ asOf, by }) => asOf === need.asOf && suits(need, by));
    const missing = asked.map(({ need }) => need).filter((need) => heldFor(need) === undefined);
    for (const day of new Set(missing.map(({ asOf }) => asOf))) {
      for (const by of planRequests(missing.filter(({ asOf }) => asOf === day))) this.#request(shelf, by, day);
    }
    for (const { need, answer } of asked) {
      const found = heldFor(need);
      if (!found) throw new Error(`No request was planned for totals by ${need.by.join()}.`);
      answer(found.reply);
    }
  }

  #currentShelf(): Shelf | null {
    const [program, revision] = [this.#deps.program(), this.#deps.revision()];
    if (program === null || revision === null) return null;
    if (this.#shelf?.program !== program || this.#shelf.revision !== revision) {
      this.#shelf = { program, revision, held: [] };
    }
    return this.#shelf;
  }

  /**
   * Without a day the figures are those of the workbook's revision; those of a day are told as the program has them, which for a
   * closed month is as it was closed. A failure is not kept: the next calculation asks again.
   */
  #request({ program, revision, held }: Shelf, by: readonly Cut[], asOf: string | null): void {
    const reply = this.#deps.totals(program, { by, ...(asOf === null ? { at: revision } : { asOf }) });
    const entry: Held = { asOf, by, reply };
    held.push(entry);
    void reply.then(({ ok }) => {
      if (!ok) held.splice(held.indexOf(entry), 1);
    });
  }
}
