import { numberText } from '../calculation/coerce.ts';

/** A complex number, which Excel keeps as a text such as `3-4i`. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const REAL = new RegExp(`^[+-]?${NUMBER}$`);
const IMAGINARY = new RegExp(`^([+-]?(?:${NUMBER})?)([ij])$`);
const BOTH = new RegExp(`^([+-]?${NUMBER})([+-](?:${NUMBER})?)([ij])$`);

/** Undefined where a text is no complex number; nothing is 0. The suffix is `i` or `j`, empty of a real number. */
export function parseComplex(text: string): (Complex & { readonly suffix: string }) | undefined {
  if (text === '') return { re: 0, im: 0, suffix: '' };
  if (REAL.test(text)) return { re: Number(text), im: 0, suffix: '' };
  const [, re = '0', im = '', suffix = ''] = BOTH.exec(text) ?? [];
  if (suffix !== '') return { re: Number(re), im: factor(im), suffix };
  const [, only = '', mark = ''] = IMAGINARY.exec(text) ?? [];
  return mark === '' ? undefined : { re: 0, im: factor(only), suffix: mark };
}

/** What stands before the suffix: nothing but a sign means 1. */
function factor(text: string): number {
  return /\d/.test(text) ? Number(text) : Number(`${text}1`);
}

/** As Excel writes it: a part that is 0 is left out, and so is a factor of 1 before the suffix. */
export function formatComplex({ re, im }: Complex, suffix: string): string {
  const [real, imaginary] = [numberText(re), numberText(im)];
  if (imaginary === '0') return real;
  const size = imaginary === '1' ? '' : imaginary === '-1' ? '-' : imaginary;
  if (real === '0') return size + suffix;
  return `${real}${imaginary.startsWith('-') ? '' : '+'}${size}${suffix}`;
}

export function plus(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

export function minus(a: Complex, b: Complex): Complex {
  return { re: a.re - b.re, im: a.im - b.im };
}

export function times(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

/** Not a number where `b` is 0. */
export function dividedBy(a: Complex, b: Complex): Complex {
  const size = b.re * b.re + b.im * b.im;
  const product = times(a, { re: b.re, im: -b.im });
  return { re: product.re / size, im: product.im / size };
}

export function absolute({ re, im }: Complex): number {
  return Math.hypot(re, im);
}

/** The angle, from -π (not included) to π. */
export function argument({ re, im }: Complex): number {
  return Math.atan2(im === 0 ? 0 : im, re);
}

export function exponential({ re, im }: Complex): Complex {
  return polar(Math.exp(re), im);
}

/** The natural logarithm, infinite of 0. */
export function logarithm(z: Complex): Complex {
  return { re: Math.log(absolute(z)), im: argument(z) };
}

export function power(z: Complex, exponent: number): Complex {
  return polar(absolute(z) ** exponent, argument(z) * exponent);
}

export function sine({ re, im }: Complex): Complex {
  return { re: Math.sin(re) * Math.cosh(im), im: Math.cos(re) * Math.sinh(im) };
}

export function cosine({ re, im }: Complex): Complex {
  return { re: Math.cos(re) * Math.cosh(im), im: -Math.sin(re) * Math.sinh(im) };
}

export function hyperbolicSine({ re, im }: Complex): Complex {
  return { re: Math.sinh(re) * Math.cos(im), im: Math.cosh(re) * Math.sin(im) };
}

export function hyperbolicCosine({ re, im }: Complex): Complex {
  return { re: Math.cosh(re) * Math.cos(im), im: Math.sinh(re) * Math.sin(im) };
}

function polar(size: number, angle: number): Complex {
  return { re: size * Math.cos(angle), im: size * Math.sin(angle) };
}
