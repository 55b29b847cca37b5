import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { VerifyReply } from '../../shared/protocol/verify.ts';
import { readReceipt } from '../../shared/receipts/receipt.ts';
import { anchorFaults, readAnchors } from '../anchor/verify-anchors.ts';
import { stateOfReceipt } from '../audit/known-states.ts';
import { unknown, verifyFile } from '../audit/verify-file.ts';
import { verifyServerActs } from '../audit/verify-server-acts.ts';
import { verifyProgram } from '../reconcile/verify-program.ts';
import type { Store } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { CommandError, type Command, type CommandCall } from './command.ts';
import { programNamed } from './program-commands.ts';

export const verifyCommand: Command = {
  name: 'verify',
  takes: ['[program|code|file]'],
  summary:
    'Walks the chain of hashes of revisions and acts, replays the journal against the tables and adds up the kept sums; all programs by default. Of a receipt or a file: whether it is what was given out.',
  options: {
    anchor: { type: 'string', value: 'FOLDER', help: 'Compare with the anchors in that folder as well.' },
  },
  async run(call) {
    const store = await call.store();
    const [wanted] = call.positionals;
    const reply = wanted === undefined ? undefined : await verifiedDocument(store, wanted);
    if (reply !== undefined) return tellReply(call, reply);
    if (wanted !== undefined) await programNamed(store, wanted);
    const broken = [...(await verifyPrograms(call, store, wanted)), ...(await verifyAnchors(call, store))];
    if (wanted === undefined && (await verifyServer(call, store))) broken.push('the server');
    if (broken.length > 0)
      throw new CommandError(
        `The history of ${broken.join(', ')} does not hold. See what \`repair\` can mend (--preview changes nothing); else restore a backup.`,
      );
  },
};

/** What a receipt or a file is; undefined: it is neither. */
async function verifiedDocument(store: Store, wanted: string): Promise<VerifyReply | undefined> {
  if (readReceipt(wanted) !== null) {
    const state = await inSnapshot(store.read, (db) => stateOfReceipt(db, wanted));
    return state === undefined ? unknown : { ...unknown, result: 'equal', state };
  }
  if (!existsSync(wanted) || !statSync(wanted).isFile()) return undefined;
  const bytes = readFileSync(wanted);
  const digest = createHash('sha256').update(bytes).digest('hex');
  return verifyFile(store, { bytes, digest, owner: {}, mayRead: () => Promise.resolve(true) });
}

function tellReply(call: CommandCall, { result, state, differences, differenceCount }: VerifyReply): void {
  if (state === null) throw new CommandError('Unknown: no program here has given this out.');
  const { program, revision, at, document } = state;
  const what = document === null ? '' : ` It is: ${document.what}, ${document.at}, ${document.by}.`;
  const of = `revision ${revision} of ${program}${at === null ? '' : `, made ${at}`}`;
  if (result === 'equal') return call.print(`Equals ${of}.${what}`);
  call.print(differenceCount === 0 ? `Bears a receipt of ${of}.${what}` : `Equals ${of}, except:`);
  for (const { place, about, plan, file } of differences)
    call.print(
      `  ${place}: ${about}${plan === null && file === null ? '' : `: plan ${plan ?? ''}, file ${file ?? ''}`}`,
    );
  if (differenceCount > differences.length) call.print(`  and ${differenceCount - differences.length} more`);
  throw new CommandError('Not equal: it is not what was given out.');
}

/** @returns the programs whose history does not hold */
async function verifyPrograms(call: CommandCall, store: Store, wanted: string | undefined): Promise<string[]> {
  const all = await store.read.selectFrom('programs').select('id').orderBy('id').execute();
  const broken: string[] = [];
  for (const id of wanted === undefined ? all.map((program) => program.id) : [wanted]) {
    const result = await inSnapshot(store.read, async (snapshot) => {
      const program = await readProgram(snapshot, id);
      if (!program) throw new CommandError(`There is no program ${id} any more.`);
      return verifyProgram(snapshot, program);
    });
    if (result.fault !== null) broken.push(id);
    const { revisions, entries, faults, faultCount } = result;
    call.print(`${id}: ${revisions} revisions, ${entries} journal entries, ${stateWords(faultCount)}`);
    for (const { message } of faults) call.print(`  ${message}`);
    if (faultCount > faults.length) call.print(`  and ${faultCount - faults.length} more`);
  }
  return broken;
}

/** @returns whether the server's own acts do not hold */
async function verifyServer(call: CommandCall, store: Store): Promise<boolean> {
  const { acts, faults } = await inSnapshot(store.read, verifyServerActs);
  if (acts > 0 || faults.length > 0) call.print(`the server: ${acts} acts, ${stateWords(faults.length)}`);
  for (const fault of faults) call.print(`  ${fault}`);
  return faults.length > 0;
}

/** @returns ["what was anchored"] where the history is another one */
async function verifyAnchors(call: CommandCall, store: Store): Promise<string[]> {
  const folder = call.text('anchor');
  if (folder === undefined) return [];
  if (!existsSync(folder)) throw new CommandError(`There is no folder ${folder}.`);
  const { anchors, broken } = readAnchors(folder);
  const last = anchors.at(-1);
  if (last === undefined) throw new CommandError(`There are no anchors in ${folder}.`);
  const faults = [...broken, ...(await inSnapshot(store.read, (db) => anchorFaults(db, anchors)))];
  call.print(`${anchors.length} anchors until ${last.at}, ${stateWords(faults.length)}`);
  for (const fault of faults) call.print(`  ${fault}`);
  return faults.length > 0 ? ['what was anchored'] : [];
}

function stateWords(faults: number): string {
  return faults === 0 ? 'whole' : `BROKEN: ${faults} ${faults === 1 ? 'fault' : 'faults'}`;
}
