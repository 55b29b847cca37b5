import type { EqualChange } from './equal-change.ts';

/** Of what is judged of a sync. */
export const equalAtEntry: readonly EqualChange[] = [
  {
    file: 'entry/claimants.ts',
    code: 'return place !== null && blamed.has(place);',
    become: ['true'],
    why: 'No finding blames what is no row; the compiler wants to hear it.',
  },
  {
    file: 'entry/dated-sums.ts',
    code: 'const notYet = day === null || later === null ? [] : [...later].filter(([date]) => date > day);',
    become: ['false'],
    why: 'Nothing is dated after no day; this spares looking at all of it.',
  },
  {
    file: 'entry/dated-sums.ts',
    code: 'if (notYet.length === 0) return all;',
    become: ['false'],
    why: 'A copy says the same.',
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
    file: 'entry/judge-entry.ts',
    code: "if (typeof was === 'string') left.add(was);",
    become: ['true'],
    why: 'A number among the names that were left is none that was taken.',
  },
  {
    file: 'entry/judge-entry.ts',
    code: "if (typeof is === 'string') taken.add(is);",
    become: ['true'],
    why: 'A number among the names that were taken is none that was left.',
  },
  {
    file: 'entry/judge-entry.ts',
    code: 'return findings.length === 0 ? [] : breachesOf(invariant, findings, claimsByRow(invariant, judged), isImport);',
    become: ['false'],
    why: 'For nothing that is found nobody is blamed; this spares gathering who might be.',
  },
  {
    file: 'entry/judge-entry.ts',
    code: 'if (!(sums.later === null ? worsens(sums.all) : momentsOf(sums).some(worsens))) continue;',
    become: ['false'],
    why: 'Without later days there is one moment; this spares a list of it.',
  },
  {
    file: 'entry/judge-entry.ts',
    code: 'for (const id of look.lines.keys()) if (!other.lines.has(id)) other.line(id);',
    become: ['true'],
    why: 'It is the same line once more; this spares looking it up.',
  },
  {
    file: 'entry/look.ts',
    code: 'if (known !== undefined || named.has(text)) return known;',
    become: ['false'],
    why: 'What was found has been asked for; this spares asking whether it was.',
  },
  {
    file: 'entry/moved-sums.ts',
    code: 'if (rows.size <= ROWS_AT_A_TIME) {',
    become: ['true', 'false', 'rows.size < ROWS_AT_A_TIME', '{}'],
    why: 'Portions come to the same as all at once; they spare memory.',
  },
  {
    file: 'entry/moved-sums.ts',
    code: 'for (let at = 0; at < all.length; at += ROWS_AT_A_TIME) yield new Map(all.slice(at, at + ROWS_AT_A_TIME));',
    become: ['at <= all.length'],
    why: 'A portion of no rows moves nothing.',
  },
  {
    file: 'entry/moved-sums.ts',
    code: 'if (names === null) continue;',
    become: ['false'],
    why: 'What is named by others has a name; the compiler wants to hear it.',
  },
  {
    file: 'entry/moved-sums.ts',
    code: 'if (names === null || key === null) continue;',
    become: ['false'],
    why: 'Where nothing is named there is no key of it; the compiler wants to hear it.',
  },
  {
    file: 'entry/moved-sums.ts',
    code: 'if (was.length === 0) return becomes.filter(([, sums]) => !isNothing(sums));',
    become: ['false'],
    why: 'With nothing taken away it stays what it is; this spares adding it up.',
  },
  {
    file: 'entry/narrow-facts.ts',
    code: 'return sums.etc === 0 ? sums : { ...sums, etc: 0 };',
    become: ['false'],
    why: 'A copy says the same.',
  },
  {
    file: 'entry/narrow-facts.ts',
    code: 'if (sourceOfLines.size === 0) return rest;',
    become: ['false'],
    why: 'A copy says the same.',
  },
  {
    file: 'entry/narrow-facts.ts',
    code: 'if (ofSource && more && !becomes.lines.has(line)) addDatedSums(ofSource, more);',
    become: ['true', 'ofSource || more'],
    why: 'A line is asked for by its source because it has moved, and then both are known; the compiler wants to hear it.',
  },
];
