import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { z } from 'zod';
import { startFigures, type ProcessFigures } from './process-figures.ts';

/** What a server of the bench is made of. */
export interface BenchServer {
  /** Answers HTTP on a free port; absent when the server listens on `port` by itself. */
  fetch?(request: Request): Response | Promise<Response>;
  readonly port?: number;
  /** What the bench may ask for besides HTTP, by name; the argument is plain data. */
  readonly commands?: Readonly<Record<string, (argument: unknown) => unknown>>;
}

const order = z.object({ id: z.number(), command: z.string(), argument: z.unknown().optional() });

/**
 * Main function of a server process: listens on a free port of this machine, tells it, and answers commands of the
 * process that started it. Ends with that process.
 */
export async function serveBench(start: (databaseUrl: string | undefined) => Promise<BenchServer>): Promise<void> {
  process.on('disconnect', () => process.exit());
  const server = await start(process.argv[2] || undefined);
  let figures: () => ProcessFigures = startFigures();
  const known: NonNullable<BenchServer['commands']> = {
    ...server.commands,
    startFigures: () => void (figures = startFigures()),
    readFigures: () => figures(),
  };
  process.on('message', (message) => {
    const { id, command, argument } = order.parse(message);
    void Promise.resolve(known[command]?.(argument)).then(
      (value: unknown) => process.send?.({ id, value }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    );
  });
  if (server.port !== undefined) process.send?.({ port: server.port });
  else listen(server);
}

function listen(server: BenchServer): void {
  const fetch = (request: Request) => server.fetch?.(request) ?? new Response(null, { status: 404 });
  // Idle connections outlast the turns of the other contenders, as with the product's server.
  const serverOptions = { keepAliveTimeout: 65_000, headersTimeout: 70_000 };
  serve({ fetch, port: 0, hostname: '127.0.0.1', serverOptions }, ({ port }: AddressInfo) => process.send?.({ port }));
}
