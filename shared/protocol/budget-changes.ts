import { z } from 'zod';
import { changeActs } from '../plan/changes/change-acts.ts';
import { changes } from '../tables/changes.ts';
import { isDate } from '../tables/kinds/calendar-dates.ts';
import { seenHash, toldHash, wireCell, wireRevision } from './cells.ts';
import { syncReply } from './sync.ts';
import { awaited } from './waiting.ts';

const cents = z.number().int();
const day = z.string().refine(isDate, 'A date like 2026-10-31.');
const sentence = z.string();

export const changeType = z.enum(changes.columns.type.values);
export const changeStatus = z.enum(changes.columns.status.values);
export const changeAct = z.enum(changeActs);

/** A change number in an address or in a body. */
export const changeNumber = z.string().min(1).max(24).meta({ description: 'Change No.', example: 'BC-0031' });

/** A figure in cents without and with a change. */
const moved = z
  .object({ before: cents, net: cents, after: cents })
  .meta({ id: 'Moved', description: 'A figure in cents without the change, what it moves, and the figure with it.' });

const waitsFor = z
  .object({
    duty: z.string().nullable().meta({ description: 'The duty of who goes on with it; null: whoever drafts it.' }),
    who: z.string().meta({ description: 'In words, such as "finance".' }),
    people: z
      .array(awaited)
      .optional()
      .meta({ description: 'Those nearest to it who may decide on it today; absent: not asked, or nobody decides.' }),
  })
  .meta({ description: 'Who has to act next.' });

/** One change of the list. */
export const changeListed = z
  .object({
    number: z.string(),
    type: changeType,
    status: changeStatus,
    title: z.string(),
    reason: z.string(),
    requestedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    submittedOn: z.string().nullable(),
    boardDate: z.string().nullable(),
    effectiveDate: z.string().nullable(),
    reportNumber: z.string().nullable(),
    lines: z.number().int().meta({ description: 'How many budget lines it moves.' }),
    net: cents.meta({ description: 'What its lines add up to, in cents; 0 for a transfer.' }),
    moved: cents.meta({ description: 'What its lines add to budget lines, in cents: the gross amount that moves.' }),
    projects: z.array(z.string()).meta({ description: 'Project numbers, in order.' }),
    sources: z.array(z.object({ source: z.string(), net: cents })).meta({ description: 'By source, in order.' }),
    reverses: z.string().nullable(),
    reversedBy: z
      .string()
      .nullable()
      .meta({ description: 'The change that undoes it, while that waits or is approved.' }),
    waitsFor: waitsFor.nullable().meta({ description: 'Null: it is settled.' }),
    mayDecide: z.boolean().meta({
      description: 'It waits, and you have the duty to decide on it and have not asked for it yourself.',
    }),
    isMine: z.boolean().meta({ description: 'You have drafted it, or asked for it.' }),
    revision: wireRevision.meta({ description: 'Revision that last changed its header.' }),
  })
  .meta({ id: 'BudgetChangeListed' });

export type ChangeListed = z.infer<typeof changeListed>;

export const changesReply = z
  .object({
    revision: wireRevision,
    hash: toldHash,
    count: z.number().int().meta({ description: 'How many match in all.' }),
    moved: cents.meta({ description: 'Gross amount of all that match, in cents.' }),
    waiting: z.number().int().meta({ description: 'How many of all that match wait for a decision.' }),
    toDecide: z.number().int().meta({ description: 'How many of all that match you may decide on.' }),
    changes: z.array(changeListed),
    next: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last.' }),
  })
  .meta({ id: 'BudgetChanges' });

export type ChangesReply = z.infer<typeof changesReply>;

const changeHeader = z.object({
  number: z.string().nullable().meta({ description: 'Null: it is not drafted yet, and gets its number then.' }),
  type: changeType,
  status: changeStatus,
  title: z.string(),
  reason: z.string(),
  requestedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  submittedOn: z.string().nullable(),
  reportNumber: z.string().nullable(),
  resolutionNumber: z.string().nullable(),
  boardDate: z.string().nullable(),
  effectiveDate: z.string().nullable(),
});

/** One line of a change, with what it does to its budget line. */
export const changeLineView = z
  .object({
    line: z.number().int(),
    row: z.string().nullable().meta({ description: 'Row ID of the line; null: it is not drafted yet.' }),
    budgetLine: z.string(),
    isNew: z.boolean().meta({ description: 'The budget line comes into the plan with the change.' }),
    project: z.string(),
    projectName: z.string().nullable(),
    source: z.string(),
    sourceName: z.string().nullable(),
    fiscalYear: z.string(),
    category: z.string(),
    location: z.string().nullable(),
    system: z.string().nullable(),
    account: z.string().nullable(),
    counterpart: z.string().nullable().meta({ description: 'Budget line on the other side.' }),
    note: z.string().nullable(),
    current: moved.meta({ description: 'Current budget of the budget line.' }),
    obligated: cents,
    uncommitted: moved.meta({ description: 'Current budget less obligations.' }),
    otherPending: cents.meta({ description: 'What other changes that wait would move on the budget line, in cents.' }),
    left: cents.meta({
      description: 'Uncommitted with this change and all that wait, in cents: below 0, the change is refused [V22].',
    }),
  })
  .meta({ id: 'BudgetChangeLine' });

export type ChangeLineView = z.infer<typeof changeLineView>;

const movedGroup = z.object({
  key: z.string().meta({ description: 'Project number or source code.' }),
  name: z.string().nullable(),
  current: moved.meta({ description: 'Its current budget, whole.' }),
  lines: z.number().int(),
});

const contingency = z
  .object({
    project: z.string(),
    budget: moved.meta({ description: 'Budget on the project’s contingency lines.' }),
    drawn: moved.meta({ description: 'Taken out of contingency by approved changes so far.' }),
  })
  .meta({ description: 'Contingency of each project of which the change moves some.' });

const decision = z
  .object({
    by: z.enum(['staff', 'board']).meta({ description: 'Whose decision it is, by its type.' }),
    duty: z.string().meta({ description: 'The duty of who records the decision.' }),
    who: z.string().meta({ description: 'Who has the duty, in words.' }),
    rule: z
      .string()
      .nullable()
      .meta({ description: 'The rule by which it needs the board whatever its type; null: none does.' }),
    why: sentence.meta({ description: 'Which rule decides, and by which figures.' }),
    suggestedType: changeType.meta({ description: 'The type that the rules ask for.' }),
  })
  .meta({ id: 'ChangeDecision', description: 'Which rule decides whether it is for staff or the board [V21–V23].' });

const objection = z
  .object({
    rule: z.string(),
    message: sentence,
    table: z.string().nullable(),
    row: z.string().nullable(),
    column: z.string().nullable(),
  })
  .meta({ id: 'ChangeObjection' });

export type ChangeObjection = z.infer<typeof objection>;

export const mayAct = z
  .object({
    act: changeAct,
    may: z.boolean(),
    why: sentence.nullable().meta({ description: 'Why you may not, or why it does not go yet; null: you may.' }),
    needs: z
      .array(z.enum(['reportNumber', 'boardDate', 'effectiveDate', 'reason']))
      .meta({ description: 'What is still to be filled in with the act.' }),
  })
  .meta({ id: 'MayAct' });

export type MayAct = z.infer<typeof mayAct>;

const pastAct = z
  .object({
    did: z.enum(['drafted', 'edited', 'submitted', 'recommended', 'approved', 'rejected', 'withdrawn', 'setBack']),
    by: z.string(),
    at: z.string().meta({ description: 'ISO 8601, UTC' }),
    revision: wireRevision,
    note: z.string().meta({ description: 'What was said with it, such as why it was rejected; empty: nothing.' }),
  })
  .meta({ id: 'PastAct' });

/** A source in which the lines do not net to zero, and who could give or take what is left. */
const outOfBalance = z
  .object({
    source: z.string(),
    sourceName: z.string().nullable(),
    amount: cents.meta({ description: 'What the lines come to in the source.' }),
    unallocated: cents.meta({ description: 'What the source has unallocated, which a Board Amendment may take.' }),
    candidates: z
      .array(
        z.object({
          budgetLine: z.string(),
          project: z.string(),
          category: z.string(),
          left: cents.meta({ description: 'Uncommitted with all that wait.' }),
        }),
      )
      .meta({
        description: 'Budget lines of the source that could be the other side, contingency of the same projects first.',
      }),
  })
  .meta({ id: 'OutOfBalance' });

export const changeView = z
  .object({
    revision: wireRevision.meta({ description: 'What it is told from; send it back as `seen` with an act.' }),
    hash: toldHash,
    asOf: z.string().meta({
      description:
        'The day of before and after: today, or of an approved change the day from which it counts. Whatever else counts on that day is in both.',
    }),
    change: changeHeader,
    lines: z.array(changeLineView),
    projects: z.array(movedGroup),
    sources: z.array(movedGroup),
    contingency: z.array(contingency),
    net: cents,
    moved: cents.meta({ description: 'Gross amount, in cents.' }),
    outOfBalance: z.array(outOfBalance),
    decision,
    waitsFor: waitsFor.nullable(),
    objections: z
      .array(objection)
      .meta({ description: 'What would stop its next step, whoever takes it. Empty: nothing.' }),
    warnings: z.array(objection).meta({ description: 'What is said of it without stopping it.' }),
    acts: z.array(mayAct).meta({ description: 'What comes next, and whether you may.' }),
    mayEdit: z.boolean().meta({ description: 'It is a draft that you may edit.' }),
    reverses: z.string().nullable(),
    reversedBy: z.string().nullable(),
    history: z.array(pastAct).meta({ description: 'Who did what, oldest first.' }),
  })
  .meta({ id: 'BudgetChange' });

export type ChangeView = z.infer<typeof changeView>;

const newLine = z
  .strictObject({
    id: z.string().max(24).optional().meta({ description: 'Budget Line ID; default: the next one.' }),
    project: z.string().max(40),
    source: z.string().max(40),
    fiscalYear: z.string().max(7),
    category: z.string().max(60),
    location: z.string().max(40).nullable().optional(),
    system: z.string().max(40).nullable().optional(),
    account: z.string().max(60).nullable().optional(),
    note: z.string().max(500).nullable().optional(),
  })
  .meta({ description: 'A budget line that comes into the plan with 0.00, to be funded by the change.' });

const lineFields = {
  amount: cents.meta({ description: 'Cents that it adds; below 0 it takes.' }),
  counterpart: z.string().max(24).nullable().optional(),
  note: z.string().max(500).nullable().optional(),
};

const draftLine = z.union([
  z.strictObject({ budgetLine: z.string().min(1).max(24), ...lineFields }),
  z.strictObject({ newLine, ...lineFields }),
]);

export type DraftLine = z.infer<typeof draftLine>;

const difference = z
  .strictObject({
    table: z.literal('budgetLines'),
    row: z.string().max(24).meta({ description: 'Row ID, or Budget Line ID.' }),
    column: z.enum(['original', 'boardApproved', 'current']),
    value: wireCell.meta({ description: 'What was typed, in cents.' }),
  })
  .meta({ description: 'A figure that was typed over: its difference to the plan’s becomes a line.' });

/** What a change says of itself. */
const draftHeader = {
  title: z.string().max(160).optional().meta({ description: 'Default: says what is moved.' }),
  reason: z.string().max(2000).optional().meta({ description: 'Why; at least 20 characters before it is submitted.' }),
  type: changeType.optional().meta({ description: 'Default: the one that the rules ask for.' }),
  reportNumber: z.string().max(30).nullable().optional(),
  resolutionNumber: z.string().max(30).nullable().optional(),
  boardDate: day.nullable().optional(),
  effectiveDate: day.nullable().optional(),
};

const MOST_LINES = 2000;

export const draftRequest = z
  .strictObject({
    ...draftHeader,
    lines: z.array(draftLine).max(MOST_LINES).default([]),
    differences: z.array(difference).max(MOST_LINES).default([]),
    balancedBy: z
      .array(z.string().max(24))
      .max(20)
      .default([])
      .meta({ description: 'Budget lines that give or take what the rest comes to in their source, one per source.' }),
    submit: z.boolean().default(false).meta({ description: 'Submit it at once. What stops that leaves the draft.' }),
  })
  .meta({ id: 'DraftChangeRequest' });

export type DraftRequest = z.input<typeof draftRequest>;
export type ParsedDraftRequest = z.output<typeof draftRequest>;

export const editDraftRequest = z
  .strictObject({
    ...draftHeader,
    lines: z.array(draftLine).max(MOST_LINES).optional().meta({ description: 'All its lines; absent: they stay.' }),
    seen: wireRevision
      .optional()
      .meta({ description: '`revision` of the view that you have seen; absent: as it is now.' }),
    hash: seenHash,
  })
  .meta({ id: 'EditDraftRequest' });

export type EditDraftRequest = z.input<typeof editDraftRequest>;
export type ParsedEditDraftRequest = z.output<typeof editDraftRequest>;

const actFields = {
  reportNumber: z.string().max(30).nullable().optional(),
  resolutionNumber: z.string().max(30).nullable().optional(),
  boardDate: day.nullable().optional(),
  effectiveDate: day.nullable().optional().meta({ description: 'Day from which it counts.' }),
  reason: z
    .string()
    .max(2000)
    .optional()
    .meta({ description: 'Why: of the change itself when it is submitted or reversed, else kept with the act.' }),
};

export const actRequest = z
  .strictObject({
    ...actFields,
    seen: wireRevision.optional().meta({
      description: '`revision` of the view that you have seen. What has changed in it since is said, and nothing done.',
    }),
    hash: seenHash,
  })
  .meta({ id: 'ChangeActRequest' });

export type ActRequest = z.input<typeof actRequest>;
export type ParsedActRequest = z.output<typeof actRequest>;

/** What became of one change. */
export const changeOutcome = z
  .object({
    number: z.string(),
    done: z.boolean(),
    status: changeStatus.nullable().meta({ description: 'As it is now; null: there is no such change.' }),
    committed: wireRevision.nullable().meta({ description: 'Revision that did it.' }),
    message: sentence.meta({ description: 'What happened, in one sentence.' }),
    objections: z.array(objection).meta({ description: 'What stopped it.' }),
    warnings: z.array(objection),
  })
  .meta({ id: 'ChangeOutcome' });

export type ChangeOutcome = z.infer<typeof changeOutcome>;

/** A sync reply, with what became of the change. `reverse` tells of the change that it has drafted. */
export const changeActReply = syncReply.extend({ change: changeOutcome }).meta({ id: 'ChangeActReply' });

export type ChangeActReply = z.infer<typeof changeActReply>;

/** As `changeActReply`, with the change as it stands; with `preview=true`, as it would. */
export const draftReply = changeActReply.extend({ view: changeView }).meta({ id: 'DraftChangeReply' });

export type DraftReply = z.infer<typeof draftReply>;

export const decideRequest = z
  .strictObject({
    numbers: z.array(changeNumber).min(1).max(200),
    act: changeAct.exclude(['reverse']),
    as: z.enum(['oneRevision', 'oneEach']).default('oneRevision').meta({
      description: 'All of them or none, in one revision; or each by itself, whatever becomes of the others.',
    }),
    ...actFields,
    seen: wireRevision.optional().meta({ description: '`revision` of the list or view that you have seen.' }),
    hash: seenHash,
  })
  .meta({ id: 'DecideChangesRequest' });

export type DecideRequest = z.input<typeof decideRequest>;
export type ParsedDecideRequest = z.output<typeof decideRequest>;

export const decideReply = z
  .object({
    revision: wireRevision.meta({ description: 'Head afterwards.' }),
    done: z.number().int(),
    message: sentence,
    changes: z.array(changeOutcome).meta({ description: 'Of each, in the order asked.' }),
  })
  .meta({ id: 'DecideChangesReply' });

export type DecideReply = z.infer<typeof decideReply>;
