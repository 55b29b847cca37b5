import { z } from 'zod';
import { wireRevision } from './cells.ts';
import { rowChange } from './history.ts';
import { wireWork } from './schedule.ts';

const day = z.string().nullable();
const cents = z.number().int();
const text = z.string().nullable();
const count = z.number().int().nullable();

const sourceMoney = z
  .object({ source: z.string(), name: z.string(), current: cents, expended: cents })
  .meta({ id: 'SourceMoney' });

export const listedSite = z
  .object({
    code: z.string(),
    name: z.string(),
    type: z.string(),
    status: z.string(),
    region: z.string().meta({ description: 'In which it lies on the day.' }),
    boardDistrict: z.string(),
    city: z.string(),
    latitude: z.number().nullable().meta({ description: 'Degrees north.' }),
    longitude: z.number().nullable().meta({ description: 'Degrees east.' }),
    current: cents.meta({ description: 'Current budget at the site, as the totals by site have it.' }),
    expended: cents,
  })
  .meta({ id: 'ListedSite' });

export type ListedSite = z.infer<typeof listedSite>;

export const sitesReply = z
  .object({ revision: wireRevision, asOf: z.string(), sites: z.array(listedSite) })
  .meta({ id: 'Sites' });

export type SitesReply = z.infer<typeof sitesReply>;

export const siteReply = z
  .object({
    revision: wireRevision,
    asOf: z.string(),
    code: z.string(),
    name: z.string(),
    type: z.string(),
    status: z.string(),
    region: z.string(),
    boardDistrict: z.string(),
    address: z.string(),
    grades: text,
    enrollment: count,
    enrollmentAsOf: day,
    campus: text,
    openDate: day,
    closedDate: day,
    contactRole: text,
    figures: z
      .record(z.string(), z.number().nullable())
      .nullable()
      .meta({ description: 'The measures of the totals by site; null: no money is planned here.' }),
    sources: z.array(sourceMoney),
    work: z.array(
      wireWork.extend({
        current: cents.meta({ description: 'The site’s share of the project’s current budget.' }),
        expended: cents,
        sources: z.array(sourceMoney),
        manager: text,
      }),
    ),
    systems: z.array(
      z.object({
        system: z.string(),
        name: z.string(),
        sequence: z.number().int(),
        quantity: count,
        unit: text,
        generation: text,
        installedDate: day,
        endOfSupport: day,
        condition: text,
        installedBy: text,
        age: count.meta({ description: 'Whole years in service.' }),
        usefulLife: count,
        isOverdue: z.boolean(),
      }),
    ),
    contacts: z.array(
      z.object({
        role: z.string(),
        person: z.string(),
        organization: z.string(),
        email: text,
        projects: z.array(z.string()).nullable(),
      }),
    ),
    windows: z.array(
      z.object({
        id: z.string(),
        from: z.string(),
        to: z.string(),
        type: z.string(),
        isBlocking: z.boolean(),
        note: text,
      }),
    ),
    changes: z
      .array(rowChange.extend({ revision: wireRevision, at: z.string(), by: z.string() }))
      .meta({ description: 'What last changed of the site and its rows, newest first.' }),
  })
  .meta({ id: 'Site' });

export type SiteReply = z.infer<typeof siteReply>;
