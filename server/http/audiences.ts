import type { ProgramChange, ProgramEvents } from '../program-events.ts';

type Listener = (bytes: Uint8Array) => void;

/** Who listens to which program in this process. */
export interface Audiences {
  /** Hears of revisions until the returned function is called. Resolves once nothing committed from now on can be missed. */
  join(program: string, listener: Listener): Promise<() => void>;
}

/** Those who listen to one program. */
interface Audience {
  readonly listeners: Set<Listener>;
  readonly subscribed: Promise<void>;
  leave: () => void;
}

/** Writing to a connection takes some ten microseconds: no more than about a tenth of the time goes into it. */
const MS_PER_LISTENER = 0.1;

/**
 * [FG3] Tells many who listen the same thing: what happens shortly after another event, as the revisions of one commit do, is gathered
 * and goes out in one piece. A few listeners hear of everything at once, and what comes alone waits for nothing.
 */
export function createAudiences(
  events: Pick<ProgramEvents, 'subscribe'>,
  bytesOf: (change: ProgramChange) => Uint8Array,
): Audiences {
  const audiences = new Map<string, Audience>();
  const gatherIn = (program: string): Audience => {
    const listeners = new Set<Listener>();
    const telling = tellTogether(listeners);
    const subscribed = events
      .subscribe(program, (change) => telling.tell(bytesOf(change)))
      .then((unsubscribe) => {
        audience.leave = () => {
          unsubscribe();
          telling.stop();
        };
      });
    const audience: Audience = { listeners, subscribed, leave: () => undefined };
    return audience;
  };
  return {
    join: async (program, listener) => {
      const audience = audiences.get(program) ?? gatherIn(program);
      audiences.set(program, audience);
      audience.listeners.add(listener);
      const leave = (): void => {
        audience.listeners.delete(listener);
        if (audience.listeners.size > 0 || audiences.get(program) !== audience) return;
        audiences.delete(program);
        audience.leave();
      };
      try {
        await audience.subscribed;
      } catch (error) {
        // Whoever comes next asks anew.
        leave();
        throw error;
      }
      return leave;
    },
  };
}

function tellTogether(listeners: ReadonlySet<Listener>): { tell: Listener; stop: () => void } {
  let gathered: Uint8Array[] = [];
  let resting: ReturnType<typeof setTimeout> | undefined;
  const tellAll = (bytes: Uint8Array): void => {
    for (const listener of listeners) listener(bytes);
    const ms = listeners.size * MS_PER_LISTENER;
    if (ms >= 1) resting = setTimeout(tellGathered, ms);
  };
  const tellGathered = (): void => {
    resting = undefined;
    if (gathered.length === 0) return;
    const bytes = Buffer.concat(gathered);
    gathered = [];
    tellAll(bytes);
  };
  return {
    tell: (bytes) => {
      if (resting === undefined) tellAll(bytes);
      else gathered.push(bytes);
    },
    stop: () => clearTimeout(resting),
  };
}
