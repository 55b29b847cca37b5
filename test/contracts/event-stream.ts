import type { TestClient } from './test-server.ts';

/** A pane's open event stream, as far as it has been read. */
export interface HeardStream {
  /** Reads until the text has come. Throws when the stream ends before. */
  until(text: string): Promise<string>;
  /** Reads to the end of the stream, which the server decides on. */
  end(): Promise<string>;
  /** Goes away, as a closed pane does. */
  leave(): Promise<void>;
}

/** Opens the event stream and waits until nothing more can be missed. */
export async function openStream(client: TestClient, query = ''): Promise<HeardStream> {
  const response = await client.fetch(`/events${query}`);
  if (response.status !== 200) throw new Error(`Events answered ${response.status}: ${await response.text()}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('The stream has no body.');
  let heard = '';
  /** False once the stream has ended. */
  const readOn = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    heard += value ?? '';
    return !done;
  };
  const stream: HeardStream = {
    until: async (text) => {
      while (!heard.includes(text)) {
        if (!(await readOn())) throw new Error(`The stream ended after: ${heard}`);
      }
      return heard;
    },
    end: async () => {
      while (await readOn());
      return heard;
    },
    leave: () => reader.cancel(),
  };
  await stream.until('listening');
  return stream;
}
