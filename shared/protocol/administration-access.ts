import { z } from 'zod';

/** Whether whoever asks administers the server. */
export const administrationAccess = z.object({ administers: z.boolean() }).meta({ id: 'AdministrationAccess' });
