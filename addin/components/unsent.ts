/** What of a text was typed while `sent` was on its way. */
export function unsent(sent: string, now: string): string {
  if (now === sent) return '';
  return now.startsWith(sent) ? now.slice(sent.length).trimStart() : now;
}
