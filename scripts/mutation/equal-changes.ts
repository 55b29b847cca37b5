import { equalAtEntry } from './equal-at-entry.ts';
import type { EqualChange } from './equal-change.ts';
import { equalInFigures } from './equal-in-figures.ts';
import type { PlayedChange } from './replay-in-one-process.ts';

/** Counted apart, each with its reason. */
export const equalChanges: readonly EqualChange[] = [
  ...equalAtEntry,
  ...equalInFigures,
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
    file: 'invariants/commitment-invariants.ts',
    code: 'return facts === undefined ? [] : find(commitment, facts);',
    become: ['false', '["Stryker was here"]'],
    why: 'Every commitment has its facts; the compiler wants to hear it.',
  },
  {
    file: 'invariants/commitment-invariants.ts',
    code: 'commitment === null || commitmentLine === null ? null : commitmentKey(commitment, commitmentLine);',
    become: ['false', 'commitment === null && commitmentLine === null'],
    why: 'No commitment is named by nothing, so what is posted on none is found at none.',
  },
  {
    file: 'invariants/commitment-invariants.ts',
    code: 'return first === undefined ? [] : [{ first, number, awarded: first.cells.awardDate, amount }];',
    become: ['false', '["Stryker was here"]'],
    why: 'An order has a line; the compiler wants to hear it.',
  },
  {
    file: 'invariants/commitment-invariants.ts',
    code: "cells.type === 'PO' && plan.commitments.get(commitmentKey(cells.number, cells.line))?.counts === true,",
    become: ['plan.commitments.get(commitmentKey(cells.number, cells.line)).counts'],
    why: 'Every commitment has its facts; the compiler wants to hear it.',
  },
  {
    file: 'invariants/erate-invariants.ts',
    code: "return off === 0 ? [] : [{ subject: frn, difference: off, message, cells: cellsOf('fundingRequests', row) }];",
    become: ['true', '[]', '{}'],
    why: 'The one share is worked out of the other, so that nothing is ever off.',
  },
  {
    file: 'invariants/erate-invariants.ts',
    code: '.flatMap((day) => (day !== null && day >= today && day < last ? [day] : []))',
    become: ['true'],
    why: 'What has no day is on or after none.',
  },
  {
    file: 'invariants/erate-invariants.ts',
    code: 'if (commitment === null || commitmentLine === null) return [];',
    become: ['false', 'commitment === null && commitmentLine === null'],
    why: 'No commitment is named by nothing, so what is posted on none belongs to no request.',
  },
  {
    file: 'invariants/former-checks.ts',
    code: ": (verdicts[0]?.severity ?? 'error'),",
    become: ['verdicts[0].severity'],
    why: 'A check has a verdict; the compiler wants to hear it.',
  },
  {
    file: 'invariants/judge-plan.ts',
    code: 'for (const flag of said.size === 0 ? [] : flagsOf(found)) {',
    become: ['false', '["Stryker was here"]'],
    why: 'Where nothing has been said nothing is found; this spares looking for it.',
  },
  {
    file: 'invariants/judge-plan.ts',
    code: 'if (bySubject.size === 0) return found.findings;',
    become: ['false'],
    why: 'Where nothing has been said every finding stays as it is; this spares looking at each.',
  },
  {
    file: 'invariants/line-invariants.ts',
    code: "const why = funding?.restriction ?? 'see its allowed programs and systems';",
    become: ['funding.restriction'],
    why: 'What is not there restricts nothing; the compiler wants to hear it.',
  },
  {
    file: 'invariants/line-invariants.ts',
    code: "const placeOf = (id: string) => `${id} of ${projectName(names, lines.get(id)?.project ?? '')}`;",
    become: ['lines.get(id).project'],
    why: 'It is asked of lines that are there.',
  },
  {
    file: 'invariants/line-invariants.ts',
    code: 'const counts = plan.commitments.get(commitmentKey(cells.number, cells.line))?.counts === true;',
    become: ['plan.commitments.get(commitmentKey(cells.number, cells.line)).counts'],
    why: 'Every commitment has its facts; the compiler wants to hear it.',
  },
  {
    file: 'invariants/plan-rows.ts',
    code: 'function assertEveryTable(rows: { readonly [T in TableName]?: readonly PlanRow<T>[] }): asserts rows is PlanRows {',
    become: ['{}'],
    why: 'Every table has been set; the compiler wants to hear it.',
  },
  {
    file: 'invariants/plan-rows.ts',
    code: 'const missing = tableNames.find((table) => rows[table] === undefined);',
    become: ['() => undefined', 'false'],
    why: 'Every table has been set; the compiler wants to hear it.',
  },
  {
    file: 'invariants/plan-rows.ts',
    code: 'if (missing !== undefined) throw new Error(`${missing} was left out.`);',
    become: ['false'],
    why: 'Every table has been set; the compiler wants to hear it.',
  },
  {
    file: 'invariants/project-invariants.ts',
    code: 'return facts === undefined ? [] : find(project, facts, projectName(names, project.cells.number));',
    become: ['false', '["Stryker was here"]'],
    why: 'Every project has its facts; the compiler wants to hear it.',
  },
  {
    file: 'invariants/project-invariants.ts',
    code: 'if (forecast === undefined || isFinanciallyClosed(project.cells, asOf)) return [];',
    become: ['false'],
    why: 'Without a forecast no estimate is below what is under contract.',
  },
  {
    file: 'invariants/project-invariants.ts',
    code: '(category) => rowOf.get(forecastPlace(cells.number, category)) ?? [],',
    become: ['["Stryker was here"]'],
    why: 'What an estimate goes by has its row.',
  },
  {
    file: 'invariants/project-invariants.ts',
    code: "const category = lines[0]?.category ?? '';",
    become: ['lines[0].category'],
    why: 'A part that is not on top is for a line; the compiler wants to hear it.',
  },
  {
    file: 'invariants/project-invariants.ts',
    code: 'if (asOf !== null && period > asOf) continue;',
    become: ['true'],
    why: 'Where there is no last day, no month is after it.',
  },
  {
    file: 'invariants/project-invariants.ts',
    code: "if (period > (latest.get(place)?.cells.period ?? '')) latest.set(place, row);",
    become: ["period >= (latest.get(place)?.cells.period ?? '')"],
    why: 'A project has one forecast of a category and month.',
  },
  {
    file: 'invariants/project-invariants.ts',
    code: 'if (used === null || whole < 0 || used <= done + facts.settings.contingencyLeadPoints) return [];',
    become: ['false', 'whole <= 0'],
    why: 'Of no contingency nothing is used, which is ahead of nothing.',
  },
  {
    file: 'invariants/row-invariants.ts',
    code: 'const nothing: PlanView = { related: () => undefined, naming: () => [] };',
    become: ['() => undefined', '["Stryker was here"]'],
    why: 'Rules of one row by itself look at nothing else.',
  },
  {
    file: 'invariants/row-invariants.ts',
    code: 'if (!isTableName(table)) return [];',
    become: ['false', '["Stryker was here"]'],
    why: 'Rules are of tables; the compiler wants to hear it.',
  },
  {
    file: 'invariants/row-invariants.ts',
    code: 'const plan = { asNamed, asItWas: nothing, asItBecomes: nothing };',
    become: ['{}'],
    why: 'Rules of one row by itself look at nothing else.',
  },
  {
    file: 'invariants/row-invariants.ts',
    code: 'const around = { ...plan, before: null, inPlaceOf: null, history: () => [], flags: () => null, author: null };',
    become: ['() => undefined', '["Stryker was here"]'],
    why: 'Rules of one row by itself look at nothing else.',
  },
  {
    file: 'invariants/schedule-invariants.ts',
    code: 'if (installation === null) return [];',
    become: ['["Stryker was here"]'],
    why: 'What is planted has no days that a window could hit.',
  },
  {
    file: 'invariants/schedule-invariants.ts',
    code: 'if (days === null || days <= settings.delayReasonDays || cells.delayReason !== null) return [];',
    become: ['false'],
    why: 'Where there is no baseline nothing is late; the compiler wants to hear it.',
  },
  {
    file: 'invariants/scope-invariants.ts',
    code: 'const own = scope.get(number) ?? [];',
    become: ['["Stryker was here"]'],
    why: 'A project without scope has no shares, and is left out.',
  },
  {
    file: 'invariants/scope-invariants.ts',
    code: 'if (off !== 0) {',
    become: ['false', '{}'],
    why: 'Shares add up to what is shared.',
  },
  {
    file: 'invariants/scope-invariants.ts',
    code: 'return [{ subject: name, difference: off, message, cells }];',
    become: ['[]', '{}'],
    why: 'Shares add up to what is shared.',
  },
  {
    file: 'invariants/scope-invariants.ts',
    code: 'if (first === undefined) return [];',
    become: ['false', '["Stryker was here"]'],
    why: 'Where there are others there is a first; the compiler wants to hear it.',
  },
  {
    file: 'invariants/source-invariants.ts',
    code: 'const due = spendDown[settings.spendDownMonths]?.findLast(([months]) => addMonths(issueDate, months) <= today);',
    become: ['spendDown[settings.spendDownMonths].findLast'],
    why: 'The setting is one of the schedules; the compiler wants to hear it.',
  },
  {
    file: 'invariants/source-invariants.ts',
    code: 'const available = plan.sources.get(code)?.available ?? 0;',
    become: ['plan.sources.get(code).available'],
    why: 'Every source has its facts; the compiler wants to hear it.',
  },
  {
    file: 'invariants/sum-invariants.ts',
    code: 'const [sum, whole] = [formatMoney(current - off), formatMoney(current)];',
    become: ['[]', 'current + off'],
    why: 'Each is worked out of the other, so that nothing is ever off.',
  },
  {
    file: 'invariants/sum-invariants.ts',
    code: 'return off === 0 ? [] : [ofProgram(off, message)];',
    become: ['true', '[]'],
    why: 'Each is worked out of the other, so that nothing is ever off.',
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
    file: 'sites/site-map.ts',
    code: 'const stands: MapPoint[] = [];',
    become: ['["Stryker was here"]'],
    why: 'What is planted stands nowhere.',
  },
  {
    file: 'sites/site-map.ts',
    code: 'if (a === undefined || b === undefined) return false;',
    become: ['false'],
    why: 'Where there is a point before the last there is a last; the compiler wants to hear it.',
  },
  {
    file: 'sites/site-map.ts',
    code: 'if (cents <= 0 || most <= 0) return LEAST_RADIUS;',
    become: ['cents < 0'],
    why: 'The area of nothing is the least.',
  },
  {
    file: 'sites/site-money.ts',
    code: '[...facts.projects].filter(',
    become: ['[...facts.projects]'],
    why: 'What does not touch the site has no part in it; this spares adding it up.',
  },
  {
    file: 'sites/site-money.ts',
    code: 'lines.some(({ location }) => location === code) || shares?.some(({ site }) => site === code) === true,',
    become: ['true'],
    why: 'What does not touch the site has no part in it; this spares adding it up.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: 'manager: manager === null ? null : (people.get(manager)?.name ?? manager),',
    become: ['false'],
    why: 'Nobody has no code; the compiler wants to hear it.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: "region: place?.region ?? '',",
    become: ['place.region'],
    why: 'Every site lies somewhere; the compiler wants to hear it.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: "boardDistrict: place?.boardDistrict ?? '',",
    become: ['place.boardDistrict'],
    why: 'Every site lies somewhere; the compiler wants to hear it.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: 'contacts: contactsOf({ work, region: place?.region ?? null, asOf, rows }),',
    become: ['place.region'],
    why: 'Every site lies somewhere; the compiler wants to hear it.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: 'milestones: schedule.milestones.filter(({ cells }) => here.has(cells.project)),',
    become: ['schedule.milestones'],
    why: 'Steps of other projects are of no line here; this spares looking at them.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: 'const isOld = age !== null && usefulLife !== null && age >= usefulLife;',
    become: ['true'],
    why: 'Nothing is meant to last for no years.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: 'const isUnsupported = installed.endOfSupport !== null && installed.endOfSupport < asOf;',
    become: ['true'],
    why: 'What has no last day has none that is over.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: '? held.region === region || (held.program !== null && held.region === null && programs.has(held.program))',
    become: ['true'],
    why: 'No project is of no program; the compiler wants to hear it.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: 'const person = first === undefined ? undefined : people.get(first.person);',
    become: ['false'],
    why: 'Of those that go together there is a first; the compiler wants to hear it.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: 'if (first === undefined || person === undefined) return [];',
    become: ['false'],
    why: 'Of those that go together there is a first; the compiler wants to hear it.',
  },
  {
    file: 'sites/site-sheet.ts',
    code: 'const ofProjects = held.flatMap(({ project }) => project ?? []).sort();',
    become: ['["Stryker was here"]'],
    why: 'Where one is for no project, none is told.',
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
  {
    file: 'sums/account-sums.ts',
    code: 'if (sums[account] !== 0) addPosting(amounts, { account, cents: sums[account] }, kind);',
    become: ['true'],
    why: 'Nothing added is nothing; this spares it.',
  },
  {
    file: 'sums/cut-of-sums.ts',
    code: 'const site = code === NO_SITE ? undefined : sites.get(code);',
    become: ['false'],
    why: 'No site has an empty code; this spares the look-up.',
  },
  {
    file: 'sums/line-sums.ts',
    code: 'const { sums, spent } = (line.row === null ? undefined : posted.get(line.id)) ?? noPostings();',
    become: ['false'],
    why: 'What carries a forecast alone has no name that anything is posted on.',
  },
  {
    file: 'sums/line-sums.ts',
    code: 'return lines.map((line, i) => withMoved(line, moved.get(line.line), facts[i]?.amounts.etc ?? 0));',
    become: ['facts[i].amounts'],
    why: 'Every line has its facts; the compiler wants to hear it.',
  },
  {
    file: 'time/in-turn.ts',
    code: 'return since === null || (from !== null && since <= from);',
    become: ['true'],
    why: 'Where there is no first day, none is on or before it; the compiler wants to hear it.',
  },
  {
    file: 'time/program-day.ts',
    code: 'if (!/^[A-Za-z_]+(?:\\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;',
    become: ['false', '/[A-Za-z_]+(?:\\/[A-Za-z0-9_+-]+)*$/', '/^[A-Za-z_]+(?:\\/[A-Za-z0-9_+-]+)*/'],
    why: 'Of other names the rules of time know offsets alone, in newer versions of Node; an offset neither begins nor ends with a letter.',
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
