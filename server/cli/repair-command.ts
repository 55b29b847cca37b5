import { appendAct } from '../audit/append-act.ts';
import { byCommandLine } from '../audit/command-line-person.ts';
import { planRepair, recordRepairs } from '../reconcile/repair-program.ts';
import { lockProgram } from '../storage/programs.ts';
import { CommandError, type Command } from './command.ts';

const fieldNames = { note: 'note', workbook: 'workbook', sync_id: 'sync id' } as const;

export const repairCommand: Command = {
  name: 'repair',
  takes: ['program'],
  summary: 'Records texts that the database could not keep, so that the history verifies again; rewrites nothing.',
  options: { preview: { type: 'boolean', help: 'Only say what would be recorded.' } },
  async run(call) {
    const [id = ''] = call.positionals;
    const store = await call.store();
    const isPreview = call.flag('preview');
    const { repairs, left } = await store.write.transaction().execute(async (transaction) => {
      const program = await lockProgram(transaction, id);
      if (!program) throw new CommandError(`There is no program ${id}.`);
      const plan = await planRepair(transaction, program);
      if (!isPreview && plan.repairs.length > 0) {
        await recordRepairs(transaction, id, plan.repairs, new Date().toISOString());
        const what = `Recorded texts of revisions ${plan.repairs.map(({ revision }) => revision).join(', ')}`;
        await appendAct(transaction, { ...byCommandLine(), program: id, kind: 'repair', what });
      }
      return plan;
    });
    for (const { revision, field, sealed, stored, storedHex } of repairs) {
      const name = `Revision ${revision}, ${fieldNames[field]}`;
      call.print(`${name}: committed as ${JSON.stringify(sealed)}, given back as ${JSON.stringify(stored)}.`);
      call.print(`  ${isPreview ? 'Would be recorded' : 'Recorded'}, with the bytes that stand there: ${storedHex}`);
    }
    for (const { message } of left) call.print(`Not mended: ${message}`);
    if (repairs.length === 0 && left.length === 0) call.print(`${id}: nothing to repair, the history is whole.`);
    if (left.length > 0) throw new CommandError('Some faults cannot be repaired. Restore a backup.');
  },
};
