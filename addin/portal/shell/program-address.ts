import { today, type AskedMoment } from '../asked-moment.ts';
import { queryText } from '../../sync/server/query-text.ts';

/** Address of a page of a program, with the moment that is looked at; `page` is its path below the program, such as "schools/0417", with what it is to show, such as "schedule?standing=late". */
export function programAddress(program: string, page: string, moment: AskedMoment = today): string {
  const path = ['/p', encodeURIComponent(program), ...(page === '' ? [] : [page])].join('/');
  const query = queryText({ ...moment });
  return path.includes('?') ? `${path}${query.replace('?', '&')}` : `${path}${query}`;
}
