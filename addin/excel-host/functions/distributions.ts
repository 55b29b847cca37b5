import {
  type ArgumentKind,
  boolean,
  integer,
  lift1,
  liftAll,
  mapped,
  number,
  optional,
} from '../calculation/declare.ts';
import type { FunctionSpec } from '../calculation/scope.ts';
import { DIV0, NUM, type Value } from '../calculation/value.ts';
import { incompleteBeta } from './beta.ts';
import { findEdge } from './find-edge.ts';
import { gamma, gammaAbove, gammaBelow, logCombinations, logGamma } from './gamma.ts';

/** Whether the share below is wanted (1), or the density (0). */
const isBelow: ArgumentKind<number> = { read: (value, scope) => mapped(boolean.read(value, scope), Number) };

/** A distribution: `#NUM!` outside its domain. */
function within(
  kinds: readonly ArgumentKind<number>[],
  isInside: (values: readonly number[]) => boolean,
  run: (values: readonly number[]) => Value,
): FunctionSpec {
  return liftAll(kinds, (values) => (isInside(values) ? run(values) : NUM));
}

const beta = within(
  [number, number, number, isBelow, optional(number, 0), optional(number, 1)],
  ([x = 0, a = 0, b = 0, , low = 0, high = 1]) => a > 0 && b > 0 && x >= low && x <= high && low < high,
  ([x = 0, a = 0, b = 0, below = 0, low = 0, high = 1]) => {
    const share = (x - low) / (high - low);
    return below === 1 ? incompleteBeta(share, a, b) : densityBeta(share, a, b) / (high - low);
  },
);
const betaInverse = within(
  [number, number, number, optional(number, 0), optional(number, 1)],
  ([p = 0, a = 0, b = 0, low = 0, high = 1]) => p > 0 && p <= 1 && a > 0 && b > 0 && low < high,
  ([p = 0, a = 0, b = 0, low = 0, high = 1]) => low + (high - low) * inverseBeta(p, a, b),
);

const binomial = within(
  [integer, integer, number, isBelow],
  ([k = 0, n = 0, p = 0]) => k >= 0 && k <= n && isShare(p),
  ([k = 0, n = 0, p = 0, below = 0]) => (below === 1 ? belowBinomial(k, n, p) : chanceOf(k, n, p)),
);
const binomialInverse = within(
  [integer, number, number],
  ([n = 0, p = 0, wanted = 0]) => n >= 0 && isShare(p) && isShare(wanted),
  ([n = 0, p = 0, wanted = 0]) => {
    let k = 0;
    while (k < n && belowBinomial(k, n, p) < wanted) k += 1;
    return k;
  },
);

const chiSquaredAbove = within([number, integer], isChiSquared, ([x = 0, freedom = 0]) =>
  gammaAbove(x / 2, freedom / 2),
);
const chiSquaredAboveInverse = within([number, integer], isChance, ([p = 0, freedom = 0]) =>
  p === 1 ? 0 : 2 * findEdge((x) => gammaAbove(x, freedom / 2) > p, 0, 1),
);

const confidence = within(
  [number, number, integer],
  isConfidence,
  ([alpha = 0, deviation = 0, size = 0]) => (inverseGauss(1 - alpha / 2) * deviation) / Math.sqrt(size),
);

const exponential = within(
  [number, number, isBelow],
  ([x = 0, rate = 0]) => x >= 0 && rate > 0,
  ([x = 0, rate = 0, below = 0]) => (below === 1 ? -Math.expm1(-rate * x) : rate * Math.exp(-rate * x)),
);

const fAbove = within([number, integer, integer], isF, ([x = 0, a = 0, b = 0]) =>
  incompleteBeta(b / (b + a * x), b / 2, a / 2),
);
const fAboveInverse = within(
  [number, integer, integer],
  ([p = 0, a = 0, b = 0]) => p > 0 && p <= 1 && a >= 1 && b >= 1,
  ([p = 0, a = 0, b = 0]) => {
    const share = inverseBeta(p, b / 2, a / 2);
    return (b * (1 - share)) / (a * share);
  },
);

const gammaOf = within(
  [number, number, number, isBelow],
  ([x = 0, shape = 0, scale = 0]) => x >= 0 && shape > 0 && scale > 0,
  ([x = 0, shape = 0, scale = 0, below = 0]) =>
    below === 1 ? gammaBelow(x / scale, shape) : densityGamma(x / scale, shape) / scale,
);
const gammaInverse = within(
  [number, number, number],
  ([p = 0, shape = 0, scale = 0]) => p >= 0 && p < 1 && shape > 0 && scale > 0,
  ([p = 0, shape = 0, scale = 0]) => scale * inverseGamma(p, shape),
);
const gammaLogarithm = within(
  [number],
  ([x = 0]) => x > 0,
  ([x = 0]) => logGamma(x),
);

const hypergeometricKinds = [integer, integer, integer, integer];
const logNormalInverse = within([number, number, number], isNormalChance, ([p = 0, middle = 0, deviation = 0]) =>
  Math.exp(middle + deviation * inverseGauss(p)),
);

const normal = within(
  [number, number, number, isBelow],
  ([, , deviation = 0]) => deviation > 0,
  ([x = 0, middle = 0, deviation = 0, below = 0]) => {
    const z = (x - middle) / deviation;
    return below === 1 ? gauss(z) : density(z) / deviation;
  },
);
const normalInverse = within(
  [number, number, number],
  isNormalChance,
  ([p = 0, middle = 0, deviation = 0]) => middle + deviation * inverseGauss(p),
);
const standardInverse = within(
  [number],
  ([p = 0]) => p > 0 && p < 1,
  ([p = 0]) => inverseGauss(p),
);

const poisson = within(
  [integer, number, isBelow],
  ([k = 0, middle = 0]) => k >= 0 && middle >= 0,
  ([k = 0, middle = 0, below = 0]) => {
    if (middle === 0) return Number(below === 1 || k === 0);
    return below === 1 ? gammaAbove(middle, k + 1) : Math.exp(k * Math.log(middle) - middle - logGamma(k + 1));
  },
);

const studentTails = within(
  [number, integer],
  ([x = 0, freedom = 0]) => x >= 0 && freedom >= 1,
  ([x = 0, freedom = 0]) => tailsOf(x, freedom, 2),
);
const studentInverseTails = within(
  [number, integer],
  ([p = 0, freedom = 0]) => p > 0 && p <= 1 && freedom >= 1,
  ([p = 0, freedom = 0]) => inverseTails(p, freedom),
);

const weibull = within(
  [number, number, number, isBelow],
  ([x = 0, shape = 0, scale = 0]) => x >= 0 && shape > 0 && scale > 0,
  ([x = 0, shape = 0, scale = 0, below = 0]) => {
    const power = (x / scale) ** shape;
    return below === 1 ? -Math.expm1(-power) : (shape / scale) * (x / scale) ** (shape - 1) * Math.exp(-power);
  },
);

export const distributionFunctions: Readonly<Record<string, FunctionSpec>> = {
  'BETA.DIST': beta,
  BETADIST: within(
    [number, number, number, optional(number, 0), optional(number, 1)],
    ([x = 0, a = 0, b = 0, low = 0, high = 1]) => a > 0 && b > 0 && x >= low && x <= high && low < high,
    ([x = 0, a = 0, b = 0, low = 0, high = 1]) => incompleteBeta((x - low) / (high - low), a, b),
  ),
  'BETA.INV': betaInverse,
  BETAINV: betaInverse,
  'BINOM.DIST': binomial,
  BINOMDIST: binomial,
  'BINOM.DIST.RANGE': within(
    [integer, number, integer, optional(integer, -1)],
    ([n = 0, p = 0, low = 0, high = -1]) =>
      isShare(p) && low >= 0 && low <= n && (high === -1 || (high >= low && high <= n)),
    ([n = 0, p = 0, low = 0, high = -1]) => {
      let sum = chanceOf(low, n, p);
      for (let at = low + 1; at <= high; at += 1) sum += chanceOf(at, n, p);
      return sum;
    },
  ),
  'BINOM.INV': binomialInverse,
  CRITBINOM: binomialInverse,
  'CHISQ.DIST': within([number, integer, isBelow], isChiSquared, ([x = 0, freedom = 0, below = 0]) =>
    below === 1 ? gammaBelow(x / 2, freedom / 2) : densityGamma(x / 2, freedom / 2) / 2,
  ),
  'CHISQ.DIST.RT': chiSquaredAbove,
  CHIDIST: chiSquaredAbove,
  'CHISQ.INV': within(
    [number, integer],
    ([p = 0, freedom = 0]) => p >= 0 && p < 1 && freedom >= 1,
    ([p = 0, freedom = 0]) => 2 * inverseGamma(p, freedom / 2),
  ),
  'CHISQ.INV.RT': chiSquaredAboveInverse,
  CHIINV: chiSquaredAboveInverse,
  'CONFIDENCE.NORM': confidence,
  CONFIDENCE: confidence,
  'CONFIDENCE.T': within([number, number, integer], isConfidence, ([alpha = 0, deviation = 0, size = 0]) =>
    size === 1 ? DIV0 : (inverseTails(alpha, size - 1) * deviation) / Math.sqrt(size),
  ),
  'EXPON.DIST': exponential,
  EXPONDIST: exponential,
  'F.DIST': within([number, integer, integer, isBelow], isF, ([x = 0, a = 0, b = 0, below = 0]) =>
    below === 1 ? incompleteBeta((a * x) / (b + a * x), a / 2, b / 2) : densityF(x, a, b),
  ),
  'F.DIST.RT': fAbove,
  FDIST: fAbove,
  'F.INV': within(
    [number, integer, integer],
    ([p = 0, a = 0, b = 0]) => p >= 0 && p < 1 && a >= 1 && b >= 1,
    ([p = 0, a = 0, b = 0]) => {
      const share = inverseBeta(p, a / 2, b / 2);
      return (b * share) / (a * (1 - share));
    },
  ),
  'F.INV.RT': fAboveInverse,
  FINV: fAboveInverse,
  GAMMA: within(
    [number],
    ([x = 0]) => x > 0 || !Number.isInteger(x),
    ([x = 0]) => gamma(x),
  ),
  'GAMMA.DIST': gammaOf,
  GAMMADIST: gammaOf,
  'GAMMA.INV': gammaInverse,
  GAMMAINV: gammaInverse,
  GAMMALN: gammaLogarithm,
  'GAMMALN.PRECISE': gammaLogarithm,
  GAUSS: lift1(number, (z) => gauss(z) - 0.5),
  PHI: lift1(number, density),
  'HYPGEOM.DIST': within(
    [...hypergeometricKinds, isBelow],
    isHypergeometric,
    ([k = 0, n = 0, marked = 0, all = 0, below = 0]) => {
      let sum = 0;
      for (let at = below === 1 ? leastMarked(n, marked, all) : k; at <= k; at += 1)
        sum += markedChance(at, n, marked, all);
      return sum;
    },
  ),
  HYPGEOMDIST: within(hypergeometricKinds, isHypergeometric, ([k = 0, n = 0, marked = 0, all = 0]) =>
    markedChance(k, n, marked, all),
  ),
  'LOGNORM.DIST': within(
    [number, number, number, isBelow],
    isLogNormal,
    ([x = 0, middle = 0, deviation = 0, below = 0]) => {
      const z = (Math.log(x) - middle) / deviation;
      return below === 1 ? gauss(z) : density(z) / (deviation * x);
    },
  ),
  LOGNORMDIST: within([number, number, number], isLogNormal, ([x = 0, middle = 0, deviation = 0]) =>
    gauss((Math.log(x) - middle) / deviation),
  ),
  'LOGNORM.INV': logNormalInverse,
  LOGINV: logNormalInverse,
  'NEGBINOM.DIST': within([integer, integer, number, isBelow], isNegativeBinomial, ([k = 0, r = 0, p = 0, below = 0]) =>
    below === 1 ? incompleteBeta(p, r, k + 1) : failureChance(k, r, p),
  ),
  NEGBINOMDIST: within([integer, integer, number], isNegativeBinomial, ([k = 0, r = 0, p = 0]) =>
    failureChance(k, r, p),
  ),
  'NORM.DIST': normal,
  NORMDIST: normal,
  'NORM.INV': normalInverse,
  NORMINV: normalInverse,
  'NORM.S.DIST': within(
    [number, isBelow],
    () => true,
    ([z = 0, below = 0]) => (below === 1 ? gauss(z) : density(z)),
  ),
  NORMSDIST: lift1(number, gauss),
  'NORM.S.INV': standardInverse,
  NORMSINV: standardInverse,
  'POISSON.DIST': poisson,
  POISSON: poisson,
  'T.DIST': within([number, integer, isBelow], isStudent, ([x = 0, freedom = 0, below = 0]) =>
    below === 1 ? belowT(x, freedom) : densityT(x, freedom),
  ),
  'T.DIST.2T': studentTails,
  'T.DIST.RT': within([number, integer], isStudent, ([x = 0, freedom = 0]) => belowT(-x, freedom)),
  TDIST: within(
    [number, integer, integer],
    ([x = 0, freedom = 0, tails = 0]) => x >= 0 && freedom >= 1 && isTails(tails),
    ([x = 0, freedom = 0, tails = 0]) => tailsOf(x, freedom, tails),
  ),
  // The shares 0 and 1 lie infinitely far out, which is `#NUM!`, too.
  'T.INV': within([number, integer], isStudent, ([p = 0, freedom = 0]) =>
    p < 0.5 ? -inverseTails(2 * p, freedom) : inverseTails(2 - 2 * p, freedom),
  ),
  'T.INV.2T': studentInverseTails,
  TINV: studentInverseTails,
  'WEIBULL.DIST': weibull,
  WEIBULL: weibull,
};

function isShare(p: number): boolean {
  return p >= 0 && p <= 1;
}

function isChiSquared([x = 0, freedom = 0]: readonly number[]): boolean {
  return x >= 0 && freedom >= 1;
}

function isChance([p = 0, freedom = 0]: readonly number[]): boolean {
  return p > 0 && p <= 1 && freedom >= 1;
}

function isConfidence([alpha = 0, deviation = 0]: readonly number[]): boolean {
  return alpha > 0 && alpha < 1 && deviation > 0;
}

function isF([x = 0, a = 0, b = 0]: readonly number[]): boolean {
  return x >= 0 && a >= 1 && b >= 1;
}

function isNormalChance([p = 0, , deviation = 0]: readonly number[]): boolean {
  return p > 0 && p < 1 && deviation > 0;
}

function isLogNormal([x = 0, , deviation = 0]: readonly number[]): boolean {
  return x > 0 && deviation > 0;
}

function isNegativeBinomial([k = 0, r = 0, p = 0]: readonly number[]): boolean {
  return k >= 0 && r >= 1 && isShare(p);
}

function isHypergeometric([k = 0, n = 0, marked = 0, all = 0]: readonly number[]): boolean {
  return n > 0 && marked > 0 && k >= leastMarked(n, marked, all) && k <= Math.min(n, marked);
}

/** How many marked ones are drawn at least. */
function leastMarked(n: number, marked: number, all: number): number {
  return Math.max(0, n - (all - marked));
}

function isStudent([, freedom = 0]: readonly number[]): boolean {
  return freedom >= 1;
}

export function isTails(tails: number): boolean {
  return tails === 1 || tails === 2;
}

function density(z: number): number {
  return Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The share of the standard normal distribution below z. */
export function gauss(z: number): number {
  const half = gammaAbove((z * z) / 2, 0.5) / 2;
  return z < 0 ? half : 1 - half;
}

function inverseGauss(p: number): number {
  if (p > 0.5) return -inverseGauss(1 - p);
  return -findEdge((z) => gauss(-z) > p, 0, 1);
}

function densityBeta(x: number, a: number, b: number): number {
  return Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b)) * x ** (a - 1) * (1 - x) ** (b - 1);
}

function inverseBeta(p: number, a: number, b: number): number {
  return p === 1 ? 1 : findEdge((x) => incompleteBeta(x, a, b) < p, 0, 1);
}

/** Exactly `k` of `n`, each by the chance `p`. */
function chanceOf(k: number, n: number, p: number): number {
  if (p === 0) return Number(k === 0);
  if (p === 1) return Number(k === n);
  return Math.exp(logCombinations(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

function belowBinomial(k: number, n: number, p: number): number {
  return k === n ? 1 : incompleteBeta(1 - p, n - k, k + 1);
}

function failureChance(k: number, r: number, p: number): number {
  return Math.exp(logCombinations(k + r - 1, k)) * p ** r * (1 - p) ** k;
}

function markedChance(k: number, n: number, marked: number, all: number): number {
  return Math.exp(logCombinations(marked, k) + logCombinations(all - marked, n - k) - logCombinations(all, n));
}

function densityGamma(x: number, shape: number): number {
  return (x ** (shape - 1) * Math.exp(-x)) / Math.exp(logGamma(shape));
}

function inverseGamma(p: number, shape: number): number {
  return findEdge((x) => gammaBelow(x, shape) < p, 0, 1);
}

function densityF(x: number, a: number, b: number): number {
  const scale = Math.exp(logGamma((a + b) / 2) - logGamma(a / 2) - logGamma(b / 2)) * (a / b) ** (a / 2);
  return scale * x ** (a / 2 - 1) * (1 + (a * x) / b) ** (-(a + b) / 2);
}

/** One tail of Student's t, or both; the degrees of freedom need not be a whole number. */
export function tailsOf(t: number, freedom: number, tails: number): number {
  return (incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) * tails) / 2;
}

function belowT(x: number, freedom: number): number {
  const tail = tailsOf(x, freedom, 1);
  return x < 0 ? tail : 1 - tail;
}

function densityT(x: number, freedom: number): number {
  const scale = logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - Math.log(freedom * Math.PI) / 2;
  return Math.exp(scale - ((freedom + 1) / 2) * Math.log1p((x * x) / freedom));
}

/** The t above 0 that both tails together come to `p` of. */
function inverseTails(p: number, freedom: number): number {
  const share = inverseBeta(p, freedom / 2, 0.5);
  return Math.sqrt((freedom * (1 - share)) / share);
}
