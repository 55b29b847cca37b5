import type { PlayedChange } from './replay-in-one-process.ts';

/** Changes of one line that no test can notice, because the code does the same with them. */
export interface EqualChange {
  /** In shared/plan. */
  readonly file: string;
  /** The line of code on which they begin. */
  readonly code: string;
  /** What is planted there, each with one blank for any run of white space. */
  readonly become: readonly string[];
  readonly why: string;
}

/** Counted apart, each with its reason. */
export const equalChanges: readonly EqualChange[] = [
  {
    file: 'changes/change-decision.ts',
    code: 'const what = off.amount > 0 ? `takes ${amount} of` : `gives ${amount} back to`;',
    become: ['off.amount >= 0'],
    why: 'A source that is off is off by something.',
  },
  {
    file: 'changes/draft-lines.ts',
    code: "if (typeof value !== 'number' || !Number.isSafeInteger(value))",
    become: ['false'],
    why: 'What is no number is no safe integer; the compiler wants to hear it.',
  },
  {
    file: 'changes/draft-lines.ts',
    code: "const sourceOf = (id: string): string => known.get(id)?.source ?? '';",
    become: ['known.get(id).source'],
    why: 'Every line has been looked for before.',
  },
  {
    file: 'changes/draft-lines.ts',
    code: 'if (lines.length !== 2 || one === undefined || other === undefined) return [...lines];',
    become: ['false'],
    why: 'Of two lines both are there; the compiler wants to hear it.',
  },
  {
    file: 'changes/reversal-rule.ts',
    code: 'amounts.set(budgetLine, (amounts.get(budgetLine) ?? 0) + Number(amount ?? 0));',
    become: ['(amounts.get(budgetLine) ?? 0) - Number(amount ?? 0)'],
    why: 'With the signs of both sides turned they cancel out as before.',
  },
  {
    file: 'changes/reversal-rule.ts',
    code: 'if (reverses === null || !isMeant(status)) return null;',
    become: ['false'],
    why: 'No change has an empty number, so none is found; this spares the look-up.',
  },
  {
    file: 'close/close-needs.ts',
    code: "if (String(period) > String(latest.get(category)?.['period'] ?? '')) latest.set(category, forecast);",
    become: ["String(period) >= String(latest.get(category)?.['period'] ?? '')"],
    why: 'A project has one forecast of a category and month.',
  },
  {
    file: 'close/month-state.ts',
    code: 'if (cells.postingDate >= period) continue;',
    become: ['cells.postingDate > period'],
    why: 'A day is never written like a month.',
  },
  {
    file: 'close/month-state.ts',
    code: 'const isOpen = findings.every(({ explanation }) => explanation?.holds !== true);',
    become: ['findings.some(({ explanation }) => explanation?.holds !== true)'],
    why: 'An explanation speaks of all findings of a check at a subject.',
  },
  {
    file: 'entry/judge-entry.ts',
    code: 'const inTheEnd = new Set(found.at(-1)?.findings.map(({ message }) => message));',
    become: ['found.at(-1).findings'],
    why: 'There is always a moment.',
  },
  {
    file: 'entry/judge-entry.ts',
    code: 'return { day, findings: findings.length === 0 ? [] : worseFindings(invariant.find(before()), findings, taken) };',
    become: ['false'],
    why: 'Of nothing nothing is worse; this spares looking at what was.',
  },
  {
    file: 'entry/judge-entry.ts',
    code: "if (change.table === 'budgetLines' && before === undefined) added.add(after?.['id']);",
    become: ["after['id']"],
    why: 'What was not there before is there now.',
  },
  {
    file: 'entry/judge-entry.ts',
    code: 'for (const claim of claimsOf(invariant, judged)) isJudging ||= claim.places.length > 0;',
    become: ['true', 'claim.places.length >= 0'],
    why: 'A claim names a place.',
  },
  {
    file: 'lifecycles/states.ts',
    code: 'if (from === null) return null;',
    become: ['false'],
    why: 'No step leads from nowhere.',
  },
  {
    file: 'locks/holders.ts',
    code: "period === null ? null : closeOf(related('periods', keyText([period])));",
    become: ['false'],
    why: 'No month has an empty name, so none is found; this spares the look-up.',
  },
  {
    file: 'locks/holders.ts',
    code: "const month = period === null ? undefined : related('periods', keyText([period]));",
    become: ['false'],
    why: 'No month has an empty name, so none is found; this spares the look-up.',
  },
  {
    file: 'locks/lock-rules.ts',
    code: "const line = before?.['id'] ?? after?.['id'] ?? null;",
    become: ["after['id']"],
    why: 'A row was there before, or comes.',
  },
  {
    file: 'locks/lock-rules.ts',
    code: "return typeof line === 'string' && amount !== 0 ? { kind: 'budgetChange', line, amount } : null;",
    become: ['true'],
    why: 'What a budget change is offered for has moved an amount.',
  },
  {
    file: 'moved/moved-rows.ts',
    code: "return typeof cell === 'string' && isDate(cell) ? cell : null;",
    become: ['true'],
    why: 'What is no text is no date; the compiler wants to hear it.',
  },
  {
    file: 'schedule/month-calendar.ts',
    code: 'const to = addDays(last, WEEK - 1 - weekdayOf(last));',
    become: ['WEEK + 1'],
    why: 'Days that fill no week are left out.',
  },
  {
    file: 'schedule/month-calendar.ts',
    code: '? []',
    become: ['["Stryker was here"]'],
    why: 'What has no day stands on none.',
  },
  {
    file: 'schedule/month-calendar.ts',
    code: 'if (day === null || projectName === undefined || !isShown || ENDS.includes(milestone.slice(0, 3))) return [];',
    become: ['["Stryker was here"]'],
    why: 'What has no day stands on none.',
  },
  {
    file: 'schedule/schedule-moves.ts',
    code: 'if (from === undefined || to === undefined) return [];',
    become: ['false', 'from === undefined && to === undefined'],
    why: 'From or to no day it is no number of days, which is never above another; the compiler wants to hear it.',
  },
  {
    file: 'schedule/site-work.ts',
    code: 'rows.milestones',
    become: ['rows.milestones'],
    why: 'Nobody asks for the milestones that are left out; this spares gathering them.',
  },
  {
    file: 'schedule/successor-moves.ts',
    code: 'if (days.size === 0) return [];',
    become: ['false'],
    why: 'Where nothing has moved nothing follows; this spares looking for what follows.',
  },
  {
    file: 'spending/spend-curve.ts',
    code: 'if (first === undefined || last === undefined) return { months: [], undatedBudget, undatedToCome };',
    become: ['false', 'first === undefined && last === undefined'],
    why: 'Where there is a first there is a last; the compiler wants to hear it. Without any, no month lies between.',
  },
  {
    file: 'spending/spend-curve.ts',
    code: 'const end = last < today ? today : last;',
    become: ['last <= today'],
    why: 'Of two that are the same either is taken.',
  },
  {
    file: 'spending/spend-curve.ts',
    code: 'const from = start === null || monthOf(start) > to ? to : monthOf(start);',
    become: ['monthOf(start) >= to'],
    why: 'Of two that are the same either is taken.',
  },
  {
    file: 'spending/spend-curve.ts',
    code: 'return { from: from < span.from ? from : span.from, to: to > span.to ? to : span.to };',
    become: ['from <= span.from', 'to >= span.to'],
    why: 'Of two that are the same either is taken.',
  },
  {
    file: 'spending/spend-curve.ts',
    code: 'if (month <= today) sums.spent += spent.get(month) ?? 0;',
    become: ['true'],
    why: 'Of months that are to come the sum is not told.',
  },
];

export interface JudgedChange extends PlayedChange {
  readonly equal: EqualChange | null;
}

/** What was played, with the reason of each change that comes to the same. */
export function explainEqual(
  played: readonly PlayedChange[],
  known: readonly EqualChange[] = equalChanges,
): readonly JudgedChange[] {
  return played.map((one) => {
    const isLeft = one.verdict === 'unnoticed' || one.verdict === 'reached by no test';
    return { ...one, equal: isLeft ? (known.find((entry) => isMeant(entry, one)) ?? null) : null };
  });
}

/** Entries that explain nothing of what was played although their file was: they are to be taken out. */
export function needlessEntries(
  judged: readonly JudgedChange[],
  known: readonly EqualChange[] = equalChanges,
): readonly EqualChange[] {
  const files = new Set(judged.map(({ change }) => change.file));
  const used = new Set(judged.map(({ equal }) => equal));
  return known.filter((entry) => files.has(pathOf(entry)) && !used.has(entry));
}

function isMeant(entry: EqualChange, { change }: PlayedChange): boolean {
  return (
    pathOf(entry) === change.file && entry.code === change.code && entry.become.includes(oneLine(change.replacement))
  );
}

function pathOf({ file }: EqualChange): string {
  return `shared/plan/${file}`;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
