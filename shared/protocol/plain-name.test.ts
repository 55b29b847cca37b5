import { expect, test } from 'vitest';
import { plainName } from './plain-name.ts';

test.each(['Ana Ñuñez', 'O’Neill-Smith', '李小龍', 'مدرسة', 'نمونه\u200Cنام', '👩‍🏫 Board'])('%s is a name', (name) => {
  expect(plainName.parse(` ${name} `)).toBe(name);
});

test.each([
  0x00, 0x09, 0x0a, 0x7f, 0x85, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff,
])('a name with U+%i in it is refused in words', (code) => {
  const { error } = plainName.safeParse(`Oak${String.fromCodePoint(code)}Elm`);
  expect(error?.issues.map(({ message }) => message)).toEqual(['A name is one line of text, without invisible marks.']);
});
