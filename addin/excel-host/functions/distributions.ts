import * as formulas from '@formulajs/formulajs';
import { boolean, integer, number, optional } from '../calculation/declare.ts';
import type { FunctionSpec } from '../calculation/scope.ts';
import { DIV0, NUM, type Value } from '../calculation/value.ts';
import { library, ofLists, toValue } from './library.ts';
import { mean } from './aggregate.ts';
import { isCellError } from '../book/cell.ts';
import { incompleteBeta, logGamma } from './beta.ts';
import { variance } from './ordered.ts';
import { lift1, lift2, lift3, liftAll } from '../calculation/declare.ts';

const gauss = (z: number): Value => toValue(formulas.NORM.S.DIST(z, true));

export const distributionFunctions: Readonly<Record<string, FunctionSpec>> = {
  'BETA.DIST': library(
    [number, number, number, boolean, optional(number, 0), optional(number, 1)],
    (x, a, b, cumulative, low, high) => {
      const share = formulas.BETA.DIST(x, a, b, cumulative, low, high);
      // The library leaves the density as it is over 0 to 1.
      return cumulative === true || typeof share !== 'number' ? share : share / (Number(high) - Number(low));
    },
  ),
  BETADIST: library([number, number, number, optional(number, 0), optional(number, 1)], (x, a, b, low, high) =>
    formulas.BETA.DIST(x, a, b, true, low, high),
  ),
  'BETA.INV': library([number, number, number, optional(number, 0), optional(number, 1)], formulas.BETA.INV),
  BETAINV: library([number, number, number, optional(number, 0), optional(number, 1)], formulas.BETA.INV),
  'BINOM.DIST': library([integer, integer, number, boolean], formulas.BINOM.DIST),
  BINOMDIST: library([integer, integer, number, boolean], formulas.BINOM.DIST),
  'BINOM.DIST.RANGE': liftAll(
    [integer, number, integer, optional(integer, -1)],
    ([n = 0, p = 0, low = 0, high = -1]) => {
      if (p < 0 || p > 1 || low < 0 || low > n) return NUM;
      let sum = 0;
      for (let at = low; at <= (high < 0 ? low : high); at += 1) sum += Number(formulas.BINOM.DIST(at, n, p, false));
      return sum;
    },
  ),
  'BINOM.INV': library([integer, number, number], formulas.BINOM.INV),
  CRITBINOM: library([integer, number, number], formulas.BINOM.INV),
  'CHISQ.DIST': library([number, integer, boolean], formulas.CHISQ.DIST),
  'CHISQ.DIST.RT': library([number, integer], formulas.CHIDISTRT),
  CHIDIST: library([number, integer], formulas.CHIDISTRT),
  'CHISQ.INV': library([number, integer], formulas.CHISQ.INV),
  'CHISQ.INV.RT': library([number, integer], formulas.CHIINVRT),
  CHIINV: library([number, integer], formulas.CHIINVRT),
  'CONFIDENCE.NORM': library([number, number, integer], formulas.CONFIDENCE.NORM),
  CONFIDENCE: library([number, number, integer], formulas.CONFIDENCE.NORM),
  'CONFIDENCE.T': lift3(number, number, integer, (alpha, deviation, size) => {
    if (alpha <= 0 || alpha >= 1 || deviation <= 0 || size < 1) return NUM;
    if (size === 1) return DIV0;
    const t = inverseT(1 - alpha / 2, size - 1);
    return typeof t === 'number' ? (t * deviation) / Math.sqrt(size) : t;
  }),
  'EXPON.DIST': library([number, number, boolean], formulas.EXPON.DIST),
  EXPONDIST: library([number, number, boolean], formulas.EXPON.DIST),
  'F.DIST': library([number, integer, integer, boolean], formulas.F.DIST),
  'F.DIST.RT': library([number, integer, integer], formulas.FDISTRT),
  FDIST: library([number, integer, integer], formulas.FDISTRT),
  'F.INV': library([number, integer, integer], formulas.F.INV),
  'F.INV.RT': library([number, integer, integer], formulas.FINVRT),
  FINV: library([number, integer, integer], formulas.FINVRT),
  GAMMA: library([number], formulas.GAMMA),
  'GAMMA.DIST': library([number, number, number, boolean], formulas.GAMMA.DIST),
  GAMMADIST: library([number, number, number, boolean], formulas.GAMMA.DIST),
  'GAMMA.INV': library([number, number, number], formulas.GAMMA.INV),
  GAMMAINV: library([number, number, number], formulas.GAMMA.INV),
  GAMMALN: library([number], formulas.GAMMALN),
  'GAMMALN.PRECISE': library([number], formulas.GAMMALN),
  GAUSS: lift1(number, (z) => {
    const share = gauss(z);
    return typeof share === 'number' ? share - 0.5 : share;
  }),
  PHI: lift1(number, (x) => Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI)),
  'HYPGEOM.DIST': library([integer, integer, integer, integer, boolean], formulas.HYPGEOM.DIST),
  HYPGEOMDIST: library([integer, integer, integer, integer], (a, b, c, d) => formulas.HYPGEOM.DIST(a, b, c, d, false)),
  'LOGNORM.DIST': library([number, number, number, boolean], formulas.LOGNORM.DIST),
  LOGNORMDIST: library([number, number, number], (x, middle, deviation) =>
    formulas.LOGNORM.DIST(x, middle, deviation, true),
  ),
  'LOGNORM.INV': library([number, number, number], formulas.LOGNORM.INV),
  LOGINV: library([number, number, number], formulas.LOGNORM.INV),
  'NEGBINOM.DIST': library([integer, integer, number, boolean], formulas.NEGBINOM.DIST),
  NEGBINOMDIST: library([integer, integer, number], (k, r, p) => formulas.NEGBINOM.DIST(k, r, p, false)),
  'NORM.DIST': library([number, number, number, boolean], formulas.NORM.DIST),
  NORMDIST: library([number, number, number, boolean], formulas.NORM.DIST),
  'NORM.INV': library([number, number, number], formulas.NORM.INV),
  NORMINV: library([number, number, number], formulas.NORM.INV),
  'NORM.S.DIST': library([number, boolean], formulas.NORM.S.DIST),
  NORMSDIST: lift1(number, gauss),
  'NORM.S.INV': library([number], formulas.NORM.S.INV),
  NORMSINV: library([number], formulas.NORM.S.INV),
  'POISSON.DIST': library([integer, number, boolean], formulas.POISSON.DIST),
  POISSON: library([integer, number, boolean], formulas.POISSON.DIST),
  'T.DIST': lift3(number, integer, boolean, (x, freedom, cumulative) => {
    if (freedom < 1) return NUM;
    return cumulative ? belowT(x, freedom) : densityT(x, freedom);
  }),
  'T.DIST.2T': lift2(number, integer, (x, freedom) => twoTails(x, freedom)),
  'T.DIST.RT': lift2(number, integer, (x, freedom) => {
    return freedom < 1 ? NUM : belowT(-x, freedom);
  }),
  TDIST: lift3(number, integer, integer, (x, freedom, tails) => {
    if (x < 0 || freedom < 1 || (tails !== 1 && tails !== 2)) return NUM;
    const share = twoTails(x, freedom);
    return typeof share === 'number' ? (share * tails) / 2 : share;
  }),
  'T.INV': lift2(number, integer, inverseT),
  'T.INV.2T': lift2(number, integer, (p, freedom) => inverseT(1 - p / 2, freedom)),
  TINV: lift2(number, integer, (p, freedom) => inverseT(1 - p / 2, freedom)),
  'WEIBULL.DIST': library([number, number, number, boolean], formulas.WEIBULL.DIST),
  WEIBULL: library([number, number, number, boolean], formulas.WEIBULL.DIST),
  'Z.TEST': zTest(),
  ZTEST: zTest(),
  'F.TEST': ofLists(2, [], ([a = [], b = []]) => fTest(a, b)),
  FTEST: ofLists(2, [], ([a = [], b = []]) => fTest(a, b)),
  'T.TEST': ofLists(2, [number, number], ([a = [], b = []], [tails = 0, type = 0]) => tTest(a, b, tails, type)),
  TTEST: ofLists(2, [number, number], ([a = [], b = []], [tails = 0, type = 0]) => tTest(a, b, tails, type)),
};

function twoTails(x: number, freedom: number): Value {
  if (x < 0 || freedom < 1) return NUM;
  return tailsOf(x, freedom, 2);
}

function zTest(): FunctionSpec {
  return ofLists(1, [number, optional(number, Number.NaN)], ([list = []], [x = 0, given = Number.NaN]) => {
    const middle = mean(list);
    const own = variance(list, true);
    if (isCellError(middle)) return middle;
    if (isCellError(own)) return own;
    const deviation = Number.isNaN(given) ? Math.sqrt(own) : given;
    const below = gauss((middle - x) / (deviation / Math.sqrt(list.length)));
    return typeof below === 'number' ? 1 - below : below;
  });
}

/** Twice the smaller tail of the ratio of the variances. */
function fTest(a: readonly number[], b: readonly number[]): Value {
  const [first, second] = [variance(a, true), variance(b, true)];
  if (isCellError(first)) return first;
  if (isCellError(second)) return second;
  const above = toValue(formulas.FDISTRT(first / second, a.length - 1, b.length - 1));
  return typeof above === 'number' ? 2 * Math.min(above, 1 - above) : above;
}

/** 1 paired, 2 equal variances, 3 unequal variances. */
function tTest(a: readonly number[], b: readonly number[], tails: number, type: number): Value {
  if ((tails !== 1 && tails !== 2) || type < 1 || type > 3) return NUM;
  const [x, y] = [mean(a), mean(b)];
  const [vx, vy] = [variance(a, true), variance(b, true)];
  if (isCellError(x)) return x;
  if (isCellError(y)) return y;
  if (isCellError(vx)) return vx;
  if (isCellError(vy)) return vy;
  const [n, m] = [a.length, b.length];
  if (type === 1) return pairedTTest(a, b, tails);
  if (type === 2) {
    const pooled = ((n - 1) * vx + (m - 1) * vy) / (n + m - 2);
    return tailsOf((x - y) / Math.sqrt(pooled * (1 / n + 1 / m)), n + m - 2, tails);
  }
  const [sx, sy] = [vx / n, vy / m];
  const freedom = (sx + sy) ** 2 / (sx ** 2 / (n - 1) + sy ** 2 / (m - 1));
  return tailsOf((x - y) / Math.sqrt(sx + sy), freedom, tails);
}

function pairedTTest(a: readonly number[], b: readonly number[], tails: number): Value {
  const differences = a.map((each, index) => each - (b[index] ?? 0));
  const [middle, spread] = [mean(differences), variance(differences, true)];
  if (isCellError(middle)) return middle;
  if (isCellError(spread)) return spread;
  return tailsOf(middle / Math.sqrt(spread / differences.length), differences.length - 1, tails);
}

/** One tail of Student's t, or both; the degrees of freedom need not be a whole number. */
function tailsOf(t: number, freedom: number, tails: number): number {
  return (incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) * tails) / 2;
}

function belowT(x: number, freedom: number): number {
  const tail = tailsOf(x, freedom, 1);
  return x > 0 ? 1 - tail : tail;
}

function densityT(x: number, freedom: number): number {
  const scale = logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - Math.log(freedom * Math.PI) / 2;
  return Math.exp(scale - ((freedom + 1) / 2) * Math.log1p((x * x) / freedom));
}

/** The library's answer has about eight digits; Newton's way finds the others. */
function inverseT(p: number, freedom: number): Value {
  if (p <= 0 || p >= 1 || freedom < 1) return NUM;
  let x = Number(toValue(formulas.T.INV(p, freedom)));
  for (let round = 0; round < 5; round += 1) x -= (belowT(x, freedom) - p) / densityT(x, freedom);
  return x;
}
