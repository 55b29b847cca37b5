import { publishedMoment, type PublishedMoment } from '../../shared/protocol/roll-ups.ts';

/** The moment that is stored; null: nothing is published. */
export function momentIn(stored: string | null): PublishedMoment | null {
  return stored === null ? null : publishedMoment.parse(JSON.parse(stored));
}
