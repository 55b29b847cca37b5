import { freshDatabase } from '../postgres/fresh-database.ts';
import { serverContract } from './server-contract.ts';

serverContract('PostgreSQL', async () => {
  const { url, drop } = await freshDatabase();
  return { address: { url }, drop };
});
