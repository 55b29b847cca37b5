import type { Verdict } from '../../../shared/plan/invariants/judge-plan.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import type { ReportPart } from '../document/report-document.ts';
import type { PlanLook } from './plan-look.ts';

/** What reviewers of a bond program look at, and the rules of the plan by which each is judged. */
const perspectives: readonly (readonly [perspective: string, rules: readonly string[]])[] = [
  ['Authorization of budgets', ['V13', 'V20', 'V21', 'V23', 'V24', 'V56']],
  ['Spend against approved budget', ['C04', 'V34', 'V35', 'V36', 'C03']],
  ['Contingency', ['V27', 'V38']],
  ['Change orders against benchmark', ['V28']],
  ['Procurement compliance', ['V25', 'V26', 'V29', 'V30']],
  ['Conformity with the bond list', ['V14', 'V15', 'V16', 'V54']],
  ['E-Rate', ['V49', 'V50', 'V51', 'V52', 'V53']],
  ['Schedule', ['V39', 'V41', 'V42', 'V43']],
  ['Transparency', ['V33', 'V37', 'V57']],
];

/** Each key indicator with how often it does not hold, and what is at stake. */
export function keyIndicators({ verdicts }: PlanLook): ReportPart[] {
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  return [
    { kind: 'heading', level: 2, text: 'Key indicators' },
    {
      kind: 'table',
      sheet: 'Key indicators',
      columns: [
        { label: 'Looked at', width: 28, format: 'text' },
        { label: 'Rule', width: 7, format: 'code' },
        { label: 'What holds', width: 60, format: 'wrapped' },
        { label: 'Findings', width: 12, format: 'integer' },
        { label: 'Amount', width: 18, format: 'money' },
        { label: 'State', width: 10, format: 'status' },
      ],
      rows: perspectives.flatMap(([perspective, rules]) =>
        rules.flatMap((id, index) => {
          const verdict = byId.get(id);
          return verdict === undefined ? [] : [rowOf(index === 0 ? perspective : '', verdict)];
        }),
      ),
      empty: 'No indicators.',
    },
  ];
}

function rowOf(perspective: string, { id, title, findings, difference, severity }: Verdict): Cell[] {
  const state = findings.length === 0 ? 'Green' : severity === 'error' ? 'Red' : 'Yellow';
  return [perspective, id, title, findings.length, difference, state];
}
