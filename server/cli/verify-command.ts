import { verifyProgram } from '../reconcile/verify-program.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { CommandError, type Command } from './command.ts';
import { programNamed } from './program-commands.ts';

export const verifyCommand: Command = {
  name: 'verify',
  takes: ['[program]'],
  summary:
    'Walks the journal’s hash chain, replays it against the tables and adds up the kept sums; all programs by default.',
  options: {},
  async run(call) {
    const store = await call.store();
    const [wanted] = call.positionals;
    if (wanted !== undefined) await programNamed(store, wanted);
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
      const state = faultCount === 0 ? 'whole' : `BROKEN: ${faultCount} ${faultCount === 1 ? 'fault' : 'faults'}`;
      call.print(`${id}: ${revisions} revisions, ${entries} journal entries, ${state}`);
      for (const { message } of faults) call.print(`  ${message}`);
      if (faultCount > faults.length) call.print(`  and ${faultCount - faults.length} more`);
    }
    if (broken.length > 0)
      throw new CommandError(
        `The history of ${broken.join(', ')} does not hold. See what \`repair\` can mend (--preview changes nothing); else restore a backup.`,
      );
  },
};
