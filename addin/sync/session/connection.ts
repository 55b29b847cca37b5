import type { Revision } from '../../../shared/sync/edit.ts';
import type { Review } from '../../../shared/sync/apply/review-workbook.ts';
import { withoutGone, type GoneColumn } from '../../../shared/sync/read/known-columns.ts';
import type { Restored } from '../../../shared/protocol/restored.ts';
import { PRACTICE_PROGRAM, type WorkbookMetadata } from '../../../shared/tables/workbook-metadata.ts';
import { connectWorkbook } from '../connect-workbook.ts';
import { idFromBytes } from '../id-from-bytes.ts';
import { readForReview, settleReview, type ReviewPlace } from './review-flow.ts';
import type { SessionContext } from './session-context.ts';

const NO_PROGRAM = { at: 'server', problem: { kind: 'noAccess' } } as const;

/** Which program the workbook belongs to: opening, connecting, and what is asked before. Each answers whether a sync may follow. */
export class Connection {
  readonly #session: SessionContext;
  #stopWatching: (() => void) | null = null;
  /** Program to connect to while a review waits for its answer, and what was asked about. */
  #reviewed: { readonly place: ReviewPlace; readonly asked: Review } | null = null;

  constructor(session: SessionContext) {
    this.#session = session;
  }

  async open(): Promise<void> {
    const survey = await this.#session.deps.workbook.survey();
    if (!survey.ok) return void this.#session.failWorkbook(survey.problem);
    const { metadata } = survey.value;
    this.#session.report({
      kind: 'opened',
      program: metadata?.program ?? null,
      workbook: metadata?.workbook ?? null,
      revision: metadata?.revision ?? null,
      ...(metadata?.updating === undefined ? {} : { unfinished: metadata.updating.changes }),
    });
    await this.#watch();
  }

  async connect(program: string, mode: 'create' | 'adopt'): Promise<boolean> {
    const { workbook, serverAddress } = this.#session.deps;
    const survey = await workbook.survey();
    if (!survey.ok) return this.#session.failWorkbook(survey.problem);
    // Connected, its made-up rows would be sent as if somebody had typed them.
    if (survey.value.metadata?.program === PRACTICE_PROGRAM) return this.#session.fail(NO_PROGRAM);
    const hasRows = survey.value.tables.some(({ hasRowIds, rowCount }) => hasRowIds && rowCount > 1);
    if (survey.value.metadata === null && hasRows) {
      await this.#review({ program, workbook: this.#newId() });
      return false;
    }
    const workbookId = survey.value.metadata?.workbook ?? this.#newId();
    const connected = await connectWorkbook(workbook, { program, workbook: workbookId, server: serverAddress, mode });
    if (!connected.ok) return this.#session.failWorkbook(connected.problem);
    this.#session.report({ kind: 'opened', program, workbook: workbookId, revision: 0 });
    return true;
  }

  /** The server does not know the workbook's revision any more: what differs is shown before anything is sent. */
  async reviewAfterRestore(restored: Restored | undefined): Promise<void> {
    const survey = await this.#session.deps.workbook.survey();
    if (!survey.ok || survey.value.metadata === null) return;
    const { program, workbook } = survey.value.metadata;
    const parting = restored && { ...restored, common: lastOfBoth(survey.value.metadata, restored) };
    await this.#review({ program, workbook, ...(parting && { restored: parting }) });
  }

  async settle(answer: 'sendMine' | 'useTheirs', clearFilters: boolean): Promise<boolean> {
    if (!this.#reviewed) return false;
    const { place, asked } = this.#reviewed;
    const settled = await settleReview(this.#session.deps, place, asked, { answer, clearFilters });
    if (!settled.ok) return this.#session.fail(settled.problem);
    if (settled.value === 'again') {
      await this.#review(place);
      return false;
    }
    const { leftOut } = this.#session.state;
    if (!(await this.#note(settled.value.metadata, settled.value.after))) return false;
    // What the person has chosen to keep here is not what they have just said goes.
    this.#session.report({ kind: 'leftOut', places: leftOut });
    return true;
  }

  /** Gives the file an id of its own. */
  async renew(): Promise<void> {
    const survey = await this.#session.deps.workbook.survey();
    if (!survey.ok) return void this.#session.failWorkbook(survey.problem);
    const { metadata } = survey.value;
    if (metadata === null) return;
    await this.#note({ ...metadata, workbook: this.#newId() }, metadata.revision);
  }

  /** [W16] A column or table is meant to be gone: it is not missed any more. */
  async forget(place: GoneColumn): Promise<boolean> {
    const survey = await this.#session.deps.workbook.survey();
    if (!survey.ok) return this.#session.failWorkbook(survey.problem);
    const { metadata } = survey.value;
    if (metadata === null) return false;
    // Not opened anew: what the session knows, such as the changes that are left out, goes on.
    const columns = withoutGone(metadata.columns ?? [], place);
    const noted = await this.#session.deps.workbook.writeMetadata({ ...metadata, columns }, metadata.revision);
    return noted.ok || this.#session.failWorkbook(noted.problem);
  }

  close(): void {
    this.#stopWatching?.();
    this.#stopWatching = null;
  }

  #newId(): string {
    return idFromBytes(this.#session.deps.randomBytes(16));
  }

  async #watch(): Promise<void> {
    if (this.#stopWatching) return;
    const watching = await this.#session.deps.workbook.watch(() => this.#session.report({ kind: 'touched' }));
    // Without events everything still works: the sheet is read at every sync anyway.
    if (watching.ok) this.#stopWatching = watching.value;
  }

  /** [W7] Shows what differs between sheet and program; sends nothing and writes nothing. */
  async #review(place: ReviewPlace): Promise<void> {
    const { program, restored } = place;
    const reading = await readForReview(this.#session.deps, place);
    if (!reading.ok) return void this.#session.fail(reading.problem);
    const { differences, review } = reading.value;
    this.#reviewed = { place, asked: review };
    const since = restored === undefined ? {} : { restoredAt: restored.at };
    this.#session.report({ kind: 'asked', question: { kind: 'review', program, differences, ...since } });
  }

  async #note(metadata: WorkbookMetadata, after?: Revision): Promise<boolean> {
    const noted = await this.#session.deps.workbook.writeMetadata(metadata, after);
    if (!noted.ok) return this.#session.failWorkbook(noted.problem);
    this.#reviewed = null;
    const { program, workbook, revision, updating } = metadata;
    this.#session.report({
      kind: 'opened',
      program,
      workbook,
      revision,
      ...(updating === undefined ? {} : { unfinished: updating.changes }),
    });
    return true;
  }
}

/**
 * [REV8] From where a workbook has to be merged after a restore: from where both histories were one, or from its own revision where
 * that is older and only an update that stopped half-way led to the history that was lost.
 */
function lastOfBoth({ revision, hash = '' }: WorkbookMetadata, { common }: Restored): Restored['common'] {
  return revision < common.revision ? { revision, hash } : common;
}
