import type { Context } from 'hono';
import type { SignInFrom } from '../identity/sign-in.ts';
import type { AppEnv } from './route-context.ts';

/** From where a request signs somebody in. */
export function sessionPlace(c: Context<AppEnv>): SignInFrom {
  const device = deviceWords(c.req.header('user-agent') ?? '');
  return { device, source: c.get('source') || null, signal: c.req.raw.signal };
}

/** The first that is found is it: each also calls itself by names of those below. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?(?:iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
  [/\bTrident\//, 'Internet Explorer'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** "Chrome on Windows": enough to know one's own devices by, of what they say of themselves; null: nothing that is known. */
export function deviceWords(userAgent: string): string | null {
  const firstIn = (list: typeof browsers): string | undefined => list.find(([mark]) => mark.test(userAgent))?.[1];
  const known = [firstIn(browsers), firstIn(systems)].filter((word) => word !== undefined);
  return known.length === 0 ? null : known.join(' on ');
}
