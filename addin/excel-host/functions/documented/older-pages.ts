import type { DocumentedPage } from './documented-case.ts';

const strengths = [[1345], [1301], [1368], [1322], [1310], [1370], [1318], [1350], [1303], [1299]];
const pairs = [
  [3, 6],
  [4, 19],
  [5, 3],
  [8, 2],
  [9, 14],
  [1, 4],
  [2, 5],
  [4, 17],
  [5, 1],
];

/** Functions that Excel keeps under their older names, and a few small pages. */
export const olderPages: readonly DocumentedPage[] = [
  { page: 'BETADIST', data: [], cases: [['=BETADIST(2,8,10,1,3)', 0.685470581]] },
  { page: 'BETAINV', data: [], cases: [['=BETAINV(0.685470581,8,10,1,3)', 2]] },
  { page: 'BINOMDIST', data: [], cases: [['=BINOMDIST(6,10,0.5,FALSE)', 0.205078]] },
  { page: 'CHIDIST', data: [], cases: [['=CHIDIST(18.307,10)', 0.050001]] },
  { page: 'CHIINV', data: [], cases: [['=CHIINV(0.050001,10)', 18.30697]] },
  { page: 'CONFIDENCE', data: [], cases: [['=CONFIDENCE(0.05,2.5,50)', 0.692952]] },
  {
    page: 'COVAR',
    data: [
      [3, 9],
      [2, 7],
      [4, 12],
      [5, 15],
      [6, 17],
    ],
    cases: [['=COVAR(A1:A5,B1:B5)', 5.2]],
  },
  { page: 'CRITBINOM', data: [], cases: [['=CRITBINOM(6,0.5,0.75)', 4]] },
  {
    page: 'EXPONDIST',
    data: [],
    cases: [
      ['=EXPONDIST(0.2,10,TRUE)', 0.864665],
      ['=EXPONDIST(0.2,10,FALSE)', 1.353353],
    ],
  },
  { page: 'FDIST', data: [], cases: [['=FDIST(15.20675,6,4)', 0.01]] },
  { page: 'FINV', data: [], cases: [['=FINV(0.01,6,4)', 15.20686]] },
  {
    page: 'FTEST',
    data: [
      [6, 20],
      [7, 28],
      [9, 31],
      [15, 38],
      [21, 40],
    ],
    cases: [['=FTEST(A1:A5,B1:B5)', 0.648318]],
  },
  {
    page: 'GAMMADIST',
    data: [],
    cases: [
      ['=GAMMADIST(10.00001131,9,2,FALSE)', 0.032639],
      ['=GAMMADIST(10.00001131,9,2,TRUE)', 0.068094],
    ],
  },
  { page: 'GAMMAINV', data: [], cases: [['=GAMMAINV(0.068094,9,2)', 10.0000112]] },
  { page: 'GAMMALN.PRECISE', data: [], cases: [['=GAMMALN.PRECISE(4.5)', 2.453736571]] },
  { page: 'HYPGEOMDIST', data: [], cases: [['=HYPGEOMDIST(1,4,8,20)', 0.363261]] },
  { page: 'LOGINV', data: [], cases: [['=LOGINV(0.039084,3.5,1.2)', 4.000025]] },
  { page: 'LOGNORMDIST', data: [], cases: [['=LOGNORMDIST(4,3.5,1.2)', 0.039084]] },
  { page: 'NEGBINOMDIST', data: [], cases: [['=NEGBINOMDIST(10,5,0.25)', 0.055049]] },
  {
    page: 'NORMDIST',
    data: [],
    cases: [
      ['=NORMDIST(42,40,1.5,TRUE)', 0.908789],
      ['=NORMDIST(42,40,1.5,FALSE)', 0.10934],
    ],
  },
  { page: 'NORMINV', data: [], cases: [['=NORMINV(0.908789,40,1.5)', 42.000002]] },
  { page: 'NORMSDIST', data: [], cases: [['=NORMSDIST(1.333333)', 0.908788726]] },
  { page: 'NORMSINV', data: [], cases: [['=NORMSINV(0.9088)', 1.3334]] },
  {
    page: 'POISSON',
    data: [],
    cases: [
      ['=POISSON(2,5,TRUE)', 0.124652],
      ['=POISSON(2,5,FALSE)', 0.084224],
    ],
  },
  { page: 'QUARTILE', data: [[1], [2], [4], [7], [8], [9], [10], [12]], cases: [['=QUARTILE(A1:A8,1)', 3.5]] },
  {
    page: 'PERCENTRANK',
    data: [[13], [12], [11], [8], [4], [3], [2], [1], [1], [1]],
    cases: [
      ['=PERCENTRANK(A1:A10,2)', 0.333],
      ['=PERCENTRANK(A1:A10,5)', 0.583],
    ],
  },
  { page: 'STDEVP', data: strengths, cases: [['=STDEVP(A1:A10)', 26.05455814]] },
  { page: 'TINV', data: [], cases: [['=TINV(0.05464,60)', 1.96]] },
  { page: 'TTEST', data: pairs, cases: [['=TTEST(A1:A9,B1:B9,2,1)', 0.196016]] },
  { page: 'VAR', data: strengths, cases: [['=VAR(A1:A10)', 754.27]] },
  { page: 'VARP', data: strengths, cases: [['=VARP(A1:A10)', 678.84]] },
  {
    page: 'WEIBULL',
    data: [],
    cases: [
      ['=WEIBULL(105,20,100,TRUE)', 0.929581],
      ['=WEIBULL(105,20,100,FALSE)', 0.035589],
    ],
  },
  {
    page: 'ZTEST',
    data: [[3], [6], [7], [8], [6], [5], [4], [2], [1], [9]],
    cases: [
      ['=ZTEST(A1:A10,4)', 0.090574],
      ['=ZTEST(A1:A10,6)', 0.863043],
    ],
  },
  {
    page: 'ERF.PRECISE',
    data: [],
    cases: [
      ['=ERF.PRECISE(0.745)', 0.70792892],
      ['=ERF.PRECISE(1)', 0.84270079],
    ],
  },
  { page: 'ERFC.PRECISE', data: [], cases: [['=ERFC.PRECISE(1)', 0.15729921]] },
  { page: 'PERCENTOF', data: [[1], [1], [2], [6]], cases: [['=PERCENTOF(A1:A2,A1:A4)', 0.2]] },
  {
    page: 'SHEETS',
    data: [],
    cases: [
      ['=SHEETS()', 1],
      ['=SHEET()', 1],
    ],
  },
  {
    page: 'HYPERLINK',
    data: [[5]],
    cases: [
      ['=HYPERLINK("http://example.microsoft.com/report/budget report.xlsx", "Click for report")', 'Click for report'],
      ['=HYPERLINK("[Book1.xlsx]Annual!F10", A1)', 5],
    ],
  },
  {
    page: 'ENCODEURL',
    data: [],
    cases: [
      [
        '=ENCODEURL("http://contoso.sharepoint.com/Finance/Profit and Loss Statement.xlsx")',
        'http%3A%2F%2Fcontoso.sharepoint.com%2FFinance%2FProfit%20and%20Loss%20Statement.xlsx',
      ],
    ],
  },
  {
    page: 'LEN, LENB and others in bytes',
    data: [['Sale Price']],
    cases: [
      ['=LENB(A1)', 10],
      ['=LEFTB(A1,4)', 'Sale'],
      ['=RIGHTB(A1,5)', 'Price'],
      ['=MIDB(A1,6,5)', 'Price'],
      ['=FINDB("P",A1)', 6],
      ['=SEARCHB("p",A1)', 6],
      ['=REPLACEB(A1,1,4,"Net")', 'Net Price'],
      ['=ASC("EXCEL")', 'EXCEL'],
    ],
  },
];
