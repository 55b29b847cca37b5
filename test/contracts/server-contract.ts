import { describe } from 'vitest';
import type { DatabaseAddress } from '../../server/storage/database.ts';
import { accessContract } from './access-contract.ts';
import { conflictContract } from './conflict-contract.ts';
import { exactlyOnceContract } from './exactly-once-contract.ts';
import { historyContract } from './history-contract.ts';
import { httpContract } from './http-contract.ts';
import { identityContract } from './identity-contract.ts';
import { mergeContract } from './merge-contract.ts';
import { revisionContract } from './revision-contract.ts';

/** Where a contract finds its database, and how it gives it back. */
export interface ContractDatabase {
  readonly address: DatabaseAddress;
  readonly drop: () => Promise<void>;
}

/** What the server promises over HTTP, on whichever database. */
export function serverContract(database: string, open: () => Promise<ContractDatabase>): void {
  describe(`the server on ${database}`, () => {
    revisionContract(open);
    mergeContract(open);
    conflictContract(open);
    exactlyOnceContract(open);
    accessContract(open);
    historyContract(open);
    httpContract(open);
    identityContract(open);
  });
}
