import type { KeptFor } from '../../shared/protocol/administration.ts';
import { SEEN_DAYS } from '../administration/pages-seen.ts';
import { CODE_LIFE_SECONDS } from '../identity/device-codes.ts';
import { IDLE_LIMIT_DAYS, LONGEST_DAYS } from '../identity/sessions.ts';
import { REPLY_DAYS } from './retention-clock.ts';

/** How many backups there are at most; absent: the server makes none. */
interface KeptBackups {
  readonly keep?: number | undefined;
}

/** What this server keeps how long, as whoever answers for it is asked. */
export function keptFor({ keep }: KeptBackups): KeptFor[] {
  return [
    { what: 'The plan: every revision, its changes, conflicts and baselines', howLong: 'For ever' },
    { what: 'The log of acts, of the server and of each program', howLong: 'For ever' },
    { what: 'Questions, answers and comments', howLong: 'For ever' },
    { what: 'Reports of closed months', howLong: 'For ever' },
    {
      what: 'Answers to syncs, by which a repeated one is known',
      howLong: `${REPLY_DAYS} days. Who repeats one later loses nothing: it is merged again`,
    },
    {
      what: 'Sign-ins',
      howLong: `${IDLE_LIMIT_DAYS} days without use, ${LONGEST_DAYS} in any case, or as long as the district’s sign-in says`,
    },
    { what: 'Reading tokens', howLong: 'Until the end that their owner chose, then listed as over' },
    { what: 'Codes for a sign-in in Excel', howLong: `${CODE_LIFE_SECONDS / 60} minutes` },
    { what: 'Wrong passwords that are counted, and the network they came from', howLong: 'One day' },
    { what: 'Who uses which version of pane and web app', howLong: `${SEEN_DAYS} days` },
    { what: 'Who is in a program now, and where', howLong: 'Not kept' },
    {
      what: 'Backups that this server makes',
      howLong: keep === undefined ? 'It makes none' : `The newest ${keep}`,
    },
  ];
}
