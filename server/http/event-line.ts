/** What may wait for a slow connection: thousands of revisions. One that has fallen further behind is better opened anew. */
const MOST_WAITING_BYTES = 1024 * 1024;

/** A stream of events to one who listens. */
export interface EventLine {
  /** Writes events and comments, and breaks the line off when nobody takes what is written [FD9]. */
  readonly send: (message: Uint8Array) => void;
  readonly end: () => void;
  /** Resolves when either side has ended it. */
  readonly ended: Promise<void>;
}

/**
 * The body of an answer that goes on until either side ends it. Bytes go straight into the queue of the stream: a thousand panes are
 * told of each revision, so that every promise on the way is paid a thousand times.
 * @param serve what is told; the line ends with it
 */
export function eventLine(serve: (line: EventLine) => Promise<void>): ReadableStream<Uint8Array> {
  let hangUp: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (hangUp = resolve));
  let isLeft = false;
  const cancel = (): void => {
    isLeft = true;
    hangUp();
  };
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    let isOpen = true;
    void ended.then(() => (isOpen = false));
    const send = (message: Uint8Array): void => {
      if (!isOpen) return;
      const room = controller.desiredSize ?? 0;
      if (room < MOST_WAITING_BYTES && message.byteLength > room) end();
      else controller.enqueue(message);
    };
    const end = (): void => {
      isOpen = false;
      hangUp();
    };
    const close = (): void => {
      if (!isLeft) controller.close();
    };
    void serve({ send, end, ended }).then(close, (error: unknown) => controller.error(error));
  };
  return new ReadableStream<Uint8Array>(
    { start, cancel },
    { highWaterMark: MOST_WAITING_BYTES, size: ({ byteLength }) => byteLength },
  );
}
