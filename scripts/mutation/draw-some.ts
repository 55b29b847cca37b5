import type { Random } from '../../test/histories/random.ts';

/** Some of a list at random, none twice, in the order drawn; all of it when it is no longer than that. */
export function drawSome<T>(list: readonly T[], count: number, random: Random): readonly T[] {
  const left = [...list];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(random.int(left.length), 1));
  return drawn;
}
