/** The logarithm of the gamma function of a positive number, by Lanczos' approximation (about 15 digits). */
export function logGamma(x: number): number {
  const [first = 0, ...rest] = LANCZOS;
  const sum = rest.reduce((all, each, index) => all + each / (x + index), first);
  const base = x + 6.5;
  return (x - 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * sum);
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The gamma function of any number but 0 and the negative whole ones: of whole numbers a factorial, exactly. */
export function gamma(x: number): number {
  if (Number.isInteger(x)) {
    let product = 1;
    for (let at = 2; at < x; at += 1) product *= at;
    return product;
  }
  return x < 0 ? Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x)) : Math.exp(logGamma(x));
}

/** The logarithm of how many ways there are to choose `k` out of `n`. */
export function logCombinations(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** The share of the gamma distribution (scale 1) below x. */
export function gammaBelow(x: number, shape: number): number {
  return x < shape + 1 ? series(x, shape) : 1 - continued(x, shape);
}

/** The share above x, which keeps its digits where it is small. */
export function gammaAbove(x: number, shape: number): number {
  return x < shape + 1 ? 1 - series(x, shape) : continued(x, shape);
}

function series(x: number, shape: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let at = shape + 1; term > sum * 1e-17; at += 1) {
    term *= x / at;
    sum += term;
  }
  return sum * front(x, shape);
}

/** Lentz' way through the continued fraction, which converges fast from `shape + 1` on. */
function continued(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let result = d;
  for (let at = 1, change = 0; at <= 10_000 && change !== 1; at += 1) {
    const a = -at * (at - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    change = c * d;
    result *= change;
  }
  return result * front(x, shape);
}

function front(x: number, shape: number): number {
  return Math.exp(shape * Math.log(x) - x - logGamma(shape));
}
