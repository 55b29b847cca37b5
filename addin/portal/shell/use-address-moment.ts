import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { isDate } from '../../../shared/tables/kinds/calendar-dates.ts';
import { today, type AskedMoment } from '../asked-moment.ts';
import { withoutFigure } from '../views/with-figure.ts';

/** Ids of baselines, as they stand in an address. */
const BASELINE = /^B\d{1,6}$/;

export interface AddressMoment {
  readonly moment: AskedMoment;
  /** What the address asks for that is neither a day nor a baseline; null: nothing of the kind. */
  readonly wrong: string | null;
}

/**
 * The moment that figures are asked for, kept in the page's address so that it can be sent on and is there after a reload.
 * A baseline goes before a day. Another moment has figures of its own, so one that is looked into goes away.
 */
export function useAddressMoment(): readonly [asked: AddressMoment, choose: (moment: AskedMoment) => void] {
  const [query, setQuery] = useSearchParams();
  const choose = ({ asOf, baseline }: AskedMoment): void =>
    setQuery(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries({ asOf, baseline })) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return withoutFigure(next);
      },
      { replace: true },
    );
  const [asOf, baseline] = [query.get('asOf') ?? '', query.get('baseline') ?? ''];
  return [useMemo(() => momentOf(asOf, baseline), [asOf, baseline]), choose];
}

function momentOf(asOf: string, baseline: string): AddressMoment {
  if (BASELINE.test(baseline)) return { moment: { asOf: null, baseline }, wrong: null };
  if (baseline !== '') return { moment: today, wrong: baseline };
  if (asOf === '') return { moment: today, wrong: null };
  return isDate(asOf) ? { moment: { asOf, baseline: null }, wrong: null } : { moment: today, wrong: asOf };
}
