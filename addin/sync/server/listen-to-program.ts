import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { z } from 'zod';
import type { RevisionEvent } from '../../../shared/protocol/events.ts';
import type { PresentPerson } from '../../../shared/protocol/presence.ts';
import { parseJson } from './parse-json.ts';

/** Hears of a program as it changes. */
export interface ProgramListener {
  /** Somebody has synced, this workbook included. */
  revision(event: RevisionEvent): void;
  /** Who else is in the program now, all of them each time. */
  presence(people: readonly PresentPerson[]): void;
  /** Somebody has said something about the plan, or works on something else. */
  said(): void;
  /** True once the stream is open; false while it is lost and opened anew. */
  connection(isOpen: boolean): void;
}

export interface ListenDeps {
  /** Opens the stream; null when nobody is signed in any more, which ends the listening. */
  readonly open: (signal: AbortSignal) => Promise<Response | null>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** A stream that is silent for so long is dead, though nobody has said so. Default: over twice the server's heartbeat. */
  readonly silentForMs?: number;
}

const SILENT_FOR_MS = 60_000;

/** Waits before the stream is opened again; the last one goes on for ever. */
const REOPEN_WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000];

/** Listens until the returned function is called. A lost stream is opened again by itself. */
export function listenToProgram(deps: ListenDeps, listener: ProgramListener): () => void {
  const end = new AbortController();
  void keepListening(deps, listener, end.signal);
  return () => end.abort();
}

async function keepListening(deps: ListenDeps, listener: ProgramListener, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const end = await listenOnce(deps, listener, signal);
    if (signal.aborted || end === 'signedOut') return;
    failures = end === 'wasOpen' ? 1 : failures + 1;
    listener.connection(false);
    await deps.wait(REOPEN_WAITS_MS[Math.min(failures, REOPEN_WAITS_MS.length) - 1] ?? 0);
  }
}

type StreamEnd = 'wasOpen' | 'notOpened' | 'signedOut';

async function listenOnce(deps: ListenDeps, listener: ProgramListener, signal: AbortSignal): Promise<StreamEnd> {
  let isOpen = false;
  const silence = watchSilence(deps.silentForMs ?? SILENT_FOR_MS);
  try {
    const response = await deps.open(AbortSignal.any([signal, silence.signal]));
    if (response === null || response.status === 401) return 'signedOut';
    if (!response.ok || response.body === null) return 'notOpened';
    // The server's first comment says that it listens; what happens before then is not told.
    const onComment = (): void => {
      silence.heard();
      if (!isOpen) listener.connection(true);
      isOpen = true;
    };
    const { wire } = await import('./wire-schemas.ts');
    const events = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream({ onComment }));
    const reader = events.getReader();
    silence.signal.addEventListener('abort', () => void reader.cancel());
    for (let next = await reader.read(); !next.done && !signal.aborted; next = await reader.read()) {
      silence.heard();
      const { event, data } = next.value;
      if (event === 'revision') tell(wire.revisionEvent, data, (told) => listener.revision(told));
      if (event === 'comment' || event === 'workClaims') listener.said();
      if (event === 'presence') tell(wire.presenceEvent, data, ({ people }) => listener.presence(people));
    }
  } catch {
    // A stream breaks like any request: without saying why.
  } finally {
    silence.end();
  }
  return isOpen ? 'wasOpen' : 'notOpened';
}

/** Aborts its signal once nothing has been heard for so long: a computer that slept, a network that was changed. */
function watchSilence(milliseconds: number) {
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(), milliseconds);
  return {
    signal: controller.signal,
    heard: (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), milliseconds);
    },
    end: (): void => clearTimeout(timer),
  };
}

/** Data that is not what it should be comes from a newer server; news that is not understood is not news. */
function tell<T>(schema: z.ZodType<T>, data: string, listen: (value: T) => void): void {
  const parsed = schema.safeParse(parseJson(data));
  if (parsed.success) listen(parsed.data);
}
