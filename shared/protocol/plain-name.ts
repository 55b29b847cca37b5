import { z } from 'zod';

const LONGEST_NAME = 120;

/**
 * A name as others see it: one line, with nothing in it that turns round the order of what is written beside it, or that is not seen,
 * so that no name passes for another. Marks that join what they follow, or choose how it looks, stand where writing needs them: in
 * other scripts and in emoji, never behind a Latin letter or a blank.
 */
export const plainName = z
  .string()
  .trim()
  .min(1, 'A name is needed.')
  .max(LONGEST_NAME, `A name has ${LONGEST_NAME} characters at most.`)
  .regex(
    /^(?:[\p{Script=Latin}\p{Zs}]|(?!\p{Default_Ignorable_Code_Point})[^\p{Script=Latin}\p{Zs}\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u2800](?:\u200C|\u200D|\uFE0E|\uFE0F)*)*$/u,
    'A name is one line of text, without invisible marks.',
  );
