import { describe, expect, test } from 'vitest';
import { plantedEdits, plantedImports } from '../dirty-plan/planted-edits.ts';
import { invariants, keptElsewhere } from '../invariants/all-invariants.ts';
import { severityOf } from '../invariants/invariant.ts';
import { defaultSettings } from '../program-settings.ts';
import { rowRules } from '../rules/row-rules.ts';

/**
 * What is said at every door to an edit that breaks a rule of the program office:
 * cell: refused as it is read; key: refused by the merge, by keys and references; row: refused for what the row holds;
 * lock: refused as fixed from an act on; plan: refused by the state that it would lead to; conflict: kept beside the other value;
 * warned: saved and told at once; flagged: saved, and listed on the Checks page.
 */
type Door = 'cell' | 'key' | 'row' | 'lock' | 'plan' | 'conflict' | 'warned' | 'flagged';

/** V01–V58: what the office calls a breach (E blocks, W is saved, S goes by a setting of the program), and what the doors say. */
const doors: readonly (readonly [id: string, office: 'E' | 'W' | 'S', ...says: Door[]])[] = [
  ['V01', 'E', 'key'],
  ['V02', 'E', 'key'],
  ['V03', 'E', 'cell'],
  ['V04', 'E', 'key'],
  ['V05', 'E', 'cell'],
  ['V06', 'E', 'cell'],
  ['V07', 'E', 'cell'],
  ['V08', 'W', 'warned'],
  ['V09', 'E', 'cell'],
  ['V10', 'E', 'row'],
  ['V11', 'W', 'flagged'],
  ['V12', 'E', 'cell'],
  ['V13', 'E', 'plan'],
  ['V14', 'E', 'plan'],
  ['V15', 'E', 'plan'],
  ['V16', 'S', 'plan'],
  ['V17', 'E', 'plan'],
  ['V18', 'E', 'cell'],
  ['V19', 'E', 'lock'],
  ['V20', 'E', 'plan'],
  ['V21', 'E', 'plan'],
  ['V22', 'E', 'plan'],
  ['V23', 'E', 'plan'],
  ['V24', 'E', 'row'],
  ['V25', 'E', 'plan'],
  ['V26', 'E', 'plan'],
  ['V27', 'E', 'plan'],
  ['V28', 'W', 'flagged'],
  ['V29', 'W', 'flagged'],
  ['V30', 'W', 'flagged'],
  ['V31', 'E', 'lock', 'flagged'],
  ['V32', 'E', 'key'],
  ['V33', 'W', 'flagged'],
  ['V34', 'E', 'plan'],
  ['V35', 'W', 'flagged'],
  ['V36', 'E', 'plan'],
  ['V37', 'W', 'flagged'],
  ['V38', 'W', 'flagged'],
  ['V39', 'E', 'row', 'plan'],
  ['V40', 'E', 'plan'],
  ['V41', 'W', 'flagged'],
  ['V42', 'S', 'plan'],
  ['V43', 'W', 'flagged'],
  ['V44', 'E', 'lock'],
  ['V45', 'E', 'row'],
  ['V46', 'E', 'plan'],
  ['V47', 'E', 'plan'],
  ['V48', 'E', 'plan'],
  ['V49', 'E', 'plan'],
  ['V50', 'W', 'flagged'],
  ['V51', 'E', 'plan'],
  ['V52', 'E', 'plan'],
  ['V53', 'W', 'flagged'],
  ['V54', 'W', 'flagged'],
  ['V55', 'W', 'flagged'],
  ['V56', 'W', 'flagged'],
  ['V57', 'W', 'flagged'],
  ['V58', 'E', 'conflict'],
];

const refusing = invariants.filter(({ refuses }) => refuses !== undefined);
const idsThat = (says: Door) => doors.filter(([, , ...all]) => all.includes(says)).map(([id]) => id);
const isOfOffice = ({ id }: { readonly id: string }) => id.startsWith('V');
const sorted = (ids: Iterable<string>) => [...new Set(ids)].sort();

describe('what each door says to V01–V58', () => {
  test('all of them are in the table, once', () => {
    expect(doors.map(([id]) => id)).toEqual(Array.from({ length: 58 }, (_, i) => `V${String(i + 1).padStart(2, '0')}`));
  });

  test('what the office calls an error is refused or kept apart, what it calls a warning is saved', () => {
    const saved: readonly Door[] = ['warned', 'flagged'];
    for (const [id, office, ...says] of doors)
      expect([id, says.every((one) => saved.includes(one))]).toEqual([id, office === 'W']);
  });

  test('of the whole plan just those refuse that are said to', () => {
    expect(sorted(refusing.filter(isOfOffice).map(({ id }) => id))).toEqual(idsThat('plan'));
    // [C04] The invariant of budget lines by which typed entry is blocked; the others block the close of a month.
    expect(refusing.filter((invariant) => !isOfOffice(invariant)).map(({ id }) => id)).toEqual(['C04']);
  });

  test('those of the whole plan are errors at the door, or become so by a setting', () => {
    const settings = { ...defaultSettings, salarySeverity: 'Error', blockedWorkSeverity: 'Error' };
    const atTheDoor = (invariant: (typeof refusing)[number], by: typeof settings) =>
      invariant.atTheDoor ?? severityOf(invariant, by);
    for (const invariant of refusing) {
      expect([invariant.id, atTheDoor(invariant, settings)]).toEqual([invariant.id, 'error']);
      const office = doors.find(([id]) => id === invariant.id)?.[1] ?? 'E';
      expect([invariant.id, atTheDoor(invariant, defaultSettings)]).toEqual([
        invariant.id,
        office === 'S' ? 'warning' : 'error',
      ]);
    }
  });

  test('of rows and locks just those refuse that are said to', () => {
    const errors = rowRules.filter(({ severity }) => severity === 'error').filter(isOfOffice);
    expect(sorted(errors.map(({ id }) => id))).toEqual(sorted([...idsThat('row'), ...idsThat('lock')]));
    const warnings = rowRules.filter(({ severity, lockOf }) => severity === 'warning' && lockOf === undefined);
    // [V31] What an import brings into a closed month is listed. [LCK15] What a stamp replaces that somebody has typed is told.
    expect(sorted(warnings.map(({ id }) => id))).toEqual(['LCK15', 'V08', 'V31']);
  });

  test('what is flagged is an invariant, what no state can show is kept elsewhere', () => {
    const refusedRows = idsThat('row');
    const flagging = invariants.filter(({ id, refuses }) => refuses === undefined && !refusedRows.includes(id));
    expect(sorted(flagging.filter(isOfOffice).map(({ id }) => id))).toEqual(
      sorted([...idsThat('flagged'), ...idsThat('warned')]),
    );
    const elsewhere = keptElsewhere.map(({ id }) => id);
    const told = [...idsThat('cell'), ...idsThat('key'), ...idsThat('conflict'), 'V19', 'V44'];
    expect(sorted(elsewhere)).toEqual(sorted(told));
  });

  test('each that refuses has a planted edit, each that an import of the ledger can break a planted posting', () => {
    expect(plantedEdits.map(({ rule }) => rule)).toEqual(sorted(refusing.map(({ id }) => id)));
    const ofLedger = refusing.filter(({ id, refuses = [] }) =>
      refuses.some((each) => ('worsens' in each ? id === 'C04' : each.table === 'expenditures')),
    );
    expect(sorted(plantedImports.map(({ rule }) => rule))).toEqual(sorted(ofLedger.map(({ id }) => id)));
  });
});
