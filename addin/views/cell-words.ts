/** "1 change", "6,347 changes". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Hour and minute on this computer's clock, such as "10:42". */
export function clockTime(iso: string): string {
  return new Date(iso).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit', hour12: false });
}

/** "today 10:31", "Nov 20, 10:31", and of another year "Nov 20, 2024, 10:31". */
export function momentWords(iso: string, now: Date): string {
  const moment = new Date(iso);
  return `${dayWords(moment, now)} ${clockTime(iso)}`;
}

function dayWords(moment: Date, now: Date): string {
  if (moment.toDateString() === now.toDateString()) return 'today';
  const year = moment.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return `${moment.toLocaleDateString('en-US', { month: 'short', day: 'numeric', ...year })},`;
}
