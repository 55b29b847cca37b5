import { writeFileSync } from 'node:fs';
import { cutLabels } from '../../shared/plan/figures/cuts.ts';
import { rollUpId } from '../../shared/protocol/roll-ups.ts';
import { districtStateWords } from '../../shared/roll-up/district-state.ts';
import { publishedCuts } from '../../shared/roll-up/published-cuts.ts';
import { rollUpCsv } from '../../shared/roll-up/roll-up-csv.ts';
import { formatMoney } from '../../shared/tables/kinds/number-kinds.ts';
import { byCommandLine } from '../audit/command-line-person.ts';
import { readRollUpPage } from '../roll-ups/read-roll-up.ts';
import { setRollUpMember } from '../roll-ups/roll-up-members.ts';
import { addRollUp, listAdministeredRollUps } from '../roll-ups/roll-ups.ts';
import { inRollUp } from '../storage/program-scope.ts';
import { CommandError, type Command } from './command.ts';
import { textTable } from './text-table.ts';

const add: Command = {
  name: 'roll-ups add',
  takes: ['id', 'manager'],
  summary: 'Makes an empty roll-up, which adds up what districts publish to it, with the e-mail of its first manager.',
  options: { name: { type: 'string', value: 'NAME', help: 'Name as districts read it (needed).' } },
  async run(call) {
    const [id = '', manager = ''] = call.positionals;
    const name = call.text('name');
    if (name === undefined) throw new CommandError('--name is needed.');
    const checked = rollUpId.safeParse(id);
    if (!checked.success)
      throw new CommandError(`"${id}" cannot be a roll-up’s id: small letters, digits and hyphens.`);
    const store = await call.store();
    await store.write.transaction().execute(async (write) => {
      if (!(await addRollUp(write, { id, name }, byCommandLine()))) {
        throw new CommandError(`There is a roll-up ${id} already.`);
      }
      await setRollUpMember(write, id, { email: manager, role: 'manager' }, byCommandLine());
    });
    call.print(`Added roll-up ${id}. ${manager} invites districts to it on the web, under Roll-ups.`);
  },
};

const list: Command = {
  name: 'roll-ups list',
  takes: [],
  summary: 'Lists roll-ups with their managers.',
  options: {},
  async run(call) {
    const store = await call.store();
    const rows = (await listAdministeredRollUps(store.read)).map(({ id, name, districts, managers }) => [
      id,
      name,
      String(districts),
      managers.join(', '),
    ]);
    call.print(textTable(['Id', 'Name', 'Districts', 'Managers'], rows));
  },
};

const show: Command = {
  name: 'roll-ups show',
  takes: ['id'],
  summary: 'Tells what districts have published to a roll-up, and its sums.',
  options: {
    by: { type: 'string', value: 'CUT', help: `Sums by ${publishedCuts.join(', ')}; default: one sum.` },
    csv: { type: 'string', value: 'FILE', help: 'Write all figures, those of each district too, into a file.' },
  },
  async run(call) {
    const rollUp = call.positionals[0] ?? '';
    const asked = call.text('by');
    const by = publishedCuts.find((cut) => cut === asked) ?? null;
    if (asked !== undefined && by === null) {
      throw new CommandError(`Nothing is published by ${asked}. Choose from: ${publishedCuts.join(', ')}.`);
    }
    const store = await call.store();
    const today = new Date().toISOString().slice(0, 10);
    const page = await inRollUp(rollUp, () => readRollUpPage(store.read, { rollUp, by, today, withGroups: true }));
    const file = call.text('csv');
    if (file !== undefined) {
      writeFileSync(file, rollUpCsv({ ...page, role: null }).text);
      call.print(`Wrote ${page.districts.length.toLocaleString('en-US')} districts to ${file}.`);
      return;
    }
    const figures = (values: Readonly<Record<string, number | null>> | null) =>
      ['current', 'expended', 'uncommitted'].map((name) => formatMoney(values?.[name] ?? 0));
    const columns = ['Current', 'Expended', 'Uncommitted'];
    call.print(
      textTable(
        ['District', 'State', 'As of', ...columns],
        page.districts.map(({ code, name, state, published, total }) => [
          `${code} ${name}`,
          districtStateWords[state],
          published?.asOf ?? '',
          ...(total === null ? columns.map(() => '') : figures(total)),
        ]),
      ),
    );
    const groups = by === null ? [] : page.groups.map(({ group, values }) => [group, ...figures(values)]);
    call.print(
      textTable([by === null ? 'Sums' : cutLabels[by], ...columns], [...groups, ['All', ...figures(page.total)]]),
    );
  },
};

export const rollUpCommands: readonly Command[] = [add, list, show];
