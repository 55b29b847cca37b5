import type { RevisionEvent } from '../../shared/protocol/events.ts';
import type { WireProgram } from '../../shared/protocol/people.ts';
import type { PresentPerson } from '../../shared/protocol/presence.ts';
import { PRESENT_FOR_MS } from '../../shared/protocol/presence-limits.ts';
import type { ServerClient } from '../sync/server/server-client.ts';
import type { SyncSession } from '../sync/session/sync-session.ts';
import { isPassing, type SyncState } from '../sync/session/sync-state.ts';
import { goOnAfterEditing } from './after-editing.ts';
import { goOnAfterWaiting } from './after-waiting.ts';
import type { NetworkWatch } from './network-watch.ts';
import type { AutoSync } from './auto-sync.ts';

/** What is known of the program while the pane is open. */
export interface LiveState {
  /** False while the stream of events is lost; the sheet can be synced all the same. */
  readonly isConnected: boolean;
  /** Others in the program now. */
  readonly people: readonly PresentPerson[];
  /** Name of the program with its fiscal year; null: not yet known. */
  readonly name: string | null;
  /** What the person is to the program; null: not yet known. */
  readonly role: WireProgram['role'] | null;
  /** Head of the program as far as it is known; null: not yet. */
  readonly head: number | null;
  /** The newest sync that was heard of, whoever made it. */
  readonly latest: RevisionEvent | null;
  /** Moves on whenever something was said about the plan, or may have been while nothing was heard. */
  readonly said: number;
  /** Open questions that wait for the person; null: not known. */
  readonly questions: number | null;
  readonly autoSync: AutoSync;
}

export interface LiveProgram {
  readonly state: LiveState;
  subscribe(listener: () => void): () => void;
  setAutoSync(choice: AutoSync): void;
  /** Says goodbye and stops; resolves once that has been said. */
  close(): Promise<void>;
}

export interface LiveProgramDeps {
  readonly session: SyncSession;
  readonly server: ServerClient;
  /** The choice kept from before, and where to keep a new one. */
  readonly autoSync: AutoSync;
  readonly keepAutoSync: (choice: AutoSync) => void;
  readonly network: NetworkWatch;
}

const unknown = {
  isConnected: false,
  people: [],
  name: null,
  role: null,
  head: null,
  latest: null,
  said: 0,
  questions: null,
};

/** Twice as often as needed, so that one lost announcement does not make a person vanish. */
const ANNOUNCE_EVERY_MS = PRESENT_FOR_MS / 2 - 5_000;
/** Waits before a server that cannot be reached is asked again; the last one goes on for ever. */
const ASK_AGAIN_MS = [1_000, 2_000, 5_000, 10_000];
/** Typing along a row is one announcement. */
const ANNOUNCE_AFTER_MS = 1_000;
/** The own sync's event may come before its reply; after this long the reply has settled whose it was. */
const SYNC_AFTER_NEWS_MS = 1_500;

/** Keeps the pane in touch with its program: hears of syncs and people, announces itself, syncs by itself if so chosen. */
export function createLiveProgram(deps: LiveProgramDeps): LiveProgram {
  return new Live(deps);
}

class Live implements LiveProgram {
  readonly #deps: LiveProgramDeps;
  readonly #listeners = new Set<() => void>();
  #state: LiveState;
  #place: { readonly program: string; readonly workbook: string } | null = null;
  #stopListening: (() => void) | null = null;
  readonly #stopFollowing: () => void;
  readonly #stopWatching: () => void;
  readonly #stopAsking: () => void;
  readonly #stopWaiting: () => void;
  /** Announcements that failed in a row; null: the server was heard last time. */
  #failures: number | null = null;
  readonly #announcing: ReturnType<typeof setInterval>;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #syncing: ReturnType<typeof setInterval> | undefined;
  #afterNews: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #announced = '';

  constructor(deps: LiveProgramDeps) {
    this.#deps = deps;
    this.#state = { ...unknown, autoSync: deps.autoSync };
    this.#stopFollowing = deps.session.subscribe((state) => this.#follow(state));
    this.#stopWatching = deps.network.watch((isOnline) => (isOnline ? void this.#announce() : this.#lost()));
    this.#stopAsking = goOnAfterEditing(deps.session);
    this.#stopWaiting = goOnAfterWaiting(deps.session);
    this.#announcing = setInterval(() => void this.#announce(), ANNOUNCE_EVERY_MS);
    this.#schedule(deps.autoSync);
    this.#follow(deps.session.state);
  }

  get state(): LiveState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setAutoSync(choice: AutoSync): void {
    this.#deps.keepAutoSync(choice);
    this.#schedule(choice);
    this.#set({ autoSync: choice });
  }

  async close(): Promise<void> {
    const left = this.#leave();
    this.#stopFollowing();
    this.#stopWatching();
    this.#stopAsking();
    this.#stopWaiting();
    clearTimeout(this.#again);
    clearInterval(this.#announcing);
    clearInterval(this.#syncing);
    this.#listeners.clear();
    await left;
  }

  #set(changes: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }

  #follow({ program, workbook, revision, drafts }: SyncState): void {
    const place = program === null || workbook === null ? null : { program, workbook };
    if (place?.program !== this.#place?.program || place?.workbook !== this.#place?.workbook) {
      void this.#leave();
      this.#place = place;
      if (place) this.#enter(place);
    }
    if (revision !== null && revision > (this.#state.head ?? -1)) this.#set({ head: revision });
    if (place && JSON.stringify(drafts) !== this.#announced) {
      clearTimeout(this.#soon);
      this.#soon = setTimeout(() => void this.#announce(), ANNOUNCE_AFTER_MS);
    }
  }

  #enter({ program, workbook }: { readonly program: string; readonly workbook: string }): void {
    const { server } = this.#deps;
    void this.#askHead(program);
    this.#stopListening?.();
    this.#stopListening = server.listen(program, workbook, {
      revision: (event) => this.#heard(event),
      said: () => void this.#askQuestions(program),
      presence: (people) => this.#set({ people }),
      connection: (isConnected) => {
        this.#set({ isConnected, ...(isConnected ? {} : { people: [] }) });
        // Whether it is the stream alone that is gone, the next announcement tells.
        if (!isConnected) return void this.#announce();
        this.#found();
        // What happened while the stream was lost is not told again.
        void this.#askQuestions(program);
        void this.#askHead(program);
      },
    });
  }

  async #leave(): Promise<void> {
    clearTimeout(this.#soon);
    clearTimeout(this.#afterNews);
    this.#stopListening?.();
    this.#stopListening = null;
    const place = this.#place;
    this.#place = null;
    if (!place) return;
    this.#announced = '';
    this.#set(unknown);
    await this.#deps.server.announce(place.program, { workbook: place.workbook, leaving: true });
  }

  async #askHead(program: string): Promise<void> {
    const programs = await this.#deps.server.programs();
    const found = programs.ok ? programs.value.find(({ id }) => id === program) : undefined;
    if (!found || this.#place?.program !== program) return;
    const name = `${found.name} ${found.fiscalYear}`;
    this.#set({ name, role: found.role, head: Math.max(found.revision, this.#state.head ?? 0) });
  }

  async #askQuestions(program: string): Promise<void> {
    this.#set({ said: this.#state.said + 1 });
    const reply = await this.#deps.server.comments(program, { open: true, mine: true, limit: 1 });
    if (reply.ok && this.#place?.program === program) this.#set({ questions: reply.value.counts.forYou });
  }

  #heard(event: RevisionEvent): void {
    this.#set({ latest: event, head: Math.max(event.revision, this.#state.head ?? 0) });
    if (this.#state.autoSync.kind !== 'whenOthersSync') return;
    clearTimeout(this.#afterNews);
    this.#afterNews = setTimeout(() => this.#syncIfBehind(), SYNC_AFTER_NEWS_MS);
  }

  #syncIfBehind(): void {
    const { revision } = this.#deps.session.state;
    if (revision !== null && (this.#state.head ?? 0) > revision) this.#syncIfCalm();
  }

  /** A question or a problem waits for the person; nothing is done over their head. A lost network passes by itself. */
  #syncIfCalm(): void {
    const { phase, question, problem, program } = this.#deps.session.state;
    const isCalm = question === null && (problem === null || isPassing(problem));
    if (program !== null && phase === 'resting' && isCalm) void this.#deps.session.sync();
  }

  #schedule(choice: AutoSync): void {
    clearInterval(this.#syncing);
    this.#syncing = undefined;
    if (choice.kind === 'minutes') this.#syncing = setInterval(() => this.#syncIfCalm(), choice.minutes * 60_000);
  }

  async #announce(): Promise<void> {
    const place = this.#place;
    if (!place) return;
    const { drafts } = this.#deps.session.state;
    this.#announced = JSON.stringify(drafts);
    const reply = await this.#deps.server.announce(place.program, {
      workbook: place.workbook,
      drafts: rowLists(drafts),
    });
    if (this.#place !== place) return;
    if (reply.ok) {
      this.#set({ people: reply.value.people });
      if (this.#failures !== null) this.#enter(place);
      this.#found();
    } else if (reply.problem.kind === 'offline') this.#lost();
  }

  /** [FB8] The first announcement that fails counts, like the browser's own word. Asks again until the server answers. */
  #lost(): void {
    this.#failures = (this.#failures ?? 0) + 1;
    this.#set({ isConnected: false, people: [] });
    this.#deps.session.disconnected();
    clearTimeout(this.#again);
    const wait = ASK_AGAIN_MS[Math.min(this.#failures, ASK_AGAIN_MS.length) - 1];
    this.#again = setTimeout(() => void this.#announce(), wait);
  }

  /** Being offline has ended: says what the sheet holds now. */
  #found(): void {
    clearTimeout(this.#again);
    // One that only asks to wait has been heard all the time.
    if (this.#failures === null && this.#deps.session.state.problem?.problem.kind !== 'offline') return;
    this.#failures = null;
    this.#deps.session.reconnected();
    void this.#deps.session.look();
  }
}

function rowLists(drafts: SyncState['drafts']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(drafts).map(([table, rows]) => [table, [...rows]]));
}
