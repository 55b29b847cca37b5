import { duties } from '../../shared/access/duty.ts';
import type { WireProgram } from '../../shared/protocol/people.ts';

/** True for who is known to have no duty in the program, so that nothing would be taken from them. */
export function isReader(role: WireProgram['role'] | null): boolean {
  return role !== null && duties[role].length === 0;
}

/** [FB3] What becomes of what a reader types: said before it is sent, because it would be refused. */
export function readerWords(changes: number): string {
  const [it, stays] = changes === 1 ? ['it isn’t', 'It stays'] : ['they aren’t', 'They stay'];
  return `You may look at this program but not change it, so ${it} sent. ${stays} in this workbook. Ask an administrator for edit rights.`;
}
