import type { Flag } from '../../shared/plan/close/explained-findings.ts';
import { isExplained } from '../../shared/plan/close/explained-findings.ts';
import type { ExplanationRequest } from '../../shared/protocol/periods.ts';
import type { Edit, Revision } from '../../shared/sync/edit.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { normalizeText } from '../../shared/tables/kinds/text-kinds.ts';
import { explanations, isLongEnough, SHORTEST_EXPLANATION } from '../../shared/tables/explanations.ts';
import { keyOf, keyText } from '../../shared/tables/table.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { standingOf } from './standing-of.ts';

/** What stands when somebody explains. */
export interface Explained {
  readonly revision: Revision;
  /** What the checks find on the day. */
  readonly flags: readonly Flag[];
  /** Rows of Explanations. */
  readonly rows: readonly StoredRow[];
}

interface Writing {
  readonly basket: string;
  /** Who asks may let findings stand. */
  readonly mayExplain: boolean;
  readonly newRowId: (key: string) => RowId;
}

const TOO_SHORT = `What is explained says why it stands, in at least ${SHORTEST_EXPLANATION} characters.`;

/** What has to be done, in this order: what was explained before is set back first, since it is fixed until then. */
export interface ExplanationEdits {
  readonly reset: readonly Edit[];
  readonly write: readonly Edit[];
}

/** Throws invalid_request for a subject that nothing is found at, and for an explanation that is none. */
export function explanationEdits(
  asked: readonly ExplanationRequest[],
  stands: Explained,
  { basket, mayExplain, newRowId }: Writing,
): ExplanationEdits {
  const byKey = new Map(stands.rows.map((row) => [keyOf(explanations, row.cells), row]));
  const [reset, write]: [Edit[], Edit[]] = [[], []];
  const table = explanations.name;
  const seen = stands.revision;
  for (const [flag, { explanation, owner, state }] of eachAsked(asked, stands, byKey)) {
    const key = keyText([flag.checkId, flag.subject]);
    const known = byKey.get(key);
    const status = state ?? (explanation !== null && mayExplain ? 'Explained' : 'Open');
    // Before anything is set back: what was said would be gone, and what is to be said refused.
    if (status === 'Explained' && !isLongEnough(explanation)) throw invalidRequest('explanations', TOO_SHORT);
    const { checkId, subject, difference, findings } = flag;
    // How much of it may stand is not for who only proposes why.
    const found = mayExplain ? { difference, findings } : {};
    const said = explanation === null ? {} : { status, explanation: normalizeText(explanation), ...found };
    const cells: Cells = { ...said, ...(owner === null ? {} : { owner: normalizeText(owner) }) };
    if (known === undefined) {
      const row = newRowId(key);
      write.push({ kind: 'insert', table, row, cells: { checkId, subject, status: 'Open', ...cells }, seen, basket });
      continue;
    }
    const { row } = known;
    const isFixed = known.cells['status'] === 'Explained' && explanation !== null;
    if (isFixed) reset.push({ kind: 'update', table, row, cells: { status: 'Open' }, seen: { status: seen }, basket });
    const seenCells = Object.fromEntries(Object.keys(cells).map((name) => [name, seen]));
    write.push({ kind: 'update', table, row, cells, seen: seenCells, basket });
  }
  return { reset, write };
}

function* eachAsked(
  asked: readonly ExplanationRequest[],
  { flags }: Explained,
  byKey: ReadonlyMap<string, StoredRow>,
): Generator<readonly [Flag, ExplanationRequest]> {
  const done = new Set<string>();
  const isOpen = (flag: Flag): boolean => !isExplained(flag, byKey.get(keyText([flag.checkId, flag.subject]))?.cells);
  for (const [index, request] of asked.entries()) {
    const ofCheck = flags.filter(({ checkId }) => checkId === request.checkId);
    assertAsSeen(ofCheck.filter(isOpen), request);
    for (const flag of chosen(ofCheck, request, `explanations.${index}`)) {
      const key = keyText([flag.checkId, flag.subject]);
      if (done.has(key) || (request.subjects === 'open' && !isOpen(flag))) continue;
      done.add(key);
      yield [flag, request];
    }
  }
}

/** [EXP1] Nobody explains what they have not seen: a finding that came meanwhile would stand explained by words about others. */
function assertAsSeen(open: readonly Flag[], { checkId, standing }: ExplanationRequest): void {
  if (standing === undefined || standing === standingOf(open)) return;
  const message = `What ${checkId} finds has changed since you looked. Nothing was explained. Look at it again.`;
  throw new HttpError('changed_meanwhile', message);
}

function chosen(ofCheck: readonly Flag[], { subjects }: ExplanationRequest, path: string): readonly Flag[] {
  if (subjects === 'open') return ofCheck;
  return subjects.map((subject) => {
    const flag = ofCheck.find((each) => each.subject === subject);
    if (flag) return flag;
    throw invalidRequest(path, `The checks find nothing at ${subject} any more. Look at them again.`);
  });
}
