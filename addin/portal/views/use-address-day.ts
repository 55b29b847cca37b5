import { useState } from 'react';
import { isDate } from '../../../shared/tables/kinds/calendar-dates.ts';

const PARAMETER = 'asOf';

/**
 * The day that figures are asked for, kept in the page's address so that it can be sent on and is there after a reload.
 * Null: today.
 */
export function useAddressDay(): readonly [day: string | null, choose: (day: string | null) => void] {
  const [day, setDay] = useState(dayOfAddress);
  const choose = (chosen: string | null): void => {
    setDay(chosen);
    keepInAddress(chosen);
  };
  return [day, choose];
}

function dayOfAddress(): string | null {
  const day = new URL(window.location.href).searchParams.get(PARAMETER);
  return day !== null && isDate(day) ? day : null;
}

function keepInAddress(day: string | null): void {
  const address = new URL(window.location.href);
  if (day === null) address.searchParams.delete(PARAMETER);
  else address.searchParams.set(PARAMETER, day);
  window.history.replaceState(window.history.state, '', address);
}
