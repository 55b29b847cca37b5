import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { download, inOrder, openMiniPlan, type MiniPlan } from './mini-plan.ts';
import { planOfEdits } from './plan-of-edits.ts';
import { allPrograms } from './programs/all-programs.ts';
import { libreOffice } from './programs/libre-office.ts';
import { openpyxl } from './programs/openpyxl.ts';
import { expectedChanges, giveBack, plannedEdits, roundTrip, type RoundTrip, type Upload } from './round-trip.ts';
import { roundTripsPage, withoutVersions } from './round-trips-page.ts';

const trips = new Map<string, RoundTrip>();

function trip(program: string): RoundTrip {
  const found = trips.get(program);
  if (!found) throw new Error(`The round trip through ${program} did not come to its end.`);
  return found;
}

/** What an upload came to; `nothing` is what it comes to when the file says what the plan says. */
function outcomeOf({ promised, preview, reply, done }: Upload): unknown {
  const said = [preview, reply].map(({ committed, conflicts, refusals, warnings }) => [
    committed,
    ...conflicts,
    ...refusals,
    ...warnings,
  ]);
  return { promised, done, said };
}

const told = plannedEdits.flatMap((edit) => edit.told ?? []);

const nothing = { promised: [], done: [], said: [[null], [null]] };

describe.each(allPrograms.map((program) => [program.name, program] as const))(
  'the consolidated workbook through %s',
  (_name, program) => {
    beforeAll(async () => {
      trips.set(program.name, await roundTrip(program));
    });

    test('[FA1] opened and saved without an edit, it changes nothing and says nothing', () => {
      expect(outcomeOf(trip(program.name).untouched)).toEqual(nothing);
    });

    test.each(plannedEdits.map((edit) => [edit.title, edit] as const))(
      '%s: the plan has it, or the file alone',
      (_title, edit) => {
        const { first, allowed, saved } = trip(program.name);
        const done = edit.asked === true ? allowed.done : first.done;
        for (const change of edit.changes) expect(done).toContainEqual(change);
        if (edit.isIn) expect(edit.isIn(saved)).toBe(true);
        else expect(edit.changes).not.toEqual([]);
      },
    );

    test('[FA5] the first upload does what the plan of edits says and its preview promised, and nothing else', () => {
      const { first } = trip(program.name);
      const expected = inOrder(expectedChanges('unasked'));
      expect(inOrder(first.promised)).toEqual(expected);
      expect(inOrder(first.done)).toEqual(expected);
      expect(first.reply).toMatchObject({ refusals: [], conflicts: [] });
    });

    test('[FA2] the deleted row is asked for, and goes when it is allowed', () => {
      const { first, allowed } = trip(program.name);
      expect(first.reply.warnings).toMatchObject([...told, { rule: 'W3', table: 'scope' }]);
      expect(first.preview.warnings).toEqual(first.reply.warnings);
      expect(allowed.promised).toEqual(expectedChanges('asked'));
      expect(allowed.done).toEqual(expectedChanges('asked'));
    });

    test('[FA3] the same file once more makes no revision', () => {
      const { promised, done, preview, reply } = trip(program.name).again;
      expect([promised, done]).toEqual([[], []]);
      for (const said of [preview, reply]) expect(said).toMatchObject({ committed: null, conflicts: [], refusals: [] });
    });

    test('[W15, FA6] what was typed into a report is told by every upload and preview, and nothing else is', () => {
      const { allowed, again } = trip(program.name);
      for (const { preview, reply } of [allowed, again]) {
        expect([preview.warnings, reply.warnings]).toMatchObject([told, told]);
      }
    });
  },
);

describe('one program after the other', () => {
  let plan: MiniPlan;
  beforeAll(async () => {
    plan = await openMiniPlan();
  });
  afterAll(() => plan.server.close());

  test('[FA1] LibreOffice, then openpyxl, without an edit: nothing changes', async () => {
    const workbook = await download(plan.finance);
    const [office = workbook] = await libreOffice.edit([{ workbook, steps: [] }]);
    const [saved = office] = await openpyxl.edit([{ workbook: office, steps: [] }]);
    const { promised, done, reply } = await giveBack(plan.finance, saved, true);
    expect({ promised, done, refusals: reply.refusals, conflicts: reply.conflicts }).toEqual({
      promised: [],
      done: [],
      refusals: [],
      conflicts: [],
    });
  });
});

test('[FA4] every visible sheet has print titles that LibreOffice understands', () => {
  const { parts, saved } = trip('LibreOffice');
  const visible = [...saved.keys()].filter((name) => !name.startsWith('_') && name !== 'Ideas for 2027');
  expect(parts.get('Print titles')).toEqual({ before: visible.length, after: visible.length });
});

test('what is asserted of every program is the whole plan of edits', () => {
  expect(plannedEdits).toHaveLength(Object.keys(planOfEdits).length);
  expect(trips.size).toBe(allPrograms.length);
});

test('docs/round-trips.md says what was measured here, versions apart (npm run docs:round-trips)', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/round-trips.md'), 'utf8');
  expect(withoutVersions(page)).toBe(withoutVersions(roundTripsPage([...trips.values()])));
});
