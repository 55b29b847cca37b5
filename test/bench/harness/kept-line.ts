import { Agent, request } from 'node:http';

/** Connections of many panes to one server, kept open as browsers keep theirs. */
export interface KeptLines {
  /** Asks, and reads the answer to its end. */
  ask(path: string, body?: string): Promise<Answer>;
  /** Opens an event stream and counts what it says until it is closed. */
  listen(path: string, heard: (bytes: number) => void): Promise<void>;
  close(): void;
}

export interface Answer {
  readonly status: number;
  /** As it came, packed or not. */
  readonly body: Buffer;
  readonly encoding: string;
  readonly retryAfterSeconds: number;
}

/** Node's plain client: a thousand panes of `fetch` would cost more than the server that they measure. */
export function keptLines(url: string, headers: Readonly<Record<string, string>>): KeptLines {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const streams: { destroy(): unknown }[] = [];
  const ask = (path: string, body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const asked = request(`${url}${path}`, { agent, method, headers: { ...headers, ...length } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const encoding = response.headers['content-encoding'] ?? '';
          const retryAfterSeconds = Number(response.headers['retry-after'] ?? 0);
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts), encoding, retryAfterSeconds });
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  const listen = (path: string, heard: (bytes: number) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const asked = request(`${url}${path}`, { agent: new Agent(), headers }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`${path} answered ${response.statusCode}.`));
        response.on('data', (part: Buffer) => heard(part.length));
        // Closing ends it, which is then no fault.
        response.on('error', () => undefined);
        resolve();
      });
      streams.push(asked);
      asked.on('error', reject);
      asked.end();
    });
  return {
    ask,
    listen,
    close: () => {
      for (const stream of streams) stream.destroy();
      agent.destroy();
    },
  };
}
