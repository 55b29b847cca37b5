import { seedInWorker } from '../demo/seed-in-worker.ts';
import { demoSizes } from '../settings.ts';
import { CommandError, type Command } from './command.ts';

const sizes = demoSizes.exclude(['off']);

/** Fills the database with the invented district. Its passwords are public, so only where no program is yet. */
export const demoCommand: Command = {
  name: 'demo',
  takes: ['[size]'],
  summary: `Fills an empty database with the invented district: ${sizes.options.join(', ')} (default demo).`,
  options: {},
  async run(call) {
    const size = sizes.safeParse(call.positionals[0] ?? 'demo');
    if (!size.success) throw new CommandError(`The size must be one of ${sizes.options.join(', ')}.`);
    const store = await call.store();
    const program = await store.read.selectFrom('programs').select('id').executeTakeFirst();
    if (program)
      throw new CommandError(`The database holds the program ${program.id}; the demo goes into an empty one.`);
    await seedInWorker({ config: call.config, size: size.data, until: new Date() });
    call.print(
      'The demo district is there. Everybody’s password is cedar-basin; finance@cedar-basin.example sees it all.',
    );
  },
};
