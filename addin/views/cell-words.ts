/** "1 change", "6,347 changes". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Hour and minute on this computer's clock, such as "10:42". */
export function clockTime(iso: string): string {
  return new Date(iso).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit', hour12: false });
}

/** "today 10:31", else "Nov 20, 10:31". */
export function momentWords(iso: string, now: Date): string {
  const moment = new Date(iso);
  const day =
    moment.toDateString() === now.toDateString()
      ? 'today'
      : `${moment.toLocaleDateString('en-US', { month: 'short', day: 'numeric' })},`;
  return `${day} ${clockTime(iso)}`;
}
