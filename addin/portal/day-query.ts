/** Query for what is asked for as of a day; null: today, which is left to the server. */
export function dayQuery(asOf: string | null): URLSearchParams {
  return new URLSearchParams(asOf === null ? {} : { asOf });
}
