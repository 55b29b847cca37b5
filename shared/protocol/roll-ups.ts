import { z } from 'zod';
import { baselineKinds } from '../plan/baselines/baseline.ts';
import { districtStates } from '../roll-up/district-state.ts';
import { publishedCuts } from '../roll-up/published-cuts.ts';
import { seenHash, toldHash } from './cells.ts';
import { plainName } from './plain-name.ts';
import { rollUpRole } from './roll-up-list.ts';

const LONGEST_CODE = 20;

export const rollUpId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'An id is made of small letters, digits and hyphens, at least two.');

export const districtCode = z
  .string()
  .trim()
  .regex(
    new RegExp(`^[A-Za-z0-9][A-Za-z0-9.-]{0,${LONGEST_CODE - 1}}$`),
    `A district’s code is made of letters, digits, points and hyphens, ${LONGEST_CODE} at most.`,
  );

const email = z.string().trim().min(3, 'An e-mail address is needed.').max(254);
const moment = z.string().meta({ description: 'ISO moment, UTC' });
const day = z.string().meta({ example: '2026-10-31' });
const cents = z.number().int();

/** Which moment a program’s totals were published of. */
export const publishedMoment = z
  .object({
    revision: z.number().int(),
    asOf: day.meta({ description: 'Day of the figures.' }),
    planYear: z.string().meta({ description: 'Fiscal year that the plan is named by.', example: '2026-27' }),
    yearBegins: z.number().int().meta({ description: 'Month in which its fiscal years begin, 1–12.' }),
    baseline: z
      .object({ id: z.string(), kind: z.enum(baselineKinds), period: z.string().nullable() })
      .nullable()
      .meta({ description: 'The baseline that this moment is; what it is called stays in the program.' }),
    publishedAt: moment,
    receipt: z.string().meta({ description: 'Names revision and document; `/verify` knows it.' }),
    digest: z.string().meta({ description: 'SHA-256 of what was published, hex.' }),
  })
  .meta({ id: 'PublishedMoment' });

export type PublishedMoment = z.infer<typeof publishedMoment>;

export const rollUpMeasure = z
  .object({
    name: z.string(),
    label: z.string(),
    kind: z.enum(['money', 'percent']),
    isAdditive: z.boolean().meta({ description: 'false: worked out of the sums, and no sum of the districts’ own.' }),
  })
  .meta({ id: 'RollUpMeasure' });

/** Figures by the name of the measure: cents, or percent with one decimal. */
const figures = z.record(z.string(), z.number().nullable());

export const rollUpGroup = z
  .object({
    group: z.string(),
    districts: z
      .number()
      .int()
      .meta({ description: 'Districts that have it. A district is in several: not additive.' }),
    values: figures,
  })
  .meta({ id: 'RollUpGroup' });

export const rollUpDistrict = z
  .object({
    code: z.string(),
    name: z.string(),
    state: z.enum(districtStates),
    invitedUntil: day.nullable(),
    published: publishedMoment.nullable(),
    total: figures.nullable().meta({ description: 'What it has published in all; null: nothing.' }),
    groups: z
      .array(z.object({ group: z.string(), values: figures }))
      .optional()
      .meta({ description: 'By the cut, where `detail=groups` was asked for.' }),
  })
  .meta({ id: 'RollUpDistrict' });

export type RollUpDistrict = z.infer<typeof rollUpDistrict>;

const cut = z.enum(publishedCuts);

export const rollUpReply = z
  .object({
    id: z.string(),
    name: z.string(),
    role: rollUpRole
      .nullable()
      .meta({ description: 'null: who asks is of a district that the roll-up shows itself to.' }),
    staleDays: z.number().int(),
    isOpenToDistricts: z.boolean(),
    today: day,
    by: cut.nullable(),
    measures: z.array(rollUpMeasure),
    counts: z.object({
      districts: z.number().int(),
      published: z.number().int().meta({ description: 'Whose totals are in the sums, stale ones too.' }),
      stale: z.number().int(),
      missing: z.number().int(),
    }),
    firstDay: day.nullable().meta({ description: 'Earliest day of the figures in the sums.' }),
    lastDay: day.nullable(),
    calendars: z.array(z.number().int()).meta({ description: 'Months in which fiscal years begin, each once.' }),
    planYears: z.array(z.string()),
    groups: z.array(rollUpGroup).meta({ description: 'Sums over the districts, by the cut.' }),
    total: figures.meta({ description: 'Sum of everything that the districts have published.' }),
    districts: z.array(rollUpDistrict),
  })
  .meta({ id: 'RollUp' });

export type RollUpReply = z.infer<typeof rollUpReply>;

export const districtCuts = z
  .object({
    district: rollUpDistrict,
    isIntact: z.boolean().nullable().meta({
      description: 'Whether what is stored is what the digest was made of; null: nothing is published.',
    }),
    cuts: z.array(z.object({ cut: cut.nullable(), groups: z.array(z.object({ group: z.string(), values: figures })) })),
  })
  .meta({ id: 'RollUpDistrictCuts' });

export const MOST_DISTRICTS = 2000;

export const addDistrictsRequest = z
  .strictObject({
    districts: z
      .array(z.strictObject({ code: districtCode, name: plainName }))
      .min(1, 'Name a district.')
      .max(MOST_DISTRICTS, `Add ${MOST_DISTRICTS} districts at a time.`),
  })
  .meta({ id: 'AddDistrictsRequest' });

export const givenInvitations = z
  .object({
    invitations: z
      .array(z.object({ code: z.string(), name: z.string(), invitation: z.string(), until: day }))
      .meta({ description: 'Shown this once: only hashes are kept.' }),
  })
  .meta({ id: 'GivenInvitations' });

export type GivenInvitations = z.infer<typeof givenInvitations>;

export const rollUpChange = z
  .strictObject({
    name: plainName.optional(),
    staleDays: z.number().int().min(1).max(400).optional(),
    isOpenToDistricts: z.boolean().optional(),
  })
  .meta({ id: 'RollUpChange' });

export const rollUpMembers = z
  .object({
    members: z.array(z.object({ account: z.string(), name: z.string(), email: z.string(), role: rollUpRole })),
  })
  .meta({ id: 'RollUpMembers' });

export type RollUpMembers = z.infer<typeof rollUpMembers>;

export const rollUpMemberRequest = z.strictObject({ email, role: rollUpRole }).meta({ id: 'RollUpMemberRequest' });

/** A roll-up as the program sees it that publishes to it. */
export const programShare = z
  .object({
    rollUp: z.string(),
    name: z.string(),
    district: z
      .object({ code: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'Its place there; null: the roll-up has ended it, and reads nothing.' }),
    joinedAt: moment,
    monthly: z.boolean().meta({ description: 'The totals of a month are published by themselves when it is closed.' }),
    isOpenToDistricts: z.boolean().meta({ description: 'Finance here may look at the roll-up.' }),
    published: publishedMoment.nullable(),
  })
  .meta({ id: 'ProgramShare' });

export const programShares = z
  .object({ shares: z.array(programShare), mayPublish: z.boolean() })
  .meta({ id: 'ProgramShares' });

export type ProgramShare = z.infer<typeof programShare>;
export type ProgramShares = z.infer<typeof programShares>;

const invitation = z.string().max(100);

export const invitationRequest = z.strictObject({ invitation }).meta({ id: 'RollUpInvitationRequest' });

export const openedInvitation = z
  .object({ rollUp: z.string(), name: z.string(), code: z.string(), district: z.string(), until: day })
  .meta({ id: 'OpenedRollUpInvitation' });

export type OpenedInvitation = z.infer<typeof openedInvitation>;

export const shareChange = z.strictObject({ monthly: z.boolean() }).meta({ id: 'ProgramShareChange' });

export const publishTotalsRequest = z
  .strictObject({
    at: z.number().int().min(1).optional(),
    asOf: z.iso.date().optional(),
    baseline: z.string().max(100).optional(),
    hash: seenHash.meta({ description: 'Hash of the revision `at`, as `to-publish` has told it.' }),
    seen: z.string().max(64).nullable().optional().meta({
      description:
        'Digest of what stood there when you looked, null: nothing. Where another publication stands there, nothing is done. Absent: whatever stands there.',
    }),
  })
  .meta({ id: 'PublishTotals', description: 'Which moment; nothing: the plan as it is now, today.' });

/** Exactly what would leave the program. */
export const totalsToPublish = z
  .object({
    revision: z.number().int(),
    hash: toldHash,
    asOf: day,
    cuts: z.array(
      z.object({
        cut: cut.nullable().meta({ description: 'null: the program as a whole.' }),
        groups: z.array(z.object({ group: z.string(), amounts: z.record(z.string(), cents) })),
      }),
    ),
  })
  .meta({ id: 'TotalsToPublish' });

export type TotalsToPublish = z.infer<typeof totalsToPublish>;

export const administeredRollUps = z
  .object({
    rollUps: z.array(
      z.object({ id: z.string(), name: z.string(), districts: z.number().int(), managers: z.array(z.string()) }),
    ),
  })
  .meta({ id: 'AdministeredRollUps' });

export type AdministeredRollUps = z.infer<typeof administeredRollUps>;

export const newRollUpRequest = z
  .strictObject({ id: rollUpId, name: plainName, manager: email.meta({ description: 'E-mail of its first manager.' }) })
  .meta({ id: 'NewRollUpRequest' });

export type NewRollUpRequest = z.infer<typeof newRollUpRequest>;

export const rollUpManagerRequest = z.strictObject({ manager: email }).meta({ id: 'RollUpManagerRequest' });
