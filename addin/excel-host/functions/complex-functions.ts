import { isCellError } from '../book/cell.ts';
import { toText } from '../calculation/coerce.ts';
import {
  MANY,
  lift1,
  lift2,
  lift3,
  number,
  optional,
  overOperands,
  strictNumber,
  text,
} from '../calculation/declare.ts';
import type { FunctionSpec } from '../calculation/scope.ts';
import { DIV0, NUM, VALUE, type Value } from '../calculation/value.ts';
import { listOf } from './arguments.ts';
import {
  type Complex,
  absolute,
  argument,
  cosine,
  dividedBy,
  exponential,
  formatComplex,
  hyperbolicCosine,
  hyperbolicSine,
  logarithm,
  minus,
  parseComplex,
  plus,
  power,
  sine,
  times,
} from './complex.ts';

const ONE: Complex = { re: 1, im: 0 };

/** Functions of complex numbers written as text. */
export const complexFunctions: Readonly<Record<string, FunctionSpec>> = {
  COMPLEX: lift3(strictNumber, strictNumber, optional(text, 'i'), (re, im, suffix) =>
    suffix === 'i' || suffix === 'j' ? formatComplex({ re, im }, suffix) : VALUE,
  ),
  IMABS: toNumber(absolute),
  IMREAL: toNumber(({ re }) => re),
  IMAGINARY: toNumber(({ im }) => im),
  IMARGUMENT: toNumber((z) => (z.re === 0 && z.im === 0 ? DIV0 : argument(z))),
  IMCONJUGATE: toComplex(({ re, im }) => ({ re, im: -im })),
  IMEXP: toComplex(exponential),
  IMLN: toComplex(logarithm),
  IMLOG10: toComplex((z) => scaled(logarithm(z), Math.LN10)),
  IMLOG2: toComplex((z) => scaled(logarithm(z), Math.LN2)),
  IMSQRT: toComplex((z) => (z.re === 0 && z.im === 0 ? z : power(z, 0.5))),
  IMSIN: toComplex(sine),
  IMCOS: toComplex(cosine),
  IMTAN: toComplex((z) => dividedBy(sine(z), cosine(z))),
  IMCOT: toComplex((z) => dividedBy(cosine(z), sine(z))),
  IMSEC: toComplex((z) => dividedBy(ONE, cosine(z))),
  IMCSC: toComplex((z) => dividedBy(ONE, sine(z))),
  IMSINH: toComplex(hyperbolicSine),
  IMCOSH: toComplex(hyperbolicCosine),
  IMSECH: toComplex((z) => dividedBy(ONE, hyperbolicCosine(z))),
  IMCSCH: toComplex((z) => dividedBy(ONE, hyperbolicSine(z))),
  IMSUB: ofTwo(minus),
  IMDIV: ofTwo(dividedBy),
  IMPOWER: lift2(text, number, (value, exponent) => {
    const z = parseComplex(value);
    if (z === undefined) return NUM;
    if (z.re === 0 && z.im === 0) return exponent > 0 ? '0' : NUM;
    return written(power(z, exponent), z.suffix);
  }),
  IMSUM: ofMany(plus),
  IMPRODUCT: ofMany(times),
};

function scaled({ re, im }: Complex, by: number): Complex {
  return { re: re / by, im: im / by };
}

function written(z: Complex, suffix: string): Value {
  return Number.isFinite(z.re) && Number.isFinite(z.im) ? formatComplex(z, suffix || 'i') : NUM;
}

function toNumber(run: (z: Complex) => Value): FunctionSpec {
  return lift1(text, (value) => {
    const z = parseComplex(value);
    return z === undefined ? NUM : run(z);
  });
}

function toComplex(run: (z: Complex) => Complex): FunctionSpec {
  return lift1(text, (value) => {
    const z = parseComplex(value);
    return z === undefined ? NUM : written(run(z), z.suffix);
  });
}

function ofTwo(run: (a: Complex, b: Complex) => Complex): FunctionSpec {
  return lift2(text, text, (first, second) => combined([first, second], run));
}

function ofMany(run: (a: Complex, b: Complex) => Complex): FunctionSpec {
  return overOperands(1, MANY, (operands, scope) => {
    const texts: string[] = [];
    for (const value of operands.flatMap((operand) => listOf(operand, scope))) {
      const one = toText(value);
      if (isCellError(one)) return one;
      // Blank cells are passed over.
      if (value !== null) texts.push(one);
    }
    return combined(texts, run);
  });
}

/** One after the other; all with the same suffix, or none. */
function combined(texts: readonly string[], run: (a: Complex, b: Complex) => Complex): Value {
  let result: Complex | undefined;
  let suffix = '';
  for (const each of texts) {
    const z = parseComplex(each);
    if (z === undefined) return NUM;
    if (z.suffix !== '' && suffix !== '' && z.suffix !== suffix) return VALUE;
    suffix = z.suffix || suffix;
    result = result === undefined ? z : run(result, z);
  }
  return result === undefined ? NUM : written(result, suffix);
}
