import { expect, test } from 'vitest';
import { packText, unpackText } from './packed-text.ts';

test('[FD10] a long text is kept in a fraction of its size and comes back the same; a short one stays as it is', async () => {
  const long = JSON.stringify(
    Array.from({ length: 5000 }, (_, row) => ({ row, message: 'Original is fixed by B0. ½ 𝄞' })),
  );
  const kept = await packText(long);
  expect(kept.length).toBeLessThan(long.length / 10);
  expect(await unpackText(kept)).toBe(long);
  for (const text of ['{}', '', '"ü"', JSON.stringify('x'.repeat(1000))]) {
    expect(await packText(text)).toBe(text);
    expect(await unpackText(text)).toBe(text);
  }
});

test('[FD10] a long text that was kept before texts were packed is read as it is', async () => {
  const old = JSON.stringify({ refusals: 'x'.repeat(5000) });
  expect(await unpackText(old)).toBe(old);
});
