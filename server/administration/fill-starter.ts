import type { WirePerson } from '../../shared/protocol/people.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { rowIdFromBytes } from '../../shared/tables/cell.ts';
import { demoSystems } from '../demo/catalog.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import type { SyncService } from '../reconcile/sync-program.ts';

const ROW_ID_BYTES = 15;

interface StarterDeps {
  readonly sync: Pick<SyncService, 'sync'>;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** Begins an empty program with the systems that most districts list: rows like any other, to be changed and deleted. */
export async function fillStarter(
  { sync, randomBytes }: StarterDeps,
  program: string,
  author: WirePerson,
): Promise<void> {
  const edits: Edit[] = demoSystems.map(({ ...cells }) => {
    const row = rowIdFromBytes(randomBytes(ROW_ID_BYTES));
    return { kind: 'insert', table: 'systems', row, cells, seen: 0 };
  });
  const syncId = 'first-program';
  const origin = {
    door: 'action',
    workbook: 'first-program',
    syncId,
    digest: requestDigest({ syncId }),
    base: 0,
    note: 'Begun with the systems that most districts list',
  } as const;
  const { refusals } = await sync.sync(program, { author, origin, edits }, { bringRows: false });
  const [refusal] = refusals;
  if (refusal) throw new Error(`A system of the starter was refused: ${refusal.rule}: ${refusal.message}`);
}
