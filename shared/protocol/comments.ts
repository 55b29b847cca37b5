import { z } from 'zod';
import { conversationStates, sayings } from '../questions/conversation.ts';
import { MOST_NAMED } from '../questions/limits.ts';
import { isTableName } from '../tables/all-tables.ts';
import { isDate } from '../tables/kinds/calendar-dates.ts';
import { wireCell, wireRevision, wireRowId } from './cells.ts';

const tableName = z.string().refine(isTableName, 'There is no such table.');
const name = z.string().min(1).max(60);
const part = z
  .record(z.string().min(1).max(60), z.string().max(200))
  .refine((groups) => Object.keys(groups).length <= 12, 'At most 12 groups.');
const day = z.string().refine(isDate, 'A date like 2026-10-31.');

export const namedPerson = z.object({ id: z.string(), name: z.string() }).meta({ id: 'NamedPerson' });

/** What a new conversation is about. */
const commentSubject = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('program') }),
    z.strictObject({ kind: z.literal('row'), table: tableName, row: wireRowId }),
    z.strictObject({
      kind: z.literal('cell'),
      table: tableName,
      row: wireRowId,
      column: name,
      typed: wireCell.optional().meta({ description: 'What you have typed there and not sent; everybody reads it.' }),
    }),
    z.strictObject({ kind: z.literal('change'), number: z.string().min(1).max(60) }),
    z.strictObject({ kind: z.literal('period'), period: z.string().min(1).max(60) }),
    z.strictObject({ kind: z.literal('figure'), measure: name, part, asOf: day }),
  ])
  .meta({ id: 'CommentSubject' });

export type CommentSubject = z.infer<typeof commentSubject>;

const id = z
  .string()
  .min(8)
  .max(64)
  .meta({ description: 'Of your making: repeated under the same id it has no further effect.' });
const text = z.string().max(20_000).meta({ description: 'At most 2,000 characters.' });
const to = z
  .array(z.string().min(1).max(64))
  .max(MOST_NAMED, `At most ${MOST_NAMED} people can be named in one entry.`)
  .meta({ description: 'Account ids of members that it names.' });
const conversation = z.number().int().min(1);

export const commentRequest = z
  .discriminatedUnion('act', [
    z.strictObject({
      act: z.literal('start'),
      id,
      about: commentSubject,
      kind: z.enum(['comment', 'question']),
      text,
      to: to.default([]).meta({ description: 'A question to nobody goes to who works on it, else to finance.' }),
    }),
    z.strictObject({ act: z.literal('say'), id, conversation, kind: z.enum(sayings), text, to: to.default([]) }),
    z.strictObject({ act: z.literal('edit'), id, entry: z.number().int().min(1), text }),
    z.strictObject({ act: z.literal('withdraw'), id, entry: z.number().int().min(1) }),
    z.strictObject({ act: z.literal('close'), id, conversation }),
    z.strictObject({ act: z.literal('reopen'), id, conversation }),
  ])
  .meta({ id: 'CommentRequest' });

export type CommentRequest = z.infer<typeof commentRequest>;
export type CommentRequestInput = z.input<typeof commentRequest>;

const key = z.string().meta({ description: 'Business key as it is now, or was last.' });
const isGone = z.boolean().meta({ description: 'The row has been deleted since.' });

export const toldSubject = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('program') }),
    z.object({ kind: z.literal('row'), table: z.string(), row: wireRowId, key, isGone }),
    z.object({
      kind: z.literal('cell'),
      table: z.string(),
      row: wireRowId,
      column: z.string(),
      key,
      isGone,
      revision: wireRevision.meta({ description: 'When it was begun.' }),
      value: wireCell
        .optional()
        .meta({ description: 'What the plan held then; absent: the column is worked out by the server.' }),
      typed: wireCell.optional().meta({ description: 'What its author had typed and not sent.' }),
      now: wireCell
        .optional()
        .meta({ description: 'What the plan holds now; absent: the row is gone, or the column is worked out.' }),
    }),
    z.object({ kind: z.literal('change'), number: z.string(), row: wireRowId, isGone }),
    z.object({ kind: z.literal('period'), period: z.string(), row: wireRowId, isGone }),
    z.object({
      kind: z.literal('figure'),
      measure: z.string(),
      part: z.record(z.string(), z.string()),
      asOf: z.string(),
    }),
  ])
  .meta({ id: 'ToldSubject' });

export type ToldSubject = z.infer<typeof toldSubject>;

const toldEntry = z
  .object({
    number: z.number().int(),
    kind: z.enum([...sayings, 'close', 'reopen']),
    text: z.string().nullable().meta({ description: 'Null: it says nothing in words, or was withdrawn.' }),
    to: z.array(namedPerson),
    by: namedPerson,
    at: z.string(),
    former: z.array(z.object({ text: z.string(), until: z.string() })).meta({ description: 'Before each edit.' }),
    withdrawn: z.string().nullable(),
  })
  .meta({ id: 'CommentEntry' });

export const toldConversation = z
  .object({
    number: z.number().int(),
    about: toldSubject,
    state: z.enum(conversationStates),
    asker: namedPerson.nullable(),
    asked: z.array(namedPerson),
    waitsForYou: z.boolean(),
    said: z.array(toldEntry),
    omitted: z.number().int().meta({ description: 'Entries left out after the first; `conversation=` tells all.' }),
    last: z.number().int().meta({ description: 'Its newest entry.' }),
  })
  .meta({ id: 'Conversation' });

export type ToldConversation = z.infer<typeof toldConversation>;

export const commentsReply = z
  .object({
    conversations: z.array(toldConversation),
    counts: z.object({
      forYou: z.number().int().meta({ description: 'Open questions that wait for you.' }),
      byYou: z.number().int().meta({ description: 'Open questions that you have asked.' }),
      open: z.number().int(),
    }),
    next: z.number().int().nullable().meta({ description: '`before` of the next page; null: there is none.' }),
    last: z.number().int().meta({ description: 'The newest entry of the program: `since` of the next look.' }),
  })
  .meta({ id: 'Comments' });

export type CommentsReply = z.infer<typeof commentsReply>;

/** Somebody who can be asked, and why they are a good choice. */
export const askable = namedPerson
  .extend({
    until: z
      .string()
      .nullable()
      .meta({ description: 'The day until which they work on it; null: they do not say so.' }),
    why: z.string().nullable().meta({ description: 'Such as "works on this until 2026-12-04".' }),
  })
  .meta({ id: 'Askable' });

export const askableReply = z
  .object({ people: z.array(askable).meta({ description: 'The best choices first; yourself left out.' }) })
  .meta({ id: 'AskablePeople' });

export type Askable = z.infer<typeof askable>;
export type AskableReply = z.infer<typeof askableReply>;

/** Data of the event `comment`: somebody has said something. */
export const commentEvent = z
  .object({
    number: z.number().int().meta({ description: 'The entry.' }),
    conversation: z.number().int(),
    by: z.string().meta({ description: 'Name of the person.' }),
  })
  .meta({ id: 'CommentEvent' });

export type CommentEvent = z.infer<typeof commentEvent>;
