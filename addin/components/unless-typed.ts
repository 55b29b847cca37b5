/** What a field of a form holds once what it held has arrived: nothing of that, and what was typed meanwhile. */
export function unlessTyped<T>(sent: T, emptied: T): (now: T) => T {
  return (now) => (now === sent ? emptied : now);
}
