import { z } from 'zod';
import { isDate } from '../tables/kinds/calendar-dates.ts';
import { MOST_CLAIMED_PLACES } from '../questions/work-claims.ts';
import { namedPerson } from './comments.ts';

const placeKind = z.enum(['site', 'project', 'region']);
const claimedPlace = z.object({
  kind: placeKind,
  code: z.string().min(1).max(60).meta({ description: 'Location code, project number or region.' }),
});

export type ClaimedPlace = z.infer<typeof claimedPlace>;

export const workClaimsRequest = z
  .strictObject({
    places: z
      .array(claimedPlace)
      .max(MOST_CLAIMED_PLACES, `At most ${MOST_CLAIMED_PLACES} places.`)
      .meta({ description: 'All that you work on now, in place of what you have said before; none: you stop.' }),
    until: z.string().refine(isDate, 'A date like 2026-10-31.').meta({ description: 'The last day.' }),
  })
  .meta({ id: 'WorkClaimsRequest' });

export type WorkClaimsRequest = z.infer<typeof workClaimsRequest>;

const workClaim = z
  .object({
    person: namedPerson,
    isYou: z.boolean(),
    until: z.string(),
    places: z.array(claimedPlace),
  })
  .meta({ id: 'WorkClaim' });

export const workClaimsReply = z
  .object({
    claims: z.array(workClaim).meta({ description: 'Who works on what today, by name.' }),
    today: z.string().meta({ description: 'The day where the program is.' }),
  })
  .meta({ id: 'WorkClaims' });

export type WorkClaimsReply = z.infer<typeof workClaimsReply>;
