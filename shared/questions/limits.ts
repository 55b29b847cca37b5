/** Characters that one entry may have. */
export const MOST_CHARACTERS = 2_000;
/** People whom one entry may name. */
export const MOST_NAMED = 20;
/** Entries of one conversation; a longer one is better begun anew. */
export const MOST_ENTRIES = 200;
/** Edits of one entry: each keeps what stood there before, and everybody reads all of it. */
export const MOST_EDITS = 20;
/** Entries that one person may make in a program within a minute. */
export const MOST_PER_MINUTE = 30;
/** Questions that may wait for answers to one person. */
export const MOST_OPEN_QUESTIONS = 200;
