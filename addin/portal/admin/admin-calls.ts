import { z } from 'zod';
import {
  administeredPeople,
  administeredPrograms,
  newPersonReply,
  pagesSeenReply,
  personDetails,
  serverHealth,
  serverJobs,
  type AdministeredPeople,
  type AdministeredPrograms,
  type AskedMembership,
  type NewPersonReply,
  type NewProgramRequest,
  type PagesSeenReply,
  type PersonChangeRequest,
  type PersonDetails,
  type ProgramChangeRequest,
  type ServerHealth,
  type ServerJobs,
} from '../../../shared/protocol/administration.ts';
import { auditReply, type AuditReply } from '../../../shared/protocol/audit.ts';
import { givenLink, type WireGivenLink } from '../../../shared/protocol/password-links.ts';
import {
  signInAdministration,
  type ConnectRequest,
  type groupRoleRequest,
  type SignInAdministration,
} from '../../../shared/protocol/sign-in-administration.ts';
import { workbookReply, type WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { rollUpAdminCalls, type RollUpAdminCalls } from '../roll-ups/roll-up-calls.ts';
import type { AuditQuery } from '../proof/proof-calls.ts';

/** A program that is made from a workbook; whoever makes it administers it. */
export type NamedProgram = Omit<NewProgramRequest, 'joins'>;

/** What administrators of the server ask of it. */
export interface AdminCalls extends RollUpAdminCalls {
  readonly programs: (find: string, after: string | null) => Promise<PortalOutcome<AdministeredPrograms>>;
  readonly addProgram: (program: NewProgramRequest) => Promise<PortalOutcome<unknown>>;
  /** What a workbook would make of a new program; nothing is made. */
  readonly previewProgram: (program: NamedProgram, workbook: Blob) => Promise<PortalOutcome<WorkbookReply>>;
  /** Makes the program with what the workbook holds. */
  readonly makeProgram: (program: NamedProgram, workbook: Blob) => Promise<PortalOutcome<WorkbookReply>>;
  readonly changeProgram: (id: string, change: ProgramChangeRequest) => Promise<PortalOutcome<unknown>>;
  readonly people: (
    find: string,
    program: string | null,
    after: string | null,
  ) => Promise<PortalOutcome<AdministeredPeople>>;
  readonly invite: (person: {
    readonly name: string;
    readonly email: string;
  }) => Promise<PortalOutcome<NewPersonReply>>;
  readonly person: (id: string) => Promise<PortalOutcome<PersonDetails>>;
  readonly changePerson: (id: string, change: PersonChangeRequest) => Promise<PortalOutcome<PersonDetails>>;
  readonly giveLink: (id: string) => Promise<PortalOutcome<WireGivenLink>>;
  readonly grant: (id: string, program: string, asked: AskedMembership) => Promise<PortalOutcome<PersonDetails>>;
  readonly endMembership: (id: string, program: string) => Promise<PortalOutcome<PersonDetails>>;
  /** `all`: every one. */
  readonly endSession: (id: string, session: string) => Promise<PortalOutcome<PersonDetails>>;
  readonly endToken: (id: string, token: string) => Promise<PortalOutcome<PersonDetails>>;
  readonly signIn: () => Promise<PortalOutcome<SignInAdministration>>;
  readonly connect: (asked: ConnectRequest) => Promise<PortalOutcome<SignInAdministration>>;
  readonly setGroup: (asked: z.input<typeof groupRoleRequest>) => Promise<PortalOutcome<SignInAdministration>>;
  readonly endGroup: (program: string, group: string) => Promise<PortalOutcome<SignInAdministration>>;
  readonly audit: (query: AuditQuery, cursor: string | null) => Promise<PortalOutcome<AuditReply>>;
  readonly auditFile: (query: AuditQuery, format: 'csv' | 'json') => Promise<PortalOutcome<DownloadedFile>>;
  readonly health: () => Promise<PortalOutcome<ServerHealth>>;
  readonly jobs: () => Promise<PortalOutcome<ServerJobs>>;
  readonly pagesSeen: () => Promise<PortalOutcome<PagesSeenReply>>;
}

export function adminCalls(asks: Asks): AdminCalls {
  const { ask, get, send, getFile, postFile } = asks;
  const ofPerson = (id: string): string => `/admin/people/${encodeURIComponent(id)}`;
  const below = (id: string, kind: string, name: string): string =>
    `${ofPerson(id)}/${kind}/${encodeURIComponent(name)}`;
  const end = (path: string) => ask(personDetails, path, { method: 'DELETE' });
  return {
    ...rollUpAdminCalls(asks),
    programs: (find, after) => get(administeredPrograms, `/admin/programs${queryText({ find, after })}`),
    addProgram: (program) => send('POST', z.unknown(), '/admin/programs', program),
    previewProgram: (program, workbook) =>
      postFile(workbookReply, `/admin/programs/from-workbook${queryText({ ...program, preview: 'true' })}`, workbook),
    makeProgram: (program, workbook) =>
      postFile(workbookReply, `/admin/programs/from-workbook${queryText({ ...program })}`, workbook),
    changeProgram: (id, change) => send('PATCH', z.unknown(), `/admin/programs/${encodeURIComponent(id)}`, change),
    people: (find, program, after) => get(administeredPeople, `/admin/people${queryText({ find, program, after })}`),
    invite: (person) => send('POST', newPersonReply, '/admin/people', person),
    person: (id) => get(personDetails, ofPerson(id)),
    changePerson: (id, change) => send('PATCH', personDetails, ofPerson(id), change),
    giveLink: (id) => ask(givenLink, `${ofPerson(id)}/password-links`, { method: 'POST' }),
    grant: (id, program, asked) => send('PUT', personDetails, below(id, 'memberships', program), asked),
    endMembership: (id, program) => end(below(id, 'memberships', program)),
    endSession: (id, session) => end(below(id, 'sessions', session)),
    endToken: (id, token) => end(below(id, 'tokens', token)),
    signIn: () => get(signInAdministration, '/admin/sign-in'),
    connect: (asked) => send('POST', signInAdministration, '/admin/sign-in/connections', asked),
    setGroup: (asked) => send('PUT', signInAdministration, '/admin/sign-in/groups', asked),
    endGroup: (program, group) =>
      ask(signInAdministration, `/admin/sign-in/groups${queryText({ program, group })}`, { method: 'DELETE' }),
    audit: (query, cursor) => get(auditReply, `/admin/audit${queryText({ ...query, cursor })}`),
    auditFile: (query, format) =>
      getFile(`/admin/audit.${format}${queryText({ ...query })}`, `acts-of-the-server.${format}`),
    health: () => get(serverHealth, '/admin/health'),
    jobs: () => get(serverJobs, '/admin/jobs'),
    pagesSeen: () => get(pagesSeenReply, '/admin/pages'),
  };
}
