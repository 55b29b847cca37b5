import { checksReply } from '../../shared/protocol/totals.ts';
import { flagsOf } from '../../shared/plan/close/explained-findings.ts';
import { inserts } from './plan-rows.ts';
import type { TestClient } from './test-server.ts';

/**
 * Explains all that the checks find on a day as finance does before a close. Throws for errors, but for those of the checks that
 * are still to be cured. @returns the revision that says so
 */
export async function explainFlags(client: TestClient, asOf: string, toCure: readonly string[] = []): Promise<number> {
  const { revision, invariants = [] } = checksReply.parse(await (await client.fetch(`/checks?asOf=${asOf}`)).json());
  const errors = invariants.filter(
    ({ id, severity, passed }) => severity === 'error' && !passed && !toCure.includes(id),
  );
  if (errors.length > 0) throw new Error(`Errors have to be cured: ${JSON.stringify(errors)}`);
  const flags = invariants.filter(({ severity }) => severity === 'warning').flatMap(flagsOf);
  if (flags.length === 0) return revision;
  const explanation = 'Known to the office, and agreed.';
  const rows = flags.map(({ severity: _severity, ...flag }) => ({ ...flag, status: 'Explained', explanation }));
  const reply = await client.sync({ explanations: inserts(...rows).edits }, { base: revision });
  if (reply.committed === null) throw new Error(JSON.stringify(reply.refusals));
  return reply.revision;
}
