import type { ChecksReply, WireInvariant } from '../../../shared/protocol/totals.ts';
import { counted } from '../cell-words.ts';

/** What does not hold, errors first, and what does. */
export interface FoundInvariants {
  readonly failed: readonly WireInvariant[];
  readonly passed: readonly WireInvariant[];
}

/** The invariants of an answer; of an older server, which knows no findings, each check with its one sentence. */
export function foundInvariants(reply: ChecksReply): FoundInvariants {
  const all = reply.invariants ?? reply.checks.map(asInvariant);
  const failed = all.filter(({ passed }) => !passed);
  const ofSeverity = (severity: WireInvariant['severity']) => failed.filter((each) => each.severity === severity);
  return { failed: [...ofSeverity('error'), ...ofSeverity('warning')], passed: all.filter(({ passed }) => passed) };
}

function asInvariant(check: ChecksReply['checks'][number]): WireInvariant {
  const { id, name: title, severity, passed, difference, detail } = check;
  const findings = passed ? [] : [{ subject: title, difference, message: detail, cells: [] }];
  return { id, title, subject: 'program', severity, passed, difference, mend: '', count: findings.length, findings };
}

/** "All 63 checks pass", "2 errors and 1 warning". */
export function checksHeadline({ failed, passed }: FoundInvariants): string {
  if (failed.length === 0) return `All ${passed.length} checks pass`;
  const errors = failed.filter(({ severity }) => severity === 'error').length;
  const warnings = failed.length - errors;
  const parts = [
    ...(errors === 0 ? [] : [counted(errors, 'error')]),
    ...(warnings === 0 ? [] : [counted(warnings, 'warning')]),
  ];
  return `${parts.join(' and ')} in ${passed.length + failed.length} checks`;
}

/** What stands below the headline: is anything to be done? */
export function checksAdvice({ failed }: FoundInvariants): string {
  if (failed.length === 0) return 'Everything in the plan fits together.';
  return failed.some(({ severity }) => severity === 'error')
    ? 'Errors have to be cured before a month closes; warnings have to be explained.'
    : 'Nothing stands in the way of closing a month; warnings have to be explained.';
}

/** "Error · 3 places", "Warning · 3 places, 2 of them explained" */
export function severityWords({ severity, count, findings }: WireInvariant): string {
  const explained = findings.filter(({ explanation }) => explanation?.holds === true).length;
  const how = explained === 0 ? '' : explained === count ? ', explained' : `, ${explained} of them explained`;
  return `${severity === 'error' ? 'Error' : 'Warning'} · ${counted(count, 'place')}${how}`;
}

/** What an answer leaves out, in words; null: nothing. */
export function untoldWords({ count, findings }: WireInvariant): string | null {
  const rest = count - findings.length;
  return rest === 0 ? null : `${counted(rest, 'place')} more. Mend some of these to see them.`;
}
