import type { ChangeListed, ChangesReply } from '../../../shared/protocol/budget-changes.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import type { ChangeFilter } from './change-address.ts';

/** What a list was told from: sent back with what is done with its changes. */
export type ListedAt = Pick<ChangesReply, 'revision' | 'hash'>;

/** Changes of a list. */
export interface AllChanges {
  readonly changes: readonly ChangeListed[];
  /** Of the first page: what came in while the others were read has been seen by nobody. */
  readonly at: ListedAt;
}

/** Every change that matches, whatever pages they come in. */
export async function readAllChanges(
  server: PortalServer,
  program: string,
  filter: ChangeFilter,
  toDecide = false,
): Promise<PortalOutcome<AllChanges>> {
  const found: ChangeListed[] = [];
  let at: ListedAt | undefined;
  let next: string | null = null;
  for (;;) {
    const page: PortalOutcome<ChangesReply> = await server.budgetChanges.list(program, filter, {
      ...(next === null ? {} : { cursor: next }),
      ...(toDecide ? { toDecide } : {}),
      limit: 500,
    });
    if (!page.ok) return page;
    const { changes, revision, hash } = page.value;
    found.push(...changes);
    at ??= { revision, hash };
    next = page.value.next;
    if (next === null) return { ok: true, value: { changes: found, at } };
  }
}
