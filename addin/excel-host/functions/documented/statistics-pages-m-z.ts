import type { DocumentedPage } from './documented-case.ts';

const strengths = [[1345], [1301], [1368], [1322], [1310], [1370], [1318], [1350], [1303], [1299]];

export const statisticsPagesMToZ: readonly DocumentedPage[] = [
  {
    page: 'MAX',
    data: [[10], [7], [9], [27], [2]],
    cases: [
      ['=MAX(A1:A5)', 27],
      ['=MAX(A1:A5, 30)', 30],
    ],
  },
  { page: 'MAXA', data: [[0], [0.2], [0.5], [0.4], [true]], cases: [['=MAXA(A1:A5)', 1]] },
  {
    page: 'MAXIFS',
    data: [
      [89, 1],
      [93, 2],
      [96, 2],
      [85, 3],
      [91, 1],
      [88, 1],
    ],
    cases: [
      ['=MAXIFS(A1:A6,B1:B6,1)', 91],
      ['=MINIFS(A1:A6,B1:B6,1)', 88],
      ['=MAXIFS(A1:A6,B1:B6,9)', 0],
    ],
  },
  {
    page: 'MEDIAN',
    data: [[1], [2], [3], [4], [5], [6]],
    cases: [
      ['=MEDIAN(A1:A5)', 3],
      ['=MEDIAN(A1:A6)', 3.5],
    ],
  },
  {
    page: 'MIN',
    data: [[10], [7], [9], [27], [2]],
    cases: [
      ['=MIN(A1:A5)', 2],
      ['=MIN(A1:A5,0)', 0],
    ],
  },
  { page: 'MINA', data: [[false], [0.2], [0.5], [0.4], [0.8]], cases: [['=MINA(A1:A5)', 0]] },
  {
    page: 'MODE.MULT',
    data: [[1], [2], [3], [4], [3], [2], [1], [2], [3], [5], [6], [1]],
    cases: [['=MODE.MULT(A1:A12)', [[1], [2], [3]]]],
  },
  {
    page: 'MODE.SNGL',
    data: [[5.6], [4], [4], [3], [2], [4]],
    cases: [
      ['=MODE.SNGL(A1:A6)', 4],
      ['=MODE(1,2,3)', '#N/A'],
    ],
  },
  {
    page: 'NEGBINOM.DIST',
    data: [[10], [5], [0.25]],
    cases: [
      ['=NEGBINOM.DIST(A1,A2,A3,TRUE)', 0.3135141],
      ['=NEGBINOM.DIST(A1,A2,A3,FALSE)', 0.0550487],
    ],
  },
  {
    page: 'NORM.DIST',
    data: [[42], [40], [1.5]],
    cases: [
      ['=NORM.DIST(A1,A2,A3,TRUE)', 0.9087888],
      ['=NORM.DIST(A1,A2,A3,FALSE)', 0.10934],
    ],
  },
  { page: 'NORM.INV', data: [[0.908789], [40], [1.5]], cases: [['=NORM.INV(A1,A2,A3)', 42.000002]] },
  {
    page: 'NORM.S.DIST',
    data: [],
    cases: [
      ['=NORM.S.DIST(1.333333,TRUE)', 0.908788726],
      ['=NORM.S.DIST(1.333333,FALSE)', 0.164010148],
    ],
  },
  { page: 'NORM.S.INV', data: [], cases: [['=NORM.S.INV(0.908789)', 1.3333347]] },
  {
    page: 'PEARSON',
    data: [
      [9, 10],
      [7, 6],
      [5, 1],
      [3, 5],
      [1, 3],
    ],
    cases: [['=PEARSON(A1:A5,B1:B5)', 0.699379]],
  },
  {
    page: 'PERCENTILE.EXC',
    data: [[1], [2], [3], [6], [6], [6], [7], [8], [9]],
    cases: [
      ['=PERCENTILE.EXC(A1:A9,0.25)', 2.5],
      ['=PERCENTILE.EXC(A1:A9,0)', '#NUM!'],
      ['=PERCENTILE.EXC(A1:A9,0.01)', '#NUM!'],
      ['=PERCENTILE.EXC(A1:A9,2)', '#NUM!'],
    ],
  },
  {
    page: 'PERCENTILE.INC',
    data: [[1], [2], [3], [4]],
    cases: [
      ['=PERCENTILE.INC(A1:A4,0.3)', 1.9],
      ['=PERCENTILE(A1:A4,0.3)', 1.9],
    ],
  },
  {
    page: 'PERCENTRANK.EXC',
    data: [[1], [2], [3], [6], [6], [6], [7], [8], [9]],
    cases: [
      ['=PERCENTRANK.EXC(A1:A9, 7)', 0.7],
      ['=PERCENTRANK.EXC(A1:A9, 5.43)', 0.381],
      ['=PERCENTRANK.EXC(A1:A9, 5.43, 1)', 0.3],
    ],
  },
  {
    page: 'PERCENTRANK.INC',
    data: [[13], [12], [11], [8], [4], [3], [2], [1], [1], [1]],
    cases: [
      ['=PERCENTRANK.INC(A1:A10,2)', 0.333],
      ['=PERCENTRANK.INC(A1:A10,4)', 0.555],
      ['=PERCENTRANK.INC(A1:A10,8)', 0.666],
      ['=PERCENTRANK.INC(A1:A10,5)', 0.583],
    ],
  },
  {
    page: 'PERMUT',
    data: [],
    cases: [
      ['=PERMUT(100,3)', 970200],
      ['=PERMUT(3,2)', 6],
    ],
  },
  {
    page: 'PERMUTATIONA',
    data: [],
    cases: [
      ['=PERMUTATIONA(3,2)', 9],
      ['=PERMUTATIONA(2,2)', 4],
    ],
  },
  { page: 'PHI', data: [], cases: [['=PHI(0.75)', 0.301137432]] },
  {
    page: 'POISSON.DIST',
    data: [[2], [5]],
    cases: [
      ['=POISSON.DIST(A1,A2,TRUE)', 0.124652],
      ['=POISSON.DIST(A1,A2,FALSE)', 0.084224],
    ],
  },
  {
    page: 'PROB',
    data: [
      [0, 0.2],
      [1, 0.3],
      [2, 0.1],
      [3, 0.4],
    ],
    cases: [
      ['=PROB(A1:A4,B1:B4,2)', 0.1],
      ['=PROB(A1:A4,B1:B4,1,3)', 0.8],
    ],
  },
  {
    page: 'QUARTILE.EXC',
    data: [[6], [7], [15], [36], [39], [40], [41], [42], [43], [47], [49]],
    cases: [
      ['=QUARTILE.EXC(A1:A11,1)', 15],
      ['=QUARTILE.EXC(A1:A11,3)', 43],
    ],
  },
  { page: 'QUARTILE.INC', data: [[1], [2], [4], [7], [8], [9], [10], [12]], cases: [['=QUARTILE.INC(A1:A8,1)', 3.5]] },
  { page: 'RANK.AVG', data: [[89], [88], [92], [101], [94], [97], [95]], cases: [['=RANK.AVG(94,A1:A7)', 4]] },
  {
    page: 'RANK.EQ',
    data: [[7], [3.5], [3.5], [1], [2]],
    cases: [
      ['=RANK.EQ(A1,A1:A5,1)', 5],
      ['=RANK.EQ(A5,A1:A5)', 4],
      ['=RANK.EQ(A2,A1:A5,1)', 3],
      ['=RANK(A2,A1:A5,1)', 3],
    ],
  },
  {
    page: 'RSQ',
    data: [
      [2, 6],
      [3, 5],
      [9, 11],
      [1, 7],
      [8, 5],
      [7, 4],
      [5, 4],
    ],
    cases: [['=RSQ(A1:A7, B1:B7)', 0.05795]],
  },
  { page: 'SKEW', data: [[3], [4], [5], [2], [3], [4], [5], [6], [4], [7]], cases: [['=SKEW(A1:A10)', 0.359543]] },
  {
    page: 'SKEW.P',
    data: [[3], [2], [3], [4], [5], [6], [4], [7]],
    cases: [['=SKEW.P(3,4,5,2,3,4,5,6,4,7)', 0.303193]],
  },
  {
    page: 'SLOPE',
    data: [
      [2, 6],
      [3, 5],
      [9, 11],
      [1, 7],
      [8, 5],
      [7, 4],
      [5, 4],
    ],
    cases: [['=SLOPE(A1:A7,B1:B7)', 0.305556]],
  },
  {
    page: 'SMALL',
    data: [
      [3, 1],
      [4, 4],
      [5, 8],
      [2, 3],
      [3, 7],
      [4, 12],
      [6, 54],
      [4, 8],
      [7, 23],
    ],
    cases: [
      ['=SMALL(A1:A9,4)', 4],
      ['=SMALL(B1:B9,2)', 3],
    ],
  },
  { page: 'STANDARDIZE', data: [[42], [40], [1.5]], cases: [['=STANDARDIZE(A1,A2,A3)', 1.33333333]] },
  { page: 'STDEV.P', data: strengths, cases: [['=STDEV.P(A1:A10)', 26.05455814]] },
  {
    page: 'STDEV.S',
    data: strengths,
    cases: [
      ['=STDEV.S(A1:A10)', 27.46391572],
      ['=STDEV(A1:A10)', 27.46391572],
    ],
  },
  {
    page: 'STDEVA',
    data: strengths,
    cases: [
      ['=STDEVA(A1:A10)', 27.46391572],
      ['=STDEVPA(A1:A10)', 26.05455814],
    ],
  },
  {
    page: 'STEYX',
    data: [
      [2, 6],
      [3, 5],
      [9, 11],
      [1, 7],
      [8, 5],
      [7, 4],
      [5, 4],
    ],
    cases: [['=STEYX(A1:A7,B1:B7)', 3.305719]],
  },
  {
    page: 'T.DIST',
    data: [],
    cases: [
      ['=T.DIST(60,1,TRUE)', 0.99469533],
      ['=T.DIST(8,3,FALSE)', 0.00073691],
    ],
  },
  { page: 'T.DIST.2T', data: [[1.959999998], [60]], cases: [['=T.DIST.2T(A1,A2)', 0.054645]] },
  {
    page: 'T.DIST.RT',
    data: [[1.959999998], [60]],
    cases: [
      ['=T.DIST.RT(A1,A2)', 0.027322],
      ['=TDIST(A1,A2,2)', 0.0546449],
      ['=TDIST(A1,A2,1)', 0.0273225],
    ],
  },
  { page: 'T.INV', data: [], cases: [['=T.INV(0.75,2)', 0.8164966]] },
  { page: 'T.INV.2T', data: [], cases: [['=T.INV.2T(0.546449,60)', 0.606533]] },
  {
    page: 'T.TEST',
    data: [
      [3, 6],
      [4, 19],
      [5, 3],
      [8, 2],
      [9, 14],
      [1, 4],
      [2, 5],
      [4, 17],
      [5, 1],
    ],
    cases: [['=T.TEST(A1:A9,B1:B9,2,1)', 0.196016]],
  },
  {
    page: 'TREND',
    data: [
      [1, 133890],
      [2, 135000],
      [3, 135790],
      [4, 137300],
      [5, 138130],
      [6, 139100],
      [7, 139900],
      [8, 141120],
      [9, 141890],
      [10, 143230],
      [11, 144000],
      [12, 145290],
    ],
    cases: [
      ['=INDEX(TREND(B1:B12,A1:A12),1)', 133953.3333],
      ['=TREND(B1:B12,,{13;14;15;16;17})', [[146171.5152], [147189.697], [148207.8788], [149226.0606], [150244.2424]]],
    ],
  },
  {
    page: 'TRIMMEAN',
    data: [[4], [5], [6], [7], [2], [3], [4], [5], [1], [2], [3]],
    cases: [['=TRIMMEAN(A1:A11,0.2)', 3.778]],
  },
  { page: 'VAR.P', data: strengths, cases: [['=VAR.P(A1:A10)', 678.84]] },
  {
    page: 'VAR.S',
    data: strengths,
    cases: [
      ['=VAR.S(A1:A10)', 754.27],
      ['=VARA(A1:A10)', 754.27],
      ['=VARPA(A1:A10)', 678.84],
    ],
  },
  {
    page: 'WEIBULL.DIST',
    data: [[105], [20], [100]],
    cases: [
      ['=WEIBULL.DIST(A1,A2,A3,TRUE)', 0.929581],
      ['=WEIBULL.DIST(A1,A2,A3,FALSE)', 0.035589],
    ],
  },
  {
    page: 'Z.TEST',
    data: [[3], [6], [7], [8], [6], [5], [4], [2], [1], [9]],
    cases: [
      ['=Z.TEST(A1:A10,4)', 0.090574],
      ['=2 * MIN(Z.TEST(A1:A10,4), 1 - Z.TEST(A1:A10,4))', 0.181148],
      ['=Z.TEST(A1:A10,6)', 0.863043],
    ],
  },
];
