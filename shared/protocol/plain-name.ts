import { z } from 'zod';

const LONGEST_NAME = 120;

/**
 * A name as others see it: one line, with nothing in it that turns round the order of what is written beside it, or that is not seen,
 * so that no name passes for another.
 */
export const plainName = z
  .string()
  .trim()
  .min(1, 'A name is needed.')
  .max(LONGEST_NAME, `A name has ${LONGEST_NAME} characters at most.`)
  .regex(
    /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200B\uFEFF]*$/u,
    'A name is one line of text, without invisible marks.',
  );
