/**
 * The figures of a program, worked out a second time: from its history as the API tells it, for one day, by the definitions
 * T1–T23 alone. Nothing of the product is imported and every sum is a BigInt of cents, so that a fault of the product is not
 * repeated here. Slow and simple on purpose: it walks every row for every question.
 */

export type Value = string | number | boolean | null;

/** A revision as `GET /programs/{p}/history` tells it. */
export interface ToldRevision {
  readonly revision: number;
  readonly changes: readonly {
    readonly table: string;
    readonly row: string;
    readonly kind: 'insert' | 'update' | 'delete';
    readonly cells: readonly { readonly column: string; readonly after: Value }[];
  }[];
}

export type Row = Readonly<Record<string, Value>>;
export type Plan = ReadonlyMap<string, readonly Row[]>;

/** The rows of every table after these revisions, the oldest first. */
export function planAfter(revisions: readonly ToldRevision[]): Plan {
  const tables = new Map<string, Map<string, Record<string, Value>>>();
  for (const { changes } of revisions) {
    for (const { table, row, kind, cells } of changes) {
      const rows = tables.get(table) ?? new Map<string, Record<string, Value>>();
      tables.set(table, rows);
      const now = kind === 'insert' ? {} : { ...rows.get(row) };
      for (const { column, after } of cells) now[column] = after;
      if (kind === 'delete') rows.delete(row);
      else rows.set(row, now);
    }
  }
  return new Map([...tables].map(([table, rows]) => [table, [...rows.values()]]));
}

/** Cents by the names of the measures on the wire; percentages in tenths, null where there is nothing to divide by. */
export type Figures = Readonly<Record<string, bigint | null>>;

/** A plan as it counts on a day: of each budget line what it was given and what was ordered and paid on it. */
export interface Book {
  readonly plan: Plan;
  readonly day: string;
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
}

type Kind = 'board' | 'staff' | 'pending' | 'award' | 'order' | 'release' | 'paid' | 'direct' | 'settled';

/** Cents on a budget line. */
interface Mark {
  readonly line: string;
  readonly kind: Kind;
  readonly cents: bigint;
}

export function bookOf(plan: Plan, day: string): Book {
  const marks = new Map<string, Mark[]>();
  const orders = ordersOf(plan, day);
  const all = [
    ...changesOf(plan, day),
    ...[...orders.values()].flatMap((order) => order.marks),
    ...paymentsOf(plan, day, orders),
  ];
  for (const mark of all) marks.set(mark.line, [...(marks.get(mark.line) ?? []), mark]);
  return { plan, day, marks };
}

/** The figures of the lines that `isWanted` picks. */
export function figuresOf({ plan, marks }: Book, isWanted: (line: Row) => boolean): Figures {
  const lines = rowsOf(plan, 'budgetLines').filter(isWanted);
  const total = (on: readonly Row[], ...kinds: readonly Kind[]): bigint =>
    sum(on.flatMap((line) => marks.get(text(line['id'])) ?? []).filter(({ kind }) => kinds.includes(kind)));
  const first = (on: readonly Row[]): bigint => sum(on.map((line) => ({ cents: cents(line['original']) })));
  const now = (on: readonly Row[]): bigint => first(on) + total(on, 'board', 'staff');

  const contingency = lines.filter((line) => line['category'] === 'Contingency');
  const isReserve = new Set(
    rowsOf(plan, 'projects')
      .filter(isReserveProject)
      .map(({ number = null }) => number),
  );
  const original = first(lines);
  const boardApproved = original + total(lines, 'board');
  const current = now(lines);
  const pending = total(lines, 'pending');
  const committed = total(lines, 'award', 'order', 'release');
  const expended = total(lines, 'paid', 'direct');
  const openEncumbrance = committed - total(lines, 'settled');
  const obligated = expended + openEncumbrance;
  const contingencyBudget = now(contingency);
  return {
    original,
    boardApproved,
    current,
    pending,
    proposed: current + pending,
    boardChanges: boardApproved - original,
    staffChanges: current - boardApproved,
    committed,
    expended,
    openEncumbrance,
    obligated,
    uncommitted: current - obligated,
    unspent: current - expended,
    directCost: total(lines, 'direct'),
    percentObligated: tenthsOf(obligated, current),
    percentSpent: tenthsOf(expended, current),
    contingencyBudget,
    contingencyDrawn: first(contingency) - contingencyBudget,
    contingencyPercent: tenthsOf(contingencyBudget, current - contingencyBudget),
    programReserve: now(lines.filter(({ project = null }) => isReserve.has(project))),
    changeOrderRate: tenthsOf(total(lines, 'order'), total(lines, 'award')),
  };
}

export function sum(parts: readonly { readonly cents: bigint }[]): bigint {
  return parts.reduce((all, part) => all + part.cents, 0n);
}

function isReserveProject(project: Row): boolean {
  return project['class'] === 'Program Reserve';
}

/** [T20, T21] What a source has on the day, besides the figures of its lines: money can be used once it is there. */
export function sourceFiguresOf({ plan, day }: Book, code: string, { current, expended }: Figures): Figures {
  const source = rowsOf(plan, 'fundingSources').find((row) => row['code'] === code);
  const authorized = cents(source?.['authorized']);
  const isThere = text(source?.['availableFrom']) <= day;
  const available = isThere ? cents(source?.['available']) + cents(source?.['interest']) : 0n;
  return {
    authorized,
    available,
    unallocated: authorized - (current ?? 0n),
    cashHeadroom: available - (expended ?? 0n),
  };
}

/** [T23] Cents posted until the day, by the fiscal year of their posting date: July to June. */
export function spentByYear(plan: Plan, day: string): ReadonlyMap<string, bigint> {
  const lines = new Set(rowsOf(plan, 'budgetLines').map((line) => text(line['id'])));
  const years = new Map<string, bigint>();
  for (const row of rowsOf(plan, 'expenditures')) {
    const date = text(row['postingDate']);
    if (date > day || !lines.has(text(row['budgetLine']))) continue;
    const first = Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) < 7 ? 1 : 0);
    const year = `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
    years.set(year, (years.get(year) ?? 0n) + cents(row['amount']));
  }
  return years;
}

/**
 * [T12] What is still to come of a project by the newest estimate of each category until the day's month, at least what is
 * under contract; 0 once its books are closed.
 */
export function stillToCome(book: Book, project: Row): bigint {
  const { plan, day } = book;
  const closedOn = text(project['financiallyClosedOn']);
  if (project['financialStatus'] === 'Closed' && closedOn <= day) return 0n;
  const { number } = project;
  const lines = rowsOf(plan, 'budgetLines').filter((line) => line['project'] === number);
  const categories = new Set(lines.map((line) => text(line['category'])));
  const latest = new Map<string, { readonly period: string; readonly etc: bigint }>();
  for (const row of rowsOf(plan, 'forecasts')) {
    const [category, period] = [text(row['category']), text(row['period'])];
    if (row['project'] !== number || period > day.slice(0, 7)) continue;
    if ((latest.get(category)?.period ?? '') < period) latest.set(category, { period, etc: cents(row['etc']) });
  }
  let etc = 0n;
  for (const forecast of latest.values()) etc += forecast.etc;
  for (const category of categories) {
    if (latest.has(category) || latest.has('All categories')) continue;
    const figures = figuresOf(book, (line) => line['project'] === number && line['category'] === category);
    etc += most([figures['unspent'], figures['openEncumbrance'], 0n]);
  }
  return most([etc, figuresOf(book, (line) => line['project'] === number)['openEncumbrance']]);
}

function most(amounts: readonly (bigint | null | undefined)[]): bigint {
  return amounts.map((amount) => amount ?? 0n).reduce((a, b) => (a > b ? a : b));
}

/** The figures with what is still to come, and what follows from it. */
export function withForecast(figures: Figures, etc: bigint): Figures {
  const eac = (figures['expended'] ?? 0n) + etc;
  return { ...figures, etc, eac, vac: (figures['current'] ?? 0n) - eac };
}

/** What changes give to lines and take from them: pending from their submission until they are effective, then the board's or staff's. */
function changesOf(plan: Plan, day: string): Mark[] {
  const changes = new Map(rowsOf(plan, 'changes').map((row) => [row['number'] ?? null, row]));
  return rowsOf(plan, 'changeLines').flatMap((row) => {
    const change = changes.get(row['change'] ?? null);
    const status = change?.['status'];
    const isApproved = status === 'Approved';
    if (!isApproved && status !== 'Pending' && status !== 'BOC Recommended') return [];
    const isEffective = isApproved && text(change?.['effectiveDate']) <= day;
    if (!isEffective && text(change?.['submittedOn']) > day) return [];
    const decided = change?.['type'] === 'Board Amendment' ? ('board' as const) : ('staff' as const);
    return [{ line: text(row['budgetLine']), kind: isEffective ? decided : 'pending', cents: cents(row['amount']) }];
  });
}

interface Order {
  readonly line: string;
  readonly marks: readonly Mark[];
}

/** The commitment lines that count on the day, each with its change orders until then. */
function ordersOf(plan: Plan, day: string): Map<string, Order> {
  const isApproved = (order: Row): boolean => order['status'] === 'Approved' && text(order['date']) <= day;
  const changes = rowsOf(plan, 'commitmentChanges').filter(isApproved);
  const orders = new Map<string, Order>();
  for (const row of rowsOf(plan, 'commitments')) {
    const isCancelledLater = row['status'] === 'Cancelled' && text(row['statusDate']) > day;
    const isLive = row['status'] === 'Open' || row['status'] === 'Closed' || isCancelledLater;
    if (!isLive || text(row['awardDate']) > day) continue;
    const key = orderKey(row['number'], row['line']);
    const line = text(row['budgetLine']);
    const own = changes.filter((order) => orderKey(order['commitment'], order['commitmentLine']) === key);
    const marks = own.map((order): Mark => {
      return { line, kind: order['reason'] === 'Release' ? 'release' : 'order', cents: cents(order['amount']) };
    });
    orders.set(key, { line, marks: [{ line, kind: 'award', cents: cents(row['original']) }, ...marks] });
  }
  return orders;
}

/** What was posted until the day; on an order it settles as much of that, on the order's own line. */
function paymentsOf(plan: Plan, day: string, orders: ReadonlyMap<string, Order>): Mark[] {
  const posted = rowsOf(plan, 'expenditures').filter((row) => text(row['postingDate']) <= day);
  return posted.flatMap((row): Mark[] => {
    const mark = { line: text(row['budgetLine']), cents: cents(row['amount']) };
    const order = orders.get(orderKey(row['commitment'], row['commitmentLine']));
    if (order === undefined) return [{ ...mark, kind: 'direct' }];
    return [
      { ...mark, kind: 'paid' },
      { ...mark, kind: 'settled', line: order.line },
    ];
  });
}

function orderKey(number: Value | undefined, line: Value | undefined): string {
  return `${number ?? ''} ${line ?? ''}`;
}

/** Tenths of a percent, half away from zero; null where the whole is 0. */
function tenthsOf(part: bigint, whole: bigint): bigint | null {
  if (whole === 0n) return null;
  const isNegative = part < 0n !== whole < 0n;
  const size = (value: bigint): bigint => (value < 0n ? 0n - value : value);
  const rounded = (size(part) * 2000n + size(whole)) / (size(whole) * 2n);
  return isNegative ? 0n - rounded : rounded;
}

export function rowsOf(plan: Plan, table: string): readonly Row[] {
  return plan.get(table) ?? [];
}

export function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function cents(value: Value | undefined): bigint {
  return typeof value === 'number' ? BigInt(value) : 0n;
}
