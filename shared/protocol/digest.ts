import { z } from 'zod';

/** Whether the person gets a mail of the day about the program. */
export const digestReply = z
  .object({
    isSent: z.boolean().meta({ description: 'False: this server sends no mails.' }),
    hour: z.number().int().nullable().meta({ description: 'Hour of the program’s day from which it is sent.' }),
    isMuted: z.boolean().meta({ description: 'The person wants none.' }),
  })
  .meta({ id: 'Digest' });

export type DigestReply = z.infer<typeof digestReply>;

export const digestRequest = z.strictObject({ isMuted: z.boolean() }).meta({ id: 'DigestRequest' });

export type DigestRequest = z.infer<typeof digestRequest>;
