import { z } from 'zod';
import { person } from './people.ts';

/** Excels that ask for a code. A closed list: who confirms reads it, so nobody may have words of their own put there. */
export const codePlaces = ['windows', 'mac', 'web', 'ipad', 'android', 'other'] as const;

export type CodePlace = (typeof codePlaces)[number];

const place = z.enum(codePlaces).meta({ description: 'Which Excel asks: its own word, not verified.' });

export const deviceCodeRequest = z.strictObject({ place }).meta({ id: 'DeviceCodeRequest' });

/** A code to be confirmed by somebody who is signed in (like RFC 8628). */
export const deviceCodeReply = z
  .object({
    deviceCode: z.string().meta({ description: 'Secret of who asks: 256 random bits. Never shown.' }),
    userCode: z.string().meta({ description: 'What the person types or compares.', example: 'BCDF-GHJK' }),
    page: z.string().meta({ description: 'Path of the page on which it is confirmed.', example: '/device' }),
    expiresInSeconds: z.number().int(),
    intervalSeconds: z
      .number()
      .int()
      .meta({ description: 'Ask how it stands no sooner than this after the last time.' }),
  })
  .meta({ id: 'DeviceCode' });

export type DeviceCodeReply = z.infer<typeof deviceCodeReply>;

export const devicePollRequest = z.strictObject({ deviceCode: z.string().max(200) }).meta({ id: 'DevicePoll' });

const intervalSeconds = z.number().int();

/** How a code stands. `expired` is said of one that was used, too, and of one that never was. */
export const devicePollReply = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('pending'), intervalSeconds }),
    z.object({ state: z.literal('slowDown'), intervalSeconds }),
    z.object({ state: z.literal('expired') }),
    z.object({ state: z.literal('refused') }),
    z.object({ state: z.literal('signedIn'), token: z.string(), person }),
  ])
  .meta({ id: 'DevicePolled' });

export type DevicePollReply = z.infer<typeof devicePollReply>;

const userCode = z.string().max(40).meta({ description: 'As typed: spaces, hyphens and small letters do not matter.' });

export const codeLookRequest = z.strictObject({ userCode }).meta({ id: 'CodeLook' });

/** What is known of a code, for who is asked to confirm it. */
export const codeLookReply = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('unknown') }),
    z.object({
      state: z.literal('waiting'),
      userCode: z.string(),
      place,
      askedAt: z.string(),
      expiresAt: z.string(),
      from: z.string().meta({ description: 'Network address of who asks; "" where it is not known.' }),
      isFromElsewhere: z.boolean().meta({ description: 'Another network address than yours.' }),
    }),
  ])
  .meta({ id: 'CodeLooked' });

export type CodeLookReply = z.infer<typeof codeLookReply>;

export const codeAnswerRequest = z
  .strictObject({ userCode, answer: z.enum(['confirm', 'refuse']) })
  .meta({ id: 'CodeAnswer' });

export type CodeAnswer = z.infer<typeof codeAnswerRequest>['answer'];

/** `unknown`: it has run out meanwhile, or was answered already. */
export const codeAnswerReply = z
  .object({ state: z.enum(['confirmed', 'refused', 'unknown']) })
  .meta({ id: 'CodeAnswered' });

export type CodeAnswerReply = z.infer<typeof codeAnswerReply>;
