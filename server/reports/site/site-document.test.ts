import { expect, test } from 'vitest';
import { demoMoment } from '../testing/demo-moment.ts';
import { siteDocument } from './site-document.ts';

test('sheets of all schools of a state are refused in words that tell the way out, and closed schools do not count', async () => {
  const moment = demoMoment('mini', '2026-10-31');
  const [site] = await moment.stored({ table: 'sites', columns: [], only: null });
  const withSites = (open: number) => ({
    ...moment,
    stored: async ({ table }: { readonly table: string }) =>
      Array.from({ length: table === 'sites' ? open + 500 : 0 }, (_, index) => ({
        row: `row-${index}`,
        cells: { ...site?.cells, code: String(index), status: index < open ? 'Active' : 'Closed' },
      })),
  });
  await expect(siteDocument(withSites(2_001), null)).rejects.toMatchObject({
    code: 'invalid_request',
    message: expect.stringMatching(/The plan has 2,001 sites, .* at most 2,000\. Name some by their Location Codes/),
  });
});
