import { describe } from 'vitest';
import { contractServer, type OpenDatabase } from './contract-server.ts';
import { accessContract } from './access-contract.ts';
import { conflictContract } from './conflict-contract.ts';
import { doorsContract } from './doors-contract.ts';
import { entryContract } from './entry-contract.ts';
import { exactlyOnceContract } from './exactly-once-contract.ts';
import { guideContract } from './guide-contract.ts';
import { historyContract } from './history-contract.ts';
import { httpContract } from './http-contract.ts';
import { identityContract } from './identity-contract.ts';
import { lockedDoorsContract } from './locked-doors-contract.ts';
import { insiderContract } from './insider-contract.ts';
import { stampsContract } from './stamps-contract.ts';
import { locksContract } from './locks-contract.ts';
import { mergeContract } from './merge-contract.ts';
import { portionsContract } from './portions-contract.ts';
import { postingsContract } from './postings-contract.ts';
import { presenceContract } from './presence-contract.ts';
import { previewContract } from './preview-contract.ts';
import { repairContract } from './repair-contract.ts';
import { surfacesContract } from './surfaces-contract.ts';
import { timeContract } from './time-contract.ts';
import { unstorableContract } from './unstorable-contract.ts';
import { revisionContract } from './revision-contract.ts';
import { settingsContract } from './settings-contract.ts';
import { streamContract } from './stream-contract.ts';

/** What the server promises over HTTP, on whichever database. */
export function serverContract(database: string, open: OpenDatabase): void {
  describe(`the server on ${database}`, () => {
    const server = contractServer(open);
    revisionContract(server);
    portionsContract(server);
    unstorableContract(server);
    repairContract(server);
    mergeContract(server);
    locksContract(server);
    lockedDoorsContract(server);
    entryContract(server);
    previewContract(server);
    insiderContract(server);
    stampsContract(server);
    conflictContract(server);
    exactlyOnceContract(server);
    doorsContract(server);
    accessContract(server);
    historyContract(server);
    httpContract(server);
    identityContract(server);
    postingsContract(server);
    presenceContract(server);
    settingsContract(server);
    streamContract(server);
    timeContract(server);
    surfacesContract(server);
    guideContract(server);
  });
}
