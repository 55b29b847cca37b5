import { useState } from 'react';
import { isDate } from '../../../shared/tables/kinds/calendar-dates.ts';

const PARAMETER = 'asOf';

interface AddressDay {
  /** Null: today. */
  readonly day: string | null;
  /** What the address asks for that is no day; null: nothing of the kind. */
  readonly wrong: string | null;
}

/** The day that figures are asked for, kept in the page's address so that it can be sent on and is there after a reload. */
export function useAddressDay(): readonly [asked: AddressDay, choose: (day: string | null) => void] {
  const [asked, setAsked] = useState(dayOfAddress);
  const choose = (day: string | null): void => {
    setAsked({ day, wrong: null });
    keepInAddress(day);
  };
  return [asked, choose];
}

function dayOfAddress(): AddressDay {
  const asked = new URL(window.location.href).searchParams.get(PARAMETER);
  if (asked === null || asked === '') return { day: null, wrong: null };
  return isDate(asked) ? { day: asked, wrong: null } : { day: null, wrong: asked };
}

function keepInAddress(day: string | null): void {
  const address = new URL(window.location.href);
  if (day === null) address.searchParams.delete(PARAMETER);
  else address.searchParams.set(PARAMETER, day);
  window.history.replaceState(window.history.state, '', address);
}
