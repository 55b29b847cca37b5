import { insert, Program } from './program.ts';

/** A program at revision 1: schools A and B, an order O for A, a bill L of A for that order. Author: Zoe. */
export function startedProgram(): Program {
  const program = new Program();
  program.sync(
    [
      insert('schools', 'A', { code: 'A1', name: 'Alder', nickname: 'Al' }, 0),
      insert('schools', 'B', { code: 'B1', name: 'Birch', opened: '2020-01-01' }, 0),
      insert('orders', 'O', { number: 'N1', line: 1, school: 'A1', amount: 100 }, 0),
      insert('bills', 'L', { school: 'A1', sequence: 1, orderNumber: 'N1', orderLine: 1, amount: 5 }, 0),
    ],
    'Zoe',
  );
  return program;
}
