import { fact, goalAtLeast, type FigureTable, type Goal, type Measure } from '../harness/measure.ts';

const CLIENTS = 32;
/** Into one program, each sync waits for the one before; programs wait for nobody. */
const PROGRAMS = [1, 8] as const;

function nameOf(servers: 1 | 2, programs: number): string {
  const into = programs === 1 ? 'one program' : `${programs} programs`;
  return `${servers === 1 ? 'one server' : 'two servers'}, ${CLIENTS} clients, ${into}`;
}

export const processesMeasure: Measure = {
  id: 'processes',
  title: 'syncs of 10 cells on one PostgreSQL: two servers against one',
  contenders: ({ isSmall }) => {
    const each = isSmall ? 3 : 10;
    return PROGRAMS.flatMap((programs) =>
      ([2, 1] as const).map((servers) => ({
        name: nameOf(servers, programs),
        role: servers === 2 ? ('ours' as const) : ('info' as const),
        script: 'processes-ours',
        mode: `${servers}:${CLIENTS}:${each}:${programs}`,
        // Eight programs together are as large as the one.
        scale: 1 / programs,
        database: 'postgres' as const,
      })),
    );
  },
  goals: (figures) => PROGRAMS.map((programs) => goalFor(figures, programs)),
};

function goalFor(figures: FigureTable, programs: number): Goal {
  const rate = (servers: 1 | 2) => fact(figures, nameOf(servers, programs), 'syncsPerSecond') ?? Number.NaN;
  const into = programs === 1 ? 'one program' : `${programs} programs`;
  return goalAtLeast(`syncs per second into ${into}, two servers against one`, rate(2) / rate(1), 1.6, '×');
}
