/** What a person can do in the sheet. */
export const operations = [
  'type',
  'typeKey',
  'blankKey',
  'addRow',
  'addTwice',
  'deleteRow',
  'copyRow',
  'pasteForeign',
  'sort',
  'sortWithoutIds',
  'filter',
  'undo',
] as const;

/** What the network can do to a sync. `late`: an older request arrives once more after newer ones. */
export const networkEvents = ['calm', 'lostRequest', 'lostReply', 'duplicate', 'late'] as const;

/** What can happen in Excel around a sync. `typing`: while it runs. `editing`: a cell is being edited, so a call fails. */
export const hostEvents = ['calm', 'killed', 'typing', 'editing', 'filterOn', 'reopened', 'oldCopy', 'mailed'] as const;

export type Operation = (typeof operations)[number];
export type NetworkEvent = (typeof networkEvents)[number];
export type HostEvent = (typeof hostEvents)[number];

export function isOperation(name: string | undefined): name is Operation {
  return operations.some((operation) => operation === name);
}

/** One sync: what its author did before it, what others had synced meanwhile, and what happened to it. */
export interface CoveredSync {
  readonly own: Iterable<Operation>;
  readonly others: Iterable<Operation>;
  readonly network: Iterable<NetworkEvent>;
  readonly host: Iterable<HostEvent>;
}

const alphabets = { own: operations, others: operations, network: networkEvents, host: hostEvents } as const;
const factors = ['own', 'others', 'network', 'host'] as const;
type Factor = (typeof factors)[number];
const factorPairs = factors.flatMap((a, at) => factors.slice(at + 1).map((b) => [a, b] as const));

/** Counts which pairs, and which whole combinations, of operation × operation × network × host have been played. */
export class Coverage {
  readonly #pairs = new Set<string>();
  readonly #combinations = new Set<string>();

  add({ own, others, network, host }: CoveredSync): void {
    const sync = { own: [...own], others: [...others], network: [...network], host: [...host] };
    for (const [a, b] of factorPairs) {
      for (const left of sync[a]) for (const right of sync[b]) this.#pairs.add(pairOf(a, left, b, right));
    }
    for (const left of sync.own) {
      for (const right of sync.others) {
        for (const fault of sync.network) {
          for (const event of sync.host) this.#combinations.add([left, right, fault, event].join());
        }
      }
    }
  }

  /** Pairs that no history has played. */
  missingPairs(): string[] {
    return factorPairs.flatMap(([a, b]) =>
      alphabets[a].flatMap((left) =>
        alphabets[b].map((right) => pairOf(a, left, b, right)).filter((pair) => !this.#pairs.has(pair)),
      ),
    );
  }

  /** A line per pair of factors, and one for whole combinations: covered of possible. */
  report(): string {
    const lines = factorPairs.map(([a, b]) => {
      const possible = alphabets[a].length * alphabets[b].length;
      const covered = [...this.#pairs].filter((pair) => pair.startsWith(`${a} `) && pair.includes(` × ${b} `)).length;
      return line(`${a} × ${b}`, covered, possible);
    });
    const all = factors.reduce((product, factor) => product * alphabets[factor].length, 1);
    return [...lines, line(factors.join(' × '), this.#combinations.size, all)].join('\n');
  }
}

function pairOf(a: Factor, left: string, b: Factor, right: string): string {
  return `${a} ${left} × ${b} ${right}`;
}

function line(what: string, covered: number, possible: number): string {
  return `${what.padEnd(32)} ${covered} of ${possible} (${Math.floor((100 * covered) / possible)} %)`;
}
