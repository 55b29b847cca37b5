/** Address of a page of a program, with the day that is looked at; `page` is its path below the program, such as "schools/0417", with what it is to show, such as "schedule?standing=late". */
export function programAddress(program: string, page: string, asOf: string | null): string {
  const path = ['/p', encodeURIComponent(program), ...(page === '' ? [] : [page])].join('/');
  return asOf === null ? path : `${path}${path.includes('?') ? '&' : '?'}asOf=${asOf}`;
}
