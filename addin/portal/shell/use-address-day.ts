import { useSearchParams } from 'react-router';
import { isDate } from '../../../shared/tables/kinds/calendar-dates.ts';

const PARAMETER = 'asOf';

export interface AddressDay {
  /** Null: today. */
  readonly day: string | null;
  /** What the address asks for that is no day; null: nothing of the kind. */
  readonly wrong: string | null;
}

/** The day that figures are asked for, kept in the page's address so that it can be sent on and is there after a reload. */
export function useAddressDay(): readonly [asked: AddressDay, choose: (day: string | null) => void] {
  const [query, setQuery] = useSearchParams();
  const choose = (day: string | null): void =>
    setQuery(
      (before) => {
        const next = new URLSearchParams(before);
        if (day === null) next.delete(PARAMETER);
        else next.set(PARAMETER, day);
        return next;
      },
      { replace: true },
    );
  return [dayOf(query.get(PARAMETER)), choose];
}

function dayOf(asked: string | null): AddressDay {
  if (asked === null || asked === '') return { day: null, wrong: null };
  return isDate(asked) ? { day: asked, wrong: null } : { day: null, wrong: asked };
}
