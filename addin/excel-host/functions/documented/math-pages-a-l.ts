import type { DocumentedPage } from './documented-case.ts';

export const mathPagesAToL: readonly DocumentedPage[] = [
  {
    page: 'ABS',
    data: [['Data'], [-4]],
    cases: [
      ['=ABS(2)', 2],
      ['=ABS(-2)', 2],
      ['=ABS(A2)', 4],
    ],
  },
  {
    page: 'ACOS',
    data: [],
    cases: [
      ['=ACOS(-0.5)', 2.094395102],
      ['=ACOS(-0.5)*180/PI()', 120],
      ['=DEGREES(ACOS(-0.5))', 120],
    ],
  },
  {
    page: 'ACOSH',
    data: [],
    cases: [
      ['=ACOSH(1)', 0],
      ['=ACOSH(10)', 2.9932228],
    ],
  },
  { page: 'ACOT', data: [], cases: [['=ACOT(2)', 0.4636]] },
  { page: 'ACOTH', data: [], cases: [['=ACOTH(6)', 0.168]] },
  {
    page: 'AGGREGATE',
    data: [
      ['#DIV/0!', 82],
      [72, 65],
      [30, 95],
      ['#NUM!', 63],
      [31, 53],
      [96, 71],
      [32, 55],
      [81, 83],
      [33, 100],
      [53, 91],
      [34, 89],
    ],
    cases: [
      ['=AGGREGATE(4,6,A1:A11)', 96],
      ['=AGGREGATE(14,6,A1:A11,3)', 72],
      ['=AGGREGATE(15,6,A1:A11)', '#VALUE!'],
      ['=AGGREGATE(12,6,A1:A11,B1:B11)', 68],
      ['=MAX(A1:A2)', '#DIV/0!'],
    ],
  },
  {
    page: 'ARABIC',
    data: [['mcmxii']],
    cases: [
      ['=ARABIC("LVII")', 57],
      ['=ARABIC(A1)', 1912],
    ],
  },
  {
    page: 'ASIN',
    data: [],
    cases: [
      ['=ASIN(-0.5)', -0.523598776],
      ['=ASIN(-0.5)*180/PI()', -30],
      ['=DEGREES(ASIN(-0.5))', -30],
    ],
  },
  {
    page: 'ASINH',
    data: [],
    cases: [
      ['=ASINH(-2.5)', -1.647231146],
      ['=ASINH(10)', 2.99822295],
    ],
  },
  {
    page: 'ATAN',
    data: [],
    cases: [
      ['=ATAN(1)', 0.785398163],
      ['=ATAN(1)*180/PI()', 45],
      ['=DEGREES(ATAN(1))', 45],
    ],
  },
  {
    page: 'ATAN2',
    data: [],
    cases: [
      ['=ATAN2(1, 1)', 0.785398163],
      ['=ATAN2(-1, -1)', -2.35619449],
      ['=ATAN2(-1, -1)*180/PI()', -135],
      ['=DEGREES(ATAN2(-1, -1))', -135],
    ],
  },
  {
    page: 'ATANH',
    data: [],
    cases: [
      ['=ATANH(0.76159416)', 1.00000001],
      ['=ATANH(-0.1)', -0.100335348],
    ],
  },
  {
    page: 'BASE',
    data: [],
    cases: [
      ['=BASE(7,2)', '111'],
      ['=BASE(100,16)', '64'],
      ['=BASE(15,2,10)', '0000001111'],
    ],
  },
  {
    page: 'CEILING',
    data: [],
    cases: [
      ['=CEILING(2.5, 1)', 3],
      ['=CEILING(-2.5, -2)', -4],
      ['=CEILING(-2.5, 2)', -2],
      ['=CEILING(1.5, 0.1)', 1.5],
      ['=CEILING(0.234, 0.01)', 0.24],
    ],
  },
  {
    page: 'CEILING.MATH',
    data: [],
    cases: [
      ['=CEILING.MATH(24.3,5)', 25],
      ['=CEILING.MATH(6.7)', 7],
      ['=CEILING.MATH(-8.1,2)', -8],
      ['=CEILING.MATH(-5.5,2,-1)', -6],
    ],
  },
  {
    page: 'CEILING.PRECISE',
    data: [],
    cases: [
      ['=CEILING.PRECISE(4.3)', 5],
      ['=CEILING.PRECISE(-4.3)', -4],
      ['=CEILING.PRECISE(4.3, 2)', 6],
      ['=CEILING.PRECISE(4.3,-2)', 6],
      ['=CEILING.PRECISE(-4.3,2)', -4],
      ['=CEILING.PRECISE(-4.3,-2)', -4],
    ],
  },
  { page: 'COMBIN', data: [], cases: [['=COMBIN(8,2)', 28]] },
  {
    page: 'COMBINA',
    data: [],
    cases: [
      ['=COMBINA(4,3)', 20],
      ['=COMBINA(10,3)', 220],
    ],
  },
  {
    page: 'COS',
    data: [],
    cases: [
      ['=COS(1.047)', 0.5001711],
      ['=COS(60*PI()/180)', 0.5],
      ['=COS(RADIANS(60))', 0.5],
    ],
  },
  {
    page: 'COSH',
    data: [],
    cases: [
      ['=COSH(4)', 27.308233],
      ['=COSH(EXP(1))', 7.6101251],
    ],
  },
  {
    page: 'COT',
    data: [],
    cases: [
      ['=COT(30)', -0.156],
      ['=COT(45)', 0.617],
    ],
  },
  { page: 'COTH', data: [], cases: [['=COTH(2)', 1.037]] },
  { page: 'CSC', data: [], cases: [['=CSC(15)', 1.538]] },
  { page: 'CSCH', data: [], cases: [['=CSCH(1.5)', 0.4696]] },
  {
    page: 'DECIMAL',
    data: [],
    cases: [
      ['=DECIMAL("FF",16)', 255],
      ['=DECIMAL(111,2)', 7],
      ['=DECIMAL("zap",36)', 45745],
    ],
  },
  { page: 'DEGREES', data: [], cases: [['=DEGREES(PI())', 180]] },
  {
    page: 'EVEN',
    data: [],
    cases: [
      ['=EVEN(1.5)', 2],
      ['=EVEN(3)', 4],
      ['=EVEN(2)', 2],
      ['=EVEN(-1)', -2],
    ],
  },
  {
    page: 'EXP',
    data: [],
    cases: [
      ['=EXP(1)', 2.71828183],
      ['=EXP(2)', 7.3890561],
    ],
  },
  {
    page: 'FACT',
    data: [],
    cases: [
      ['=FACT(5)', 120],
      ['=FACT(1.9)', 1],
      ['=FACT(0)', 1],
      ['=FACT(-1)', '#NUM!'],
      ['=FACT(1)', 1],
    ],
  },
  {
    page: 'FACTDOUBLE',
    data: [],
    cases: [
      ['=FACTDOUBLE(6)', 48],
      ['=FACTDOUBLE(7)', 105],
    ],
  },
  {
    page: 'FLOOR',
    data: [],
    cases: [
      ['=FLOOR(3.7,2)', 2],
      ['=FLOOR(-2.5,-2)', -2],
      ['=FLOOR(2.5,-2)', '#NUM!'],
      ['=FLOOR(1.58,0.1)', 1.5],
      ['=FLOOR(0.234,0.01)', 0.23],
    ],
  },
  {
    page: 'FLOOR.MATH',
    data: [],
    cases: [
      ['=FLOOR.MATH(24.3,5)', 20],
      ['=FLOOR.MATH(6.7)', 6],
      ['=FLOOR.MATH(-8.1,2)', -10],
      ['=FLOOR.MATH(-5.5,2,-1)', -4],
    ],
  },
  {
    page: 'FLOOR.PRECISE',
    data: [],
    cases: [
      ['=FLOOR.PRECISE(-3.2,-1)', -4],
      ['=FLOOR.PRECISE(3.2, 1)', 3],
      ['=FLOOR.PRECISE(-3.2, 1)', -4],
      ['=FLOOR.PRECISE(3.2,-1)', 3],
      ['=FLOOR.PRECISE(3.2)', 3],
    ],
  },
  {
    page: 'GCD',
    data: [],
    cases: [
      ['=GCD(5, 2)', 1],
      ['=GCD(24, 36)', 12],
      ['=GCD(7, 1)', 1],
      ['=GCD(5, 0)', 5],
    ],
  },
  {
    page: 'INT',
    data: [[19.5]],
    cases: [
      ['=INT(8.9)', 8],
      ['=INT(-8.9)', -9],
      ['=A1-INT(A1)', 0.5],
    ],
  },
  {
    page: 'ISO.CEILING',
    data: [],
    cases: [
      ['=ISO.CEILING(4.3)', 5],
      ['=ISO.CEILING(-4.3)', -4],
      ['=ISO.CEILING(4.3, 2)', 6],
      ['=ISO.CEILING(4.3,-2)', 6],
      ['=ISO.CEILING(-4.3,2)', -4],
      ['=ISO.CEILING(-4.3,-2)', -4],
    ],
  },
  {
    page: 'LCM',
    data: [],
    cases: [
      ['=LCM(5, 2)', 10],
      ['=LCM(24, 36)', 72],
    ],
  },
  {
    page: 'LN',
    data: [],
    cases: [
      ['=LN(86)', 4.4543473],
      ['=LN(2.7182818)', 1],
      ['=LN(EXP(3))', 3],
    ],
  },
  {
    page: 'LOG',
    data: [],
    cases: [
      ['=LOG(10)', 1],
      ['=LOG(8, 2)', 3],
      ['=LOG(86, 2.7182818)', 4.4543473],
    ],
  },
  {
    page: 'LOG10',
    data: [],
    cases: [
      ['=LOG10(86)', 1.9345],
      ['=LOG10(10)', 1],
      ['=LOG10(100000)', 5],
      ['=LOG10(10^5)', 5],
    ],
  },
];
