import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { TestServer } from '../contracts/test-server.ts';
import { patient } from '../patience.ts';
import { openMiniPlan } from '../round-trips/mini-plan.ts';
import { firstSeed, isLong } from '../run-size.ts';
import { playRequest } from './fuzz-play.ts';
import { describedRoutes, requestOf, type DescribedRoute } from './fuzz-requests.ts';
import { planWords } from './plan-words.ts';

const INPUTS = Number(process.env['SEP_FUZZ'] ?? (isLong ? 100_000 : 200));
/** Inputs that one plan takes: what they add to it stays small. */
const PER_PLAN = 2_000;
const MEMORY_MB = 512;

/** Reports are set in workers that take seconds; their addresses are read by the same code as all others. A sign-out would end the run. */
const isPlayed = ({ path }: DescribedRoute): boolean => !/\/reports\/[\w-]+\.|\/sign-out$/.test(path);

describe('[PRO17, SEC10] requests generated from the description of every route', () => {
  const servers: TestServer[] = [];
  afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

  const plans = Array.from({ length: Math.ceil(INPUTS / PER_PLAN) }, (_, index) => firstSeed() + index);
  test.each(plans)(
    'none fails, hangs or pollutes, and memory stays bounded (seed %i)',
    async (seed) => {
      const { server, finance } = await openMiniPlan();
      servers.push(server);
      const description = await (await server.app.request('/api/openapi.json')).json();
      const routes = describedRoutes(description).filter(isPlayed);
      const words = await planWords(finance, description.components.schemas);
      const startBytes = process.memoryUsage().rss;
      // Each route as often as every other, and the one that everything goes through as often as ten.
      const weighted = routes.map((route) => ({
        weight: route.path.endsWith('/sync') ? 10 : 1,
        arbitrary: requestOf(route, words),
      }));
      await fc.assert(
        fc.asyncProperty(fc.oneof(...weighted), async (request) => {
          expect(await playRequest(server, finance, request)).toBeNull();
        }),
        { seed, numRuns: Math.min(INPUTS, PER_PLAN), endOnFailure: false, interruptAfterTimeLimit: patient(600_000) },
      );
      const grown = (process.memoryUsage().rss - startBytes) / 1024 / 1024;
      expect(grown).toBeLessThan(MEMORY_MB);
      const verified = await (await finance.fetch('/verify')).json();
      expect(verified).toMatchObject({ ok: true });
    },
    patient(900_000),
  );
});
