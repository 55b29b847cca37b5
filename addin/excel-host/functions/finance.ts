import { isCellError } from '../book/cell.ts';
import {
  day,
  integer,
  liftAll,
  lift2,
  lift3,
  matrixOf,
  number,
  numbersOf,
  optional,
  overOperands,
  single,
} from '../calculation/declare.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import { DIV0, type Fallible, NUM, type Operand, VALUE, type Value } from '../calculation/value.ts';
import { basis, yearFraction } from './day-count.ts';
import { monthsLater } from './dates.ts';

const zero = optional(number, 0);

export const financeFunctions: Readonly<Record<string, FunctionSpec>> = {
  PMT: liftAll([number, number, number, zero, zero], ([rate = 0, count = 0, present = 0, future = 0, due = 0]) =>
    payment(rate, count, present, future, due),
  ),
  FV: liftAll([number, number, number, zero, zero], ([rate = 0, count = 0, each = 0, present = 0, due = 0]) =>
    futureValue(rate, count, each, present, due),
  ),
  PV: liftAll([number, number, number, zero, zero], ([rate = 0, count = 0, each = 0, future = 0, due = 0]) => {
    if (rate === 0) return -(future + each * count);
    const growth = (1 + rate) ** count;
    return -(future + (each * (1 + rate * due) * (growth - 1)) / rate) / growth;
  }),
  NPER: liftAll([number, number, number, zero, zero], ([rate = 0, each = 0, present = 0, future = 0, due = 0]) => {
    if (rate === 0) return -(present + future) / each;
    const flow = (each * (1 + rate * due)) / rate;
    return Math.log((flow - future) / (flow + present)) / Math.log(1 + rate);
  }),
  RATE: liftAll(
    [number, number, number, zero, zero, optional(number, 0.1)],
    ([count = 0, each = 0, present = 0, future = 0, due = 0, guess = 0.1]) =>
      solve((rate) => futureValue(rate, count, each, present, due) - future, guess),
  ),
  IPMT: liftAll(
    [number, number, number, number, zero, zero],
    ([rate = 0, period = 0, count = 0, present = 0, future = 0, due = 0]) =>
      period < 1 || period > count ? NUM : interest(rate, period, count, present, future, due),
  ),
  PPMT: liftAll(
    [number, number, number, number, zero, zero],
    ([rate = 0, period = 0, count = 0, present = 0, future = 0, due = 0]) =>
      period < 1 || period > count
        ? NUM
        : payment(rate, count, present, future, due) - interest(rate, period, count, present, future, due),
  ),
  ISPMT: liftAll([number, number, number, number], ([rate = 0, period = 0, count = 0, present = 0]) =>
    count === 0 ? DIV0 : present * rate * (period / count - 1),
  ),
  CUMIPMT: liftAll([number, number, number, integer, integer, integer], (values) => cumulated(values, true)),
  CUMPRINC: liftAll([number, number, number, integer, integer, integer], (values) => cumulated(values, false)),
  NPV: overOperands(2, 255, ([rate, ...flows], scope) => {
    const discount = single(number, rate, scope);
    const values = numbersOf(flows, scope);
    if (isCellError(discount)) return discount;
    return isCellError(values) ? values : presentValue(discount, values) / (1 + discount);
  }),
  IRR: overOperands(1, 2, ([flows = null, guess], scope) => {
    const values = numbersOf([flows], scope);
    const start = single(optional(number, 0.1), guess, scope);
    if (isCellError(values)) return values;
    if (isCellError(start)) return start;
    if (!values.some((each) => each > 0) || !values.some((each) => each < 0)) return NUM;
    return solve((rate) => presentValue(rate, values), start);
  }),
  MIRR: overOperands(3, 3, ([flows = null, finance, reinvest], scope) => {
    const values = numbersOf([flows], scope);
    const [cost, gain] = [single(number, finance, scope), single(number, reinvest, scope)];
    if (isCellError(values)) return values;
    if (isCellError(cost)) return cost;
    if (isCellError(gain)) return gain;
    const n = values.length;
    const received =
      presentValue(
        gain,
        values.map((each) => Math.max(each, 0)),
      ) *
      (1 + gain) ** (n - 1);
    const paid = presentValue(
      cost,
      values.map((each) => Math.min(each, 0)),
    );
    return paid === 0 || received === 0 ? DIV0 : (received / -paid) ** (1 / (n - 1)) - 1;
  }),
  XNPV: overOperands(3, 3, ([rate, flows, dates], scope) => {
    const discount = single(number, rate, scope);
    const dated = datedFlows(flows, dates, scope);
    if (isCellError(discount)) return discount;
    if (isCellError(dated)) return dated;
    return discount <= -1 ? NUM : datedValue(discount, dated);
  }),
  XIRR: overOperands(2, 3, ([flows, dates, guess], scope) => {
    const dated = datedFlows(flows, dates, scope);
    const start = single(optional(number, 0.1), guess, scope);
    if (isCellError(dated)) return dated;
    if (isCellError(start)) return start;
    if (!dated.some(({ amount }) => amount > 0) || !dated.some(({ amount }) => amount < 0)) return NUM;
    return solve((rate) => datedValue(rate, dated), start);
  }),
  SLN: lift3(number, number, number, (cost, salvage, life) => (life === 0 ? DIV0 : (cost - salvage) / life)),
  SYD: liftAll([number, number, number, number], ([cost = 0, salvage = 0, life = 0, period = 0]) =>
    period < 1 || period > life ? NUM : ((cost - salvage) * (life - period + 1) * 2) / (life * (life + 1)),
  ),
  DB: liftAll(
    [number, number, number, integer, optional(number, 12)],
    ([cost = 0, salvage = 0, life = 0, period = 0, month = 12]) =>
      cost < 0 ||
      salvage < 0 ||
      life <= 0 ||
      month < 1 ||
      month > 12 ||
      period < 1 ||
      period > life + Number(month < 12)
        ? NUM
        : fixedDeclining(cost, salvage, life, period, Math.trunc(month)),
  ),
  DDB: liftAll(
    [number, number, number, number, optional(number, 2)],
    ([cost = 0, salvage = 0, life = 0, period = 0, factor = 2]) =>
      cost < 0 || salvage < 0 || period < 1 || period > life || factor <= 0
        ? NUM
        : declining(cost, salvage, life, period, factor),
  ),
  VDB: liftAll(
    [number, number, number, number, number, optional(number, 2), optional(number, 0)],
    ([cost = 0, salvage = 0, life = 0, start = 0, end = 0, factor = 2, keeps = 0]) =>
      start < 0 || end < start || end > life
        ? NUM
        : variableDeclining(cost, salvage, life, start, end, factor, keeps !== 0),
  ),
  EFFECT: lift2(number, integer, (rate, periods) =>
    rate <= 0 || periods < 1 ? NUM : (1 + rate / periods) ** periods - 1,
  ),
  NOMINAL: lift2(number, integer, (rate, periods) =>
    rate <= 0 || periods < 1 ? NUM : ((1 + rate) ** (1 / periods) - 1) * periods,
  ),
  RRI: lift3(number, number, number, (periods, present, future) =>
    periods <= 0 ? NUM : (future / present) ** (1 / periods) - 1,
  ),
  PDURATION: lift3(number, number, number, (rate, present, future) =>
    rate <= 0 ? NUM : (Math.log(future) - Math.log(present)) / Math.log(1 + rate),
  ),
  FVSCHEDULE: overOperands(2, 2, ([principal, schedule], scope) => {
    const start = single(number, principal, scope);
    if (isCellError(start)) return start;
    let value = start;
    for (const rate of matrixOf(schedule, scope).flat()) {
      if (isCellError(rate)) return rate;
      if (typeof rate === 'string' || typeof rate === 'boolean') return VALUE;
      value *= 1 + (rate ?? 0);
    }
    return value;
  }),
  DOLLARDE: lift2(number, integer, (value, fraction) => {
    if (fraction < 0) return NUM;
    if (fraction === 0) return DIV0;
    const whole = Math.trunc(value);
    return whole + ((value - whole) * 10 ** Math.ceil(Math.log10(fraction))) / fraction;
  }),
  DOLLARFR: lift2(number, integer, (value, fraction) => {
    if (fraction < 0) return NUM;
    if (fraction === 0) return DIV0;
    const whole = Math.trunc(value);
    return whole + ((value - whole) * fraction) / 10 ** Math.ceil(Math.log10(fraction));
  }),
  DISC: liftAll(
    [day, day, number, number, basis],
    ([settlement = 0, maturity = 0, price = 0, redemption = 0, how = 0]) =>
      settlement >= maturity || price <= 0 || redemption <= 0
        ? NUM
        : (1 - price / redemption) / yearFraction(settlement, maturity, how),
  ),
  INTRATE: liftAll(
    [day, day, number, number, basis],
    ([settlement = 0, maturity = 0, investment = 0, redemption = 0, how = 0]) =>
      settlement >= maturity || investment <= 0 || redemption <= 0
        ? NUM
        : (redemption / investment - 1) / yearFraction(settlement, maturity, how),
  ),
  RECEIVED: liftAll(
    [day, day, number, number, basis],
    ([settlement = 0, maturity = 0, investment = 0, discount = 0, how = 0]) =>
      settlement >= maturity || investment <= 0 || discount <= 0
        ? NUM
        : investment / (1 - discount * yearFraction(settlement, maturity, how)),
  ),
  PRICEDISC: liftAll(
    [day, day, number, number, basis],
    ([settlement = 0, maturity = 0, discount = 0, redemption = 0, how = 0]) =>
      settlement >= maturity || discount <= 0 || redemption <= 0
        ? NUM
        : redemption * (1 - discount * yearFraction(settlement, maturity, how)),
  ),
  YIELDDISC: liftAll(
    [day, day, number, number, basis],
    ([settlement = 0, maturity = 0, price = 0, redemption = 0, how = 0]) =>
      settlement >= maturity || price <= 0 || redemption <= 0
        ? NUM
        : (redemption / price - 1) / yearFraction(settlement, maturity, how),
  ),
  ACCRINTM: liftAll(
    [day, day, number, optional(number, 1000), basis],
    ([issue = 0, settlement = 0, rate = 0, par = 1000, how = 0]) =>
      issue >= settlement || rate <= 0 || par <= 0 ? NUM : par * rate * yearFraction(issue, settlement, how),
  ),
  TBILLEQ: lift3(day, day, number, (settlement, maturity, discount) => {
    const days = maturity - settlement;
    if (days <= 0 || isOverAYear(settlement, maturity) || discount <= 0) return NUM;
    return (365 * discount) / (360 - discount * days);
  }),
  TBILLPRICE: lift3(day, day, number, (settlement, maturity, discount) => {
    const days = maturity - settlement;
    return days <= 0 || isOverAYear(settlement, maturity) || discount <= 0 ? NUM : 100 * (1 - (discount * days) / 360);
  }),
  TBILLYIELD: lift3(day, day, number, (settlement, maturity, price) => {
    const days = maturity - settlement;
    return days <= 0 || isOverAYear(settlement, maturity) || price <= 0 ? NUM : ((100 - price) / price) * (360 / days);
  }),
};

function isOverAYear(settlement: number, maturity: number): boolean {
  return maturity > monthsLater(settlement, 12, false);
}

function payment(rate: number, count: number, present: number, future: number, due: number): number {
  if (rate === 0) return -(present + future) / count;
  const growth = (1 + rate) ** count;
  return (-rate * (future + present * growth)) / ((1 + rate * due) * (growth - 1));
}

function futureValue(rate: number, count: number, each: number, present: number, due: number): number {
  if (rate === 0) return -(present + each * count);
  const growth = (1 + rate) ** count;
  return -(present * growth + (each * (1 + rate * due) * (growth - 1)) / rate);
}

function interest(rate: number, period: number, count: number, present: number, future: number, due: number): number {
  const each = payment(rate, count, present, future, due);
  if (due === 0) return futureValue(rate, period - 1, each, present, 0) * rate;
  // Paid at once, the first payment bears no interest, and each later one that of what is left after it was made.
  return period === 1 ? 0 : (futureValue(rate, period - 2, each, present, 1) - each) * rate;
}

function cumulated(
  [rate = 0, count = 0, present = 0, start = 0, end = 0, due = 0]: readonly number[],
  isInterest: boolean,
): Value {
  if (rate <= 0 || count <= 0 || present <= 0 || start < 1 || end < start || end > count || (due !== 0 && due !== 1))
    return NUM;
  const each = payment(rate, count, present, 0, due);
  let sum = 0;
  for (let period = start; period <= end; period += 1) {
    const part = interest(rate, period, count, present, 0, due);
    sum += isInterest ? part : each - part;
  }
  return sum;
}

/** The value now of payments at once, after one period, and so on. */
function presentValue(rate: number, values: readonly number[]): number {
  return values.reduce((sum, each, index) => sum + each / (1 + rate) ** index, 0);
}

interface DatedFlow {
  readonly amount: number;
  /** Years after the first. */
  readonly years: number;
}

function datedFlows(flows: Operand | undefined, dates: Operand | undefined, scope: Scope): Fallible<DatedFlow[]> {
  const amounts = numbersOf([flows ?? null], scope);
  const days = numbersOf([dates ?? null], scope);
  if (isCellError(amounts)) return amounts;
  if (isCellError(days)) return days;
  const first = Math.floor(days[0] ?? 0);
  if (amounts.length !== days.length || days.some((each) => Math.floor(each) < first)) return NUM;
  return amounts.map((amount, index) => ({ amount, years: (Math.floor(days[index] ?? 0) - first) / 365 }));
}

function datedValue(rate: number, flows: readonly DatedFlow[]): number {
  return flows.reduce((sum, { amount, years }) => sum + amount / (1 + rate) ** years, 0);
}

/** The rate at which a value vanishes, by Newton's way from a guess; where that fails, by halving. */
function solve(value: (rate: number) => number, guess: number): Value {
  let rate = guess;
  for (let round = 0; round < 100; round += 1) {
    const here = value(rate);
    const step = Math.max(Math.abs(rate), 1e-3) * 1e-6;
    const slope = (value(rate + step) - value(rate - step)) / (2 * step);
    const next = rate - here / slope;
    if (!Number.isFinite(next) || next <= -1) break;
    if (Math.abs(next - rate) < 1e-12) return next;
    rate = next;
  }
  return bisect(value);
}

function bisect(value: (rate: number) => number): Value {
  const marks = [-0.999, -0.9, -0.5, -0.2, -0.1, 0, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100];
  for (let index = 1; index < marks.length; index += 1) {
    let [low = 0, high = 0] = [marks[index - 1], marks[index]];
    if (!(value(low) * value(high) <= 0)) continue;
    for (let round = 0; round < 200; round += 1) {
      const middle = (low + high) / 2;
      if (value(low) * value(middle) <= 0) high = middle;
      else low = middle;
    }
    return (low + high) / 2;
  }
  return NUM;
}

/** What is written off in a period, which need not be whole: never below what the thing is worth at the end. */
function declining(cost: number, salvage: number, life: number, period: number, factor: number): number {
  const kept = Math.max(0, 1 - factor / life);
  const [before, after] = [cost * kept ** (period - 1), cost * kept ** period];
  return Math.max(0, before - Math.max(after, salvage));
}

/** Declining balance that goes over to straight line where that is more, unless it keeps to it. */
function variableDeclining(
  cost: number,
  salvage: number,
  life: number,
  start: number,
  end: number,
  factor: number,
  keepsDeclining: boolean,
): number {
  let book = cost;
  let sum = 0;
  for (let at = 0; at < Math.ceil(end); at += 1) {
    const straight = (book - salvage) / (life - at);
    const fast = Math.min(book * (factor / life), book - salvage);
    const part = Math.max(0, keepsDeclining ? fast : Math.max(fast, straight));
    const share = Math.max(0, Math.min(end, at + 1) - Math.max(start, at));
    sum += part * share;
    book -= part;
  }
  return sum;
}

/** The rate is rounded to three digits; the first year has so many months, and one after the last has the others. */
function fixedDeclining(cost: number, salvage: number, life: number, period: number, month: number): number {
  const rate = Math.round((1 - (salvage / cost) ** (1 / life)) * 1000) / 1000;
  let part = (cost * rate * month) / 12;
  let written = part;
  for (let at = 2; at <= period; at += 1) {
    part = (cost - written) * rate * (at > life ? (12 - month) / 12 : 1);
    written += part;
  }
  return cost === 0 ? 0 : part;
}
