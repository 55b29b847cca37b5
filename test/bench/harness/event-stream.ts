/** Server-sent events of one address, as they arrive. */
export interface EventStream {
  /** Resolves at the next event that arrives after the call. */
  next(): Promise<void>;
  close(): void;
}

/** Opens the stream and resolves once the server has answered. Comments do not count as events. */
export async function openEventStream(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventStream> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}.`);
  let wake: (() => void) | undefined;
  const listen = async (body: ReadableStream<Uint8Array>) => {
    for await (const chunk of body) {
      if (Buffer.from(chunk).includes('data:')) wake?.();
    }
  };
  // Closing aborts the reading, which is then meant to fail.
  listen(response.body).catch(() => undefined);
  return { next: () => new Promise((resolve) => (wake = resolve)), close: () => abort.abort() };
}

/** Waits for one event per act, again and again. @returns milliseconds from the act to the event, each */
export async function eventDelays(stream: EventStream, count: number, act: () => Promise<unknown>): Promise<number[]> {
  const delays: number[] = [];
  for (let i = 0; i < count; i++) {
    const heard = stream.next();
    const start = performance.now();
    const done = act();
    await heard;
    delays.push(performance.now() - start);
    await done;
  }
  return delays;
}
