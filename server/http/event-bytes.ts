/** One server-sent event. */
export interface StreamEvent {
  readonly event: string;
  /** One line. */
  readonly data: string;
  readonly id?: string;
}

const encoder = new TextEncoder();

/** An event as it travels. */
export function eventBytes({ event, data, id }: StreamEvent): Uint8Array {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return encoder.encode(`event: ${event}\ndata: ${data}\n${idLine}\n`);
}

/** A line that only keeps the stream open. */
export function commentBytes(text: string): Uint8Array {
  return encoder.encode(`: ${text}\n\n`);
}

/** [FG3] One buffer for everybody who is told the same thing: a thousand panes hear of each revision. */
export function encodedOnce<T extends object>(eventOf: (news: T) => StreamEvent): (news: T) => Uint8Array {
  const known = new WeakMap<T, Uint8Array>();
  return (news) => {
    const found = known.get(news);
    if (found) return found;
    const bytes = eventBytes(eventOf(news));
    known.set(news, bytes);
    return bytes;
  };
}
