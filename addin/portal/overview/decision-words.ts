import { namedCode } from '../../../shared/tables/code-names.ts';
import type { WaitingDecision } from '../../../shared/protocol/waiting.ts';

/** More names than these help nobody to know whom to call. */
const MOST_NAMED = 2;

/** "Ana Ortiz (Budget/Finance Officer)", "Ana Ortiz, Ben Okafor or 3 others", or that nobody is left. */
export function decisionWho({ people, who }: Pick<WaitingDecision, 'people' | 'who'>): string {
  if (people.length === 0) return `${who}, where nobody is left who may: each has asked for it, or is away`;
  const named = people
    .slice(0, MOST_NAMED)
    .map(({ name, planRole }) => (planRole === null ? name : `${name} (${planRole})`));
  const more = people.length - named.length;
  if (more > 0) return `${named.join(', ')} or ${more === 1 ? '1 other' : `${more} others`}`;
  return named.join(' or ');
}

const subjects: Readonly<Record<string, string>> = {
  changes: 'Change',
  commitmentChanges: 'Change order',
  projects: 'Closing of project',
  periods: 'Closing of month',
};

/** "Change order CO-002 of 4500001234/10", "Closing of project 26.00001 · LAN Refresh", "Closing of month 2026-10" */
export function decisionWords({ table, key, title }: Pick<WaitingDecision, 'table' | 'key' | 'title'>): string {
  return namedCode(`${subjects[table] ?? ''} ${key}`.trim(), title ?? undefined);
}
