import { freshDatabaseWithRole } from '../postgres/fresh-role.ts';
import { serverContract } from './server-contract.ts';

serverContract('PostgreSQL', async () => {
  const { url, ownerUrl, drop } = await freshDatabaseWithRole();
  return { address: { url, ownerUrl }, drop };
});
