import type { CodePlace } from '../../../shared/protocol/device-sign-in.ts';

const places: { readonly [P in CodePlace]: string } = {
  windows: 'Excel on Windows',
  mac: 'Excel on a Mac',
  web: 'Excel in a browser',
  ipad: 'Excel on an iPad',
  android: 'Excel on Android',
  other: 'Excel',
};

export function placeWords(place: CodePlace): string {
  return places[place];
}

/**
 * When a code was asked for, such as "10:04, 2 minutes ago".
 *
 * @param timeZone default: that of the computer
 */
export function askedWords(askedAt: string, now: Date, timeZone?: string): string {
  const at = new Date(askedAt);
  const time = at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit', timeZone });
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return `${time}, just now`;
  return `${time}, ${minutes === 1 ? 'a minute' : `${minutes} minutes`} ago`;
}
