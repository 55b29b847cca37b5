import { parseArgs } from 'node:util';

export const help = `npm run bench -- [options]

  --json                  print JSON in place of tables
  --only merge,push       only these measures (see --list)
  --list                  names of the measures
  --small                 2 % of the workload, three runs: to try the bench itself (also SEP_BENCH_SIZE=small)
  --full                  also what takes minutes: a million rows
  --runs N                interleaved runs per contender (default 5)
  --no-peers              do not install or run other libraries
  --database postgres     measure the server on PostgreSQL in place of SQLite
  --help                  this text
`;

export interface BenchArguments {
  readonly isJson: boolean;
  readonly only: readonly string[] | null;
  readonly isList: boolean;
  readonly isHelp: boolean;
  readonly isSmall: boolean;
  readonly isFull: boolean;
  readonly runs: number | null;
  readonly withPeers: boolean;
  readonly database: 'sqlite' | 'postgres';
}

/** Reads the command line. Throws an Error with a sentence for the person when it is wrong. */
export function readArguments(args: readonly string[], size: string | undefined): BenchArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string' },
      list: { type: 'boolean', default: false },
      small: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      runs: { type: 'string' },
      'no-peers': { type: 'boolean', default: false },
      database: { type: 'string', default: 'sqlite' },
      help: { type: 'boolean', default: false },
    },
  });
  const { database } = values;
  if (database !== 'sqlite' && database !== 'postgres') {
    throw new Error(`--database must be sqlite or postgres; it is "${database}".`);
  }
  const runs = values.runs === undefined ? null : Number(values.runs);
  if (runs !== null && !(Number.isInteger(runs) && runs > 0)) {
    throw new Error(`--runs must be a whole number above 0; it is "${values.runs}".`);
  }
  return {
    isJson: values.json,
    only: values.only === undefined ? null : values.only.split(',').map((name) => name.trim()),
    isList: values.list,
    isHelp: values.help,
    isSmall: values.small || size === 'small',
    isFull: values.full,
    runs,
    withPeers: !values['no-peers'],
    database,
  };
}
