import { canonicalJson } from '../../shared/sync/canonical-json.ts';
import { hashOf } from '../reconcile/hash-of.ts';
import type { ActRow } from '../storage/schema.ts';

/** The formula by which acts are sealed; part of their hash. */
const SEAL = 1;

/** [AUD2] SHA-256 over everything that is stored of an act, hex. */
export function actHash({ hash: _own, ...act }: ActRow): string {
  const { program, number, at, kind, person, person_name: name, door, what, receipt, digest } = act;
  const { revision, head_hash: headHash, prev_hash: previousHash } = act;
  const done = { program, number, at, kind, person, name, door, what, receipt, digest };
  return hashOf([canonicalJson({ seal: SEAL, ...done, revision, headHash, previousHash })]);
}
