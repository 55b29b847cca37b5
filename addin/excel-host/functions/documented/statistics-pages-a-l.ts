import type { DocumentedPage } from './documented-case.ts';

const ages = [
  [3, 9],
  [2, 7],
  [4, 12],
  [5, 15],
  [6, 17],
];

export const statisticsPagesAToL: readonly DocumentedPage[] = [
  { page: 'AVEDEV', data: [[4], [5], [6], [7], [5], [4], [3]], cases: [['=AVEDEV(A1:A7)', 1.020408]] },
  {
    page: 'AVERAGE',
    data: [[10, 15, 32], [7], [9], [27], [2]],
    cases: [
      ['=AVERAGE(A1:A5)', 11],
      ['=AVERAGE(A1:A5, 5)', 10],
      ['=AVERAGE(A1:C1)', 19],
    ],
  },
  {
    page: 'AVERAGEA',
    data: [[10], [7], [9], [2], ['Not available']],
    cases: [
      ['=AVERAGEA(A1:A5)', 5.6],
      ['=AVERAGEA(A1:A4,A7)', 7],
    ],
  },
  {
    page: 'AVERAGEIF',
    data: [
      ['Property value', 'Commission'],
      [100000, 7000],
      [200000, 14000],
      [300000, 21000],
      [400000, 28000],
    ],
    cases: [
      ['=AVERAGEIF(B2:B5,"<23000")', 14000],
      ['=AVERAGEIF(A2:A5,"<250000")', 150000],
      ['=AVERAGEIF(A2:A5,"<95000")', '#DIV/0!'],
      ['=AVERAGEIF(A2:A5,">250000",B2:B5)', 24500],
    ],
  },
  {
    page: 'AVERAGEIF with wildcards',
    data: [
      ['Region', 'Profits'],
      ['East', 45678],
      ['West', 23789],
      ['North', -4789],
      ['South (New Office)', 0],
      ['MidWest', 9678],
    ],
    cases: [
      ['=AVERAGEIF(A2:A6,"=*West",B2:B6)', 16733.5],
      ['=AVERAGEIF(A2:A6,"<>*(New Office)",B2:B6)', 18589],
    ],
  },
  {
    page: 'AVERAGEIFS',
    data: [
      ['Student', 'Quiz', 'Quiz', 'Exam'],
      ['Emilio', 75, 85, 87],
      ['Julie', 94, 80, 88],
      ['Hans', 86, 93, 'Incomplete'],
      ['Frederique', 'Incomplete', 75, 75],
    ],
    cases: [
      ['=AVERAGEIFS(B2:B5, B2:B5, ">70", B2:B5, "<90")', 80.5],
      ['=AVERAGEIFS(C2:C5, C2:C5, ">95")', '#DIV/0!'],
      ['=AVERAGEIFS(D2:D5, D2:D5, "<>Incomplete", D2:D5, ">80")', 87.5],
    ],
  },
  {
    page: 'BETA.DIST',
    data: [[2], [8], [10], [1], [3]],
    cases: [
      ['=BETA.DIST(A1,A2,A3,TRUE,A4,A5)', 0.6854706],
      ['=BETA.DIST(A1,A2,A3,FALSE,A4,A5)', 1.4837646],
    ],
  },
  { page: 'BETA.INV', data: [[0.685470581], [8], [10], [1], [3]], cases: [['=BETA.INV(A1,A2,A3,A4,A5)', 2]] },
  { page: 'BINOM.DIST', data: [[6], [10], [0.5]], cases: [['=BINOM.DIST(A1,A2,A3,FALSE)', 0.2050781]] },
  {
    page: 'BINOM.DIST.RANGE',
    data: [],
    cases: [
      ['=BINOM.DIST.RANGE(60,0.75,48)', 0.084],
      ['=BINOM.DIST.RANGE(60,0.75,45,50)', 0.524],
    ],
  },
  { page: 'BINOM.INV', data: [[6], [0.5], [0.75]], cases: [['=BINOM.INV(A1,A2,A3)', 4]] },
  {
    page: 'CHISQ.DIST',
    data: [],
    cases: [
      ['=CHISQ.DIST(0.5,1,TRUE)', 0.52049988],
      ['=CHISQ.DIST(2,3,FALSE)', 0.20755375],
    ],
  },
  { page: 'CHISQ.DIST.RT', data: [[18.307], [10]], cases: [['=CHISQ.DIST.RT(A1,A2)', 0.0500006]] },
  {
    page: 'CHISQ.INV',
    data: [],
    cases: [
      ['=CHISQ.INV(0.93,1)', 3.283020287],
      ['=CHISQ.INV(0.6,2)', 1.832581464],
    ],
  },
  { page: 'CHISQ.INV.RT', data: [[0.050001], [10]], cases: [['=CHISQ.INV.RT(A1,A2)', 18.306973]] },
  {
    page: 'CHISQ.TEST',
    data: [
      [58, 35, 45.35, 47.65],
      [11, 25, 17.56, 18.44],
      [10, 23, 16.09, 16.91],
    ],
    cases: [
      ['=CHISQ.TEST(A1:B3,C1:D3)', 0.0003082],
      ['=CHITEST(A1:B3,C1:D3)', 0.0003082],
    ],
  },
  { page: 'CONFIDENCE.NORM', data: [[0.05], [2.5], [50]], cases: [['=CONFIDENCE.NORM(A1,A2,A3)', 0.692952]] },
  { page: 'CONFIDENCE.T', data: [], cases: [['=CONFIDENCE.T(0.05,1,50)', 0.284196855]] },
  { page: 'CORREL', data: ages, cases: [['=CORREL(A1:A5,B1:B5)', 0.997054486]] },
  {
    page: 'COUNT',
    data: [[39790], [null], [19], [22.24], [true], ['#DIV/0!']],
    cases: [
      ['=COUNT(A1:A6)', 3],
      ['=COUNT(A2:A6)', 2],
      ['=COUNT(A1:A6,2)', 4],
    ],
  },
  { page: 'COUNTA', data: [[39790], [19], [22.24], [true], ['#DIV/0!'], [null]], cases: [['=COUNTA(A1:A6)', 5]] },
  {
    page: 'COUNTBLANK',
    data: [
      [6, null],
      [null, 27],
      [4, '=IF(B2<30,"",B2)'],
      [4, 34],
    ],
    cases: [['=COUNTBLANK(A1:B4)', 3]],
  },
  {
    page: 'COUNTIF',
    data: [
      ['apples', 32],
      ['oranges', 54],
      ['peaches', 75],
      ['apples', 86],
    ],
    cases: [
      ['=COUNTIF(A1:A4,"apples")', 2],
      ['=COUNTIF(A1:A4,A3)', 1],
      ['=COUNTIF(A1:A4,A2)+COUNTIF(A1:A4,A1)', 3],
      ['=COUNTIF(B1:B4,">55")', 2],
      ['=COUNTIF(B1:B4,"<>"&B3)', 3],
      ['=COUNTIF(B1:B4,">=32")-COUNTIF(B1:B4,"<=85")', 1],
      ['=COUNTIF(A1:A4,"*")', 4],
      ['=COUNTIF(A1:A4,"?????es")', 2],
    ],
  },
  {
    page: 'COUNTIFS',
    data: [
      ['Davidoski', 'Yes', 'No', 'No'],
      ['Burke', 'Yes', 'Yes', 'No'],
      ['Sundaram', 'Yes', 'Yes', 'Yes'],
      ['Levitan', 'No', 'Yes', 'Yes'],
    ],
    cases: [
      ['=COUNTIFS(B1:D1,"=Yes")', 1],
      ['=COUNTIFS(B1:B4,"=Yes",C1:C4,"=Yes")', 2],
      ['=COUNTIFS(B4:D4,"=Yes",B2:D2,"=Yes")', 1],
    ],
  },
  { page: 'COVARIANCE.P', data: ages, cases: [['=COVARIANCE.P(A1:A5, B1:B5)', 5.2]] },
  { page: 'COVARIANCE.S', data: [], cases: [['=COVARIANCE.S({2,4,8},{5,11,12})', 9.666666667]] },
  { page: 'DEVSQ', data: [[4], [5], [8], [7], [11], [4], [3]], cases: [['=DEVSQ(A1:A7)', 48]] },
  {
    page: 'EXPON.DIST',
    data: [[0.2], [10]],
    cases: [
      ['=EXPON.DIST(A1,A2,TRUE)', 0.86466472],
      ['=EXPON.DIST(0.2,10,FALSE)', 1.35335283],
    ],
  },
  {
    page: 'F.DIST',
    data: [[15.2069], [6], [4]],
    cases: [
      ['=F.DIST(A1,A2,A3,TRUE)', 0.99],
      ['=F.DIST(A1,A2,A3,FALSE)', 0.0012238],
    ],
  },
  { page: 'F.DIST.RT', data: [[15.2069], [6], [4]], cases: [['=F.DIST.RT(A1,A2,A3)', 0.01]] },
  { page: 'F.INV', data: [[0.01], [6], [4]], cases: [['=F.INV(A1,A2,A3)', 0.10930991]] },
  { page: 'F.INV.RT', data: [[0.01], [6], [4]], cases: [['=F.INV.RT(A1,A2,A3)', 15.20686]] },
  {
    page: 'F.TEST',
    data: [
      [6, 20],
      [7, 28],
      [9, 31],
      [15, 38],
      [21, 40],
    ],
    cases: [['=F.TEST(A1:A5,B1:B5)', 0.64831785]],
  },
  { page: 'FISHER', data: [], cases: [['=FISHER(0.75)', 0.9729551]] },
  { page: 'FISHERINV', data: [], cases: [['=FISHERINV(0.972955)', 0.75]] },
  {
    page: 'FORECAST',
    data: [
      [6, 20],
      [7, 28],
      [9, 31],
      [15, 38],
      [21, 40],
    ],
    cases: [
      ['=FORECAST(30,A1:A5,B1:B5)', 10.607253],
      ['=FORECAST.LINEAR(30,A1:A5,B1:B5)', 10.607253],
    ],
  },
  {
    page: 'FREQUENCY',
    data: [[79, 70], [85, 79], [78, 89], [85], [50], [81], [95], [88], [97]],
    cases: [['=FREQUENCY(A1:A9,B1:B3)', [[1], [2], [4], [2]]]],
  },
  {
    page: 'GAMMA',
    data: [],
    cases: [
      ['=GAMMA(2.5)', 1.329],
      ['=GAMMA(-3.75)', 0.268],
      ['=GAMMA(0)', '#NUM!'],
      ['=GAMMA(-2)', '#NUM!'],
    ],
  },
  {
    page: 'GAMMA.DIST',
    data: [[10.00001131], [9], [2]],
    cases: [
      ['=GAMMA.DIST(A1,A2,A3,FALSE)', 0.032639],
      ['=GAMMA.DIST(A1,A2,A3,TRUE)', 0.068094],
    ],
  },
  { page: 'GAMMA.INV', data: [[0.068094], [9], [2]], cases: [['=GAMMA.INV(A1,A2,A3)', 10.0000112]] },
  { page: 'GAMMALN', data: [], cases: [['=GAMMALN(4)', 1.7917595]] },
  { page: 'GAUSS', data: [], cases: [['=GAUSS(2)', 0.47725]] },
  { page: 'GEOMEAN', data: [[4], [5], [8], [7], [11], [4], [3]], cases: [['=GEOMEAN(A1:A7)', 5.476987]] },
  { page: 'HARMEAN', data: [[4], [5], [8], [7], [11], [4], [3]], cases: [['=HARMEAN(A1:A7)', 5.028376]] },
  {
    page: 'HYPGEOM.DIST',
    data: [[1], [4], [8], [20]],
    cases: [
      ['=HYPGEOM.DIST(A1,A2,A3,A4,TRUE)', 0.4654],
      ['=HYPGEOM.DIST(A1,A2,A3,A4,FALSE)', 0.3633],
    ],
  },
  {
    page: 'INTERCEPT',
    data: [
      [2, 6],
      [3, 5],
      [9, 11],
      [1, 7],
      [8, 5],
    ],
    cases: [['=INTERCEPT(A1:A5, B1:B5)', 0.0483871]],
  },
  { page: 'KURT', data: [[3], [4], [5], [2], [3], [4], [5], [6], [4], [7]], cases: [['=KURT(A1:A10)', -0.151799637]] },
  {
    page: 'LARGE',
    data: [
      [3, 4],
      [5, 2],
      [3, 4],
      [5, 6],
      [4, 7],
    ],
    cases: [
      ['=LARGE(A1:B5,3)', 5],
      ['=LARGE(A1:B5,7)', 4],
    ],
  },
  {
    page: 'LINEST',
    data: [
      [1, 0],
      [9, 4],
      [5, 2],
      [7, 3],
    ],
    cases: [['=LINEST(A1:A4,B1:B4,,FALSE)', [[2, 1]]]],
  },
  {
    page: 'LINEST, one line',
    data: [
      [1, 3100],
      [2, 4500],
      [3, 4400],
      [4, 5400],
      [5, 7500],
      [6, 8100],
    ],
    cases: [['=SUM(LINEST(B1:B6, A1:A6)*{9,1})', 11000]],
  },
  {
    page: 'LOGNORM.DIST',
    data: [[4], [3.5], [1.2]],
    cases: [
      ['=LOGNORM.DIST(A1,A2,A3,TRUE)', 0.0390836],
      ['=LOGNORM.DIST(A1,A2,A3,FALSE)', 0.0176176],
    ],
  },
  { page: 'LOGNORM.INV', data: [[0.039084], [3.5], [1.2]], cases: [['=LOGNORM.INV(A1, A2, A3)', 4.0000252]] },
  {
    page: 'GROWTH',
    data: [
      [11, 33100],
      [12, 47300],
      [13, 69000],
      [14, 102000],
      [15, 150000],
      [16, 220000],
    ],
    cases: [['=GROWTH(B1:B6,A1:A6,{17;18})', [[320196.7184], [468536.0542]]]],
  },
  {
    page: 'LOGEST',
    data: [
      [11, 33100],
      [12, 47300],
      [13, 69000],
      [14, 102000],
      [15, 150000],
      [16, 220000],
    ],
    cases: [['=LOGEST(B1:B6,A1:A6)', [[1.463275628, 495.3047702]]]],
  },
  {
    page: 'DAVERAGE and its kin',
    data: [
      ['Tree', 'Height', 'Age', 'Yield', 'Profit', 'Height'],
      ['=\u0022=Apple\u0022', '>10', null, null, null, '<16'],
      ['=\u0022=Pear\u0022'],
      ['Tree', 'Height', 'Age', 'Yield', 'Profit'],
      ['Apple', 18, 20, 14, 105],
      ['Pear', 12, 12, 10, 96],
      ['Cherry', 13, 14, 9, 105],
      ['Apple', 14, 15, 10, 75],
      ['Pear', 9, 8, 8, 77],
      ['Apple', 8, 9, 6, 45],
    ],
    cases: [
      ['=DAVERAGE(A4:E10, "Yield", A1:B2)', 12],
      ['=DAVERAGE(A4:E10, 3, A4:E10)', 13],
      ['=DCOUNT(A4:E10, "Age", A1:F2)', 1],
      ['=DCOUNTA(A4:E10, "Profit", A1:F2)', 1],
      ['=DMAX(A4:E10, "Profit", A1:A3)', 105],
      ['=DMIN(A4:E10, "Profit", A1:B2)', 75],
      ['=DPRODUCT(A4:E10, "Yield", A1:B2)', 140],
      ['=DSTDEV(A4:E10, "Yield", A1:A3)', 2.96648],
      ['=DSTDEVP(A4:E10, "Yield", A1:A3)', 2.6533],
      ['=DSUM(A4:E10,"Profit",A1:A2)', 225],
      ['=DSUM(A4:E10,"Profit", A1:F2)', 75],
      ['=DVAR(A4:E10, "Yield", A1:A3)', 8.8],
      ['=DVARP(A4:E10, "Yield", A1:A3)', 7.04],
      ['=DGET(A4:E10, "Yield", A1:A3)', '#NUM!'],
      ['=DGET(A4:E10, "Yield", A1:F2)', 10],
    ],
  },
];
