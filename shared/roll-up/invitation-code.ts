/** Crockford's letters, without those that are read as others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: nobody guesses one. */
const LENGTH = 16;
const CODE = new RegExp(`^[${LETTERS}]{${LENGTH}}$`);

/** Bytes of which a code is made. */
export const INVITATION_BYTES = LENGTH;

/** A code by which a district is invited, such as 7KQ2-M9XD-04TR-B6HV. */
export function invitationCode(bytes: Uint8Array): string {
  return inGroups([...bytes.subarray(0, LENGTH)].map((byte) => LETTERS.charAt(byte & 31)).join(''));
}

/** The code that somebody has typed, as it is given out; null: it can be none. */
export function readInvitationCode(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s–—-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return CODE.test(letters) ? inGroups(letters) : null;
}

function inGroups(letters: string): string {
  return letters.replaceAll(/.{4}(?!$)/g, '$&-');
}
