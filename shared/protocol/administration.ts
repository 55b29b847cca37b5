import { z } from 'zod';
import { cellFromWire } from '../tables/kinds/kind-of.ts';
import { givenLink, personName } from './password-links.ts';
import { planRole, role, rowScope } from './people.ts';
import { plainName } from './plain-name.ts';

const count = z.number().int();
const moment = z.string().meta({ description: 'ISO moment, UTC' });

const fiscalYearColumn = { kind: 'fiscalYear', label: 'Fiscal year', help: '', width: 10 } as const;

const fiscalYearText = z
  .string()
  .refine((text) => text !== '' && cellFromWire(fiscalYearColumn, text).ok, 'A fiscal year reads like 2026-27.');

export const programNames = z
  .strictObject({ name: plainName, district: plainName, fiscalYear: fiscalYearText })
  .meta({ id: 'ProgramNames' });

export const newProgramRequest = programNames
  .extend({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'An id is made of small letters, digits and hyphens, at least two.'),
    joins: z.boolean().meta({ description: 'Whoever makes it becomes its first administrator.' }),
  })
  .meta({ id: 'NewProgramRequest' });

export type NewProgramRequest = z.infer<typeof newProgramRequest>;

export const programChangeRequest = programNames
  .partial()
  .extend({ isArchived: z.boolean().optional() })
  .meta({ id: 'ProgramChangeRequest' });

export type ProgramChangeRequest = z.infer<typeof programChangeRequest>;

/** [ADM2] What an administrator of the server is told of a program, a member of it or not. */
export const administeredProgram = z
  .object({
    id: z.string(),
    name: z.string(),
    district: z.string(),
    fiscalYear: z.string(),
    revision: count,
    rows: count.meta({ description: 'Rows of all of its tables' }),
    members: count,
    lastSyncAt: moment.nullable(),
    archivedAt: moment.nullable(),
    isOpen: z.boolean().meta({ description: 'Whoever asks is a member and may look into it.' }),
  })
  .meta({ id: 'AdministeredProgram' });

export type AdministeredProgram = z.infer<typeof administeredProgram>;

export const administeredPrograms = z
  .object({
    programs: z.array(administeredProgram),
    next: z.string().nullable().meta({ description: '`after` of the next page; null: there is none.' }),
  })
  .meta({ id: 'AdministeredPrograms' });

export type AdministeredPrograms = z.infer<typeof administeredPrograms>;

/** What an account holds in a program. */
const grantHeld = {
  role,
  scope: rowScope,
  planRoles: z.array(planRole),
  whileAssigned: z.array(planRole),
  person: z.string().nullable(),
};

const seenGrant = z.object(grantHeld).meta({ id: 'SeenGrant' });

export type SeenGrant = z.infer<typeof seenGrant>;

/** What is granted in a program; roles of the plan limit it. */
export const askedMembership = z
  .strictObject({
    role: role.optional().meta({ description: 'Absent: what the roles of the plan need.' }),
    scope: rowScope.default(null),
    planRoles: z.array(planRole).max(20).default([]),
    whileAssigned: z.array(planRole).max(20).default([]),
    person: z.string().max(16).nullable().default(null).meta({ description: 'Person ID in the plan' }),
    seen: seenGrant.nullable().optional().meta({
      description:
        'What was held when it was looked at; null: nothing. Where it is something else by now, 409. Absent: whatever.',
    }),
  })
  .meta({ id: 'AskedMembership' });

export type AskedMembership = z.input<typeof askedMembership>;

export const heldMembership = z
  .object({
    program: z.string(),
    programName: z.string(),
    ...grantHeld,
  })
  .meta({ id: 'HeldMembership' });

export type HeldMembership = z.infer<typeof heldMembership>;

export const administeredPerson = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    isDisabled: z.boolean(),
    isInvited: z.boolean().meta({ description: 'Has no password yet, and is known to no provider.' }),
    administers: z.boolean(),
    createdAt: moment,
    lastUsedAt: moment.nullable().meta({ description: 'Of the sessions that are open, at half a day’s notice.' }),
    memberships: z.array(heldMembership),
  })
  .meta({ id: 'AdministeredPerson' });

export type AdministeredPerson = z.infer<typeof administeredPerson>;

export const administeredPeople = z
  .object({ people: z.array(administeredPerson), next: z.string().nullable() })
  .meta({ id: 'AdministeredPeople' });

export type AdministeredPeople = z.infer<typeof administeredPeople>;

export const openSession = z
  .object({
    id: z.string(),
    device: z.string().nullable(),
    source: z.string().nullable(),
    createdAt: moment,
    lastUsedAt: moment,
  })
  .meta({ id: 'OpenSession' });

export const heldToken = z
  .object({
    id: z.string(),
    name: z.string(),
    program: z.string(),
    createdAt: moment,
    expiresAt: moment,
    lastUsedAt: moment.nullable(),
  })
  .meta({ id: 'HeldToken' });

export const personDetails = z
  .object({ person: administeredPerson, sessions: z.array(openSession), tokens: z.array(heldToken) })
  .meta({ id: 'PersonDetails' });

export type PersonDetails = z.infer<typeof personDetails>;

export const newPersonRequest = z
  .strictObject({ email: z.email('An e-mail address is needed.').max(320), name: personName })
  .meta({ id: 'NewPersonRequest' });

export const newPersonReply = z.object({ person: administeredPerson, given: givenLink }).meta({ id: 'NewPersonReply' });

export type NewPersonReply = z.infer<typeof newPersonReply>;

export const personChangeRequest = z
  .strictObject({
    name: personName.optional(),
    email: z.email('An e-mail address is needed.').max(320).optional(),
    isDisabled: z.boolean().optional(),
    administers: z.boolean().optional(),
  })
  .meta({ id: 'PersonChangeRequest' });

export type PersonChangeRequest = z.infer<typeof personChangeRequest>;

const runState = z.enum(['off', 'waiting', 'done', 'failing']);

/** Something that the server does by itself. */
export const serverJob = z
  .object({
    name: z.string(),
    state: runState.meta({ description: 'off: it is not set up; waiting: it has not run yet.' }),
    lastAt: moment.nullable(),
    nextAt: moment.nullable(),
    what: z.string().meta({ description: 'How it stands, as a sentence' }),
  })
  .meta({ id: 'ServerJob' });

export type ServerJob = z.infer<typeof serverJob>;

/** What is kept how long. */
export const keptFor = z
  .object({ what: z.string(), howLong: z.string().meta({ description: 'As a phrase' }) })
  .meta({ id: 'KeptFor' });

export type KeptFor = z.infer<typeof keptFor>;

export const serverJobs = z
  .object({ jobs: z.array(serverJob), kept: z.array(keptFor).default([]) })
  .meta({ id: 'ServerJobs' });

export type ServerJobs = z.infer<typeof serverJobs>;

export const serverHealth = z
  .object({
    version: z.string(),
    startedAt: moment,
    database: z.object({
      kind: z.enum(['sqlite', 'postgres']),
      bytes: count.nullable().meta({ description: 'Null: it does not say.' }),
      migration: z.object({ name: z.string(), at: moment }).nullable(),
    }),
    disk: z
      .object({ freeBytes: count, totalBytes: count })
      .nullable()
      .meta({ description: 'Of the disk that the database is on; null: it is elsewhere.' }),
    backup: z.object({ at: moment.nullable(), what: z.string().nullable() }),
    eventLoop: z.object({ p50Ms: z.number(), p99Ms: z.number(), maxMs: z.number() }),
    memoryBytes: count,
    workers: z.array(
      z.object({ name: z.string(), running: count, places: count, waiting: count }).meta({ id: 'WorkerPlaces' }),
    ),
    streams: z.object({ open: count, people: count }),
    sessions: count.meta({ description: 'Those that are kept; what has ended goes in time.' }),
  })
  .meta({ id: 'ServerHealth' });

export type ServerHealth = z.infer<typeof serverHealth>;

/** Which page an account has used, in which version, on how many of the days asked about. */
export const pageSeen = z
  .object({
    page: z.enum(['pane', 'workbench', 'web']),
    version: z.string(),
    account: z.string(),
    name: z.string(),
    email: z.string(),
    lastDay: z.string(),
    days: count,
  })
  .meta({ id: 'PageSeen' });

export type PageSeen = z.infer<typeof pageSeen>;

export const pagesSeenReply = z
  .object({ version: z.string().meta({ description: 'Of the server' }), days: count, pages: z.array(pageSeen) })
  .meta({ id: 'PagesSeen' });

export type PagesSeenReply = z.infer<typeof pagesSeenReply>;
