/** Orders texts by UTF-16 code unit, the same everywhere; null comes first. */
export function compareText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
