import type { ChangeListed, ChangesReply } from '../../../shared/protocol/budget-changes.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import type { ChangeFilter } from './change-address.ts';

/** Every change that matches, whatever pages they come in. */
export async function readAllChanges(
  server: PortalServer,
  program: string,
  filter: ChangeFilter,
  toDecide = false,
): Promise<PortalOutcome<ChangeListed[]>> {
  const found: ChangeListed[] = [];
  let next: string | null = null;
  do {
    const page: PortalOutcome<ChangesReply> = await server.budgetChanges.list(program, filter, {
      ...(next === null ? {} : { cursor: next }),
      ...(toDecide ? { toDecide } : {}),
      limit: 500,
    });
    if (!page.ok) return page;
    found.push(...page.value.changes);
    next = page.value.next;
  } while (next !== null);
  return { ok: true, value: found };
}
