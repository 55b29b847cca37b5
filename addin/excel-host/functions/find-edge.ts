/**
 * Where a condition stops to hold that holds below some number and not above it, by halving until there is no number
 * between: `high` may lie anywhere, as long as the edge is above `low`.
 */
export function findEdge(isBelow: (x: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high];
  while (isBelow(to)) [from, to] = [to, to * 2];
  for (;;) {
    const middle = from + (to - from) / 2;
    if (middle <= from || middle >= to) return from;
    if (isBelow(middle)) from = middle;
    else to = middle;
  }
}
