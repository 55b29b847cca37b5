import { headerForm } from '../sync/read/match-headers.ts';

/** Short forms that offices write in headers, by what they stand for. */
const longForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    no: 'number',
    nbr: 'number',
    num: 'number',
    '#': 'number',
    id: 'number',
    amt: 'amount',
    desc: 'description',
    descr: 'description',
    addr: 'address',
    loc: 'location',
    sch: 'school',
    proj: 'project',
    prj: 'project',
    fy: 'fiscal year',
    qty: 'quantity',
    pct: '%',
    percent: '%',
    percentage: '%',
    cat: 'category',
    dist: 'district',
    orig: 'original',
    est: 'estimate',
    mgr: 'manager',
    pm: 'project manager',
    lat: 'latitude',
    lng: 'longitude',
    lon: 'longitude',
    long: 'longitude',
    enroll: 'enrollment',
    enrolment: 'enrollment',
    comm: 'commitment',
    po: 'commitment number',
    doc: 'document',
    inv: 'invoice',
    appr: 'approved',
    bd: 'board',
    yr: 'year',
    dt: 'date',
  }),
);

const empty = new Set(['the', 'of', 'and', 'a', 'an', 'for', 'in', 'to', 'at', 'by']);

/** The words of a header, long, small and without those that say nothing: "Proj. No." → project, number. */
export function headerWords(header: string): Set<string> {
  const apart = header.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const words = headerForm(apart).split(/[^\p{L}\p{N}%#]+/u);
  return new Set(words.flatMap((word) => (longForms.get(word) ?? word).split(' ')).filter((word) => isTelling(word)));
}

function isTelling(word: string): boolean {
  return word !== '' && !empty.has(word);
}

/** How much two headers have in common: 1 for the same words, 0 for none. */
export function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0;
  const common = [...left].filter((word) => right.has(word)).length;
  return common / (left.size + right.size - common);
}
