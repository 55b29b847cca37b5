import { expect, test } from 'vitest';
import { plainName } from './plain-name.ts';

test.each(['Ana Ñuñez', 'O’Neill-Smith', '李小龍', 'مدرسة', 'نمونه\u200Cنام', '👩‍🏫 Board', '1\uFE0F\u20E3 Plan'])(
  '%s is a name',
  (name) => {
    expect(plainName.parse(` ${name} `)).toBe(name);
  },
);

test.each([
  0x00, 0x09, 0x0a, 0x7f, 0x85, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff,
  // Soft hyphen, joiners behind a Latin letter, and letters that are blank.
  0xad, 0x34f, 0x200c, 0x200d, 0x2060, 0x2800, 0x3164, 0xfe0f, 0xe0041,
])('a name with U+%i in it is refused in words', (code) => {
  const { error } = plainName.safeParse(`Oak${String.fromCodePoint(code)}Elm`);
  expect(error?.issues.map(({ message }) => message)).toEqual(['A name is one line of text, without invisible marks.']);
});

test.each(['\u200D\u200D', ' \u2060 ', '\u3164'])('a name of which nothing is seen is none: %j', (name) => {
  expect(plainName.safeParse(name).success).toBe(false);
});
