import { addDays } from '../../../shared/tables/kinds/calendar-dates.ts';
import { definitions } from '../document/definitions.ts';
import { ledgerPart } from '../document/ledger-part.ts';
import type { ReportDocument } from '../document/report-document.ts';
import { readCells, type ReportMoment } from '../document/report-moment.ts';
import { changeOrders, changesOfPeriod } from './change-tables.ts';
import { exceptions } from './exceptions.ts';
import { keyIndicators } from './key-indicators.ts';
import { spendingByMonth, statusByRegion } from './plan-charts.ts';
import { lookAt } from './plan-look.ts';
import { scorecard, scoredMoney, scoredPercents } from './scorecard.ts';
import { erateDeadlines, overCommitted } from './watch-lists.ts';

/** What an office keeps elsewhere, if at all: said rather than left to be guessed. */
const NOT_KNOWN = [
  'Recovery plans stand in the status remark of a project; the plan knows no owner and no due date of a recovery action, so overdue actions cannot be listed.',
  'Actions of the board and the oversight committee beyond budget changes, and findings of audits, are not kept in the plan.',
  'Who changed what and when is kept with every revision, and can be read in History up to the revision that stands at the top of each page.',
];

/** Variance and accountability: where the plan stands, what deviates, what has changed, what is due. */
export async function varianceDocument(moment: ReportMoment): Promise<ReportDocument> {
  const { stamp, asOf } = moment;
  const earlier = await moment.before();
  const [now, before] = [await lookAt(moment), earlier === null ? null : await lookAt(earlier)];
  const words = await readCells(moment, 'changes', [
    'number',
    'type',
    'title',
    'reportNumber',
    'boardDate',
    'approvedBy',
  ]);
  const people = await readCells(moment, 'people', ['id', 'name']);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const period = { after: before?.asOf ?? addDays(`${asOf.slice(0, 7)}-01`, -1), upTo: asOf };
  return {
    ...stamp,
    title: 'Variance and Accountability',
    subtitle: null,
    sections: [
      {
        orientation: 'landscape',
        parts: [
          { kind: 'heading', level: 1, text: 'Variance and Accountability' },
          ...scorecard({ now, before }),
          await ledgerPart(moment),
          ...(before === null
            ? [
                {
                  kind: 'text',
                  isQuiet: true,
                  text: 'This is the first issue: nothing was known of the plan before this month.',
                } as const,
              ]
            : []),
          ...statusByRegion(now),
          ...spendingByMonth(now),
          ...keyIndicators(now),
          ...exceptions(now, names),
          ...changesOfPeriod(now, words, period),
          ...changeOrders(now),
          ...overCommitted(now),
          ...erateDeadlines(now),
          ...definitions([...scoredMoney, ...scoredPercents]),
          { kind: 'heading', level: 2, text: 'What the plan cannot tell' },
          { kind: 'list', items: NOT_KNOWN },
        ],
      },
    ],
  };
}
