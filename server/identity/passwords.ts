import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What scrypt takes for one password. */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's password storage cheat sheet: N = 2^15, r = 8, p = 3; 32 MiB and about a quarter of a second each. */
const COST: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };
const MEMORY_LIMIT = 128 * 1024 * 1024;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Derives a key from a password: here or in another thread. @param bytes of the key */
export type Derive = (password: string, salt: Uint8Array, bytes: number, cost: PasswordCost) => Promise<Uint8Array>;

/** In Node's own threads, which a server keeps free: see `createPasswordThreads`. */
const deriveHere: Derive = (password, salt, bytes, cost) =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, bytes, { ...cost, maxmem: MEMORY_LIMIT }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });

/** The password as kept: `scrypt$N$r$p$salt$hash`, so that the cost can rise without locking anybody out. */
export async function hashPassword(
  password: string,
  derive: Derive = deriveHere,
  cost: PasswordCost = COST,
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password.normalize('NFKC'), salt, HASH_BYTES, cost);
  const parts = [cost.N, cost.r, cost.p, salt.toString('base64url'), Buffer.from(hash).toString('base64url')];
  return ['scrypt', ...parts].join('$');
}

/** True when the password is the kept one. Takes as long either way. Throws when `kept` was not made by `hashPassword`. */
export async function isPassword(password: string, kept: string, derive: Derive = deriveHere): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = kept.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) throw new Error('A kept password is damaged.');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64url'), HASH_BYTES, cost);
  const expected = Buffer.from(hash, 'base64url');
  return derived.length === expected.length && timingSafeEqual(derived, expected);
}
