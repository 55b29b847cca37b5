import type { DocumentedPage } from './documented-case.ts';

export const mathPagesMToZ: readonly DocumentedPage[] = [
  {
    page: 'MDETERM',
    data: [
      [1, 3, 8, 5],
      [1, 3, 6, 1],
      [1, 1, 1, 0],
      [7, 3, 10, 2],
    ],
    cases: [
      ['=MDETERM(A1:D4)', 88],
      ['=MDETERM({3,6,1;1,1,0;3,10,2})', 1],
      ['=MDETERM({3,6;1,1})', -3],
      ['=MDETERM({1,3,8,5;1,3,6,1})', '#VALUE!'],
    ],
  },
  {
    page: 'MINVERSE',
    data: [
      [4, -1],
      [2, 0],
    ],
    cases: [
      [
        '=MINVERSE(A1:B2)',
        [
          [0, 0.5],
          [-1, 2],
        ],
      ],
    ],
  },
  {
    page: 'MMULT',
    data: [
      [1, 3, 2, 0],
      [7, 2, 2, 0],
    ],
    cases: [
      [
        '=MMULT(A1:B2,C1:D2)',
        [
          [8, 0],
          [18, 0],
        ],
      ],
    ],
  },
  {
    page: 'MOD',
    data: [],
    cases: [
      ['=MOD(3, 2)', 1],
      ['=MOD(-3, 2)', 1],
      ['=MOD(3, -2)', -1],
      ['=MOD(-3, -2)', -1],
    ],
  },
  {
    page: 'MROUND',
    data: [],
    cases: [
      ['=MROUND(10, 3)', 9],
      ['=MROUND(-10, -3)', -9],
      ['=MROUND(1.3, 0.2)', 1.4],
      ['=MROUND(5, -2)', '#NUM!'],
    ],
  },
  { page: 'MULTINOMIAL', data: [], cases: [['=MULTINOMIAL(2, 3, 4)', 1260]] },
  {
    page: 'MUNIT',
    data: [],
    cases: [
      [
        '=MUNIT(3)',
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      ],
    ],
  },
  {
    page: 'ODD',
    data: [],
    cases: [
      ['=ODD(1.5)', 3],
      ['=ODD(3)', 3],
      ['=ODD(2)', 3],
      ['=ODD(-1)', -1],
      ['=ODD(-2)', -3],
    ],
  },
  {
    page: 'PI',
    data: [['Radius'], [3]],
    cases: [
      ['=PI()', 3.141592654],
      ['=PI()/2', 1.570796327],
      ['=PI()*(A2^2)', 28.27433388],
    ],
  },
  {
    page: 'POWER',
    data: [],
    cases: [
      ['=POWER(5,2)', 25],
      ['=POWER(98.6,3.2)', 2401077.222],
      ['=POWER(4,5/4)', 5.656854249],
    ],
  },
  {
    page: 'PRODUCT',
    data: [['Data'], [5], [15], [30]],
    cases: [
      ['=PRODUCT(A2:A4)', 2250],
      ['=PRODUCT(A2:A4, 2)', 4500],
      ['=A2*A3*A4', 2250],
    ],
  },
  {
    page: 'QUOTIENT',
    data: [],
    cases: [
      ['=QUOTIENT(5, 2)', 2],
      ['=QUOTIENT(4.5, 3.1)', 1],
      ['=QUOTIENT(-10, 3)', -3],
    ],
  },
  { page: 'RADIANS', data: [], cases: [['=RADIANS(270)', 4.712389]] },
  { page: 'ROMAN', data: [], cases: [['=ROMAN(499,0)', 'CDXCIX']] },
  {
    page: 'ROUND',
    data: [],
    cases: [
      ['=ROUND(2.15, 1)', 2.2],
      ['=ROUND(2.149, 1)', 2.1],
      ['=ROUND(-1.475, 2)', -1.48],
      ['=ROUND(21.5, -1)', 20],
      ['=ROUND(626.3,-3)', 1000],
      ['=ROUND(1.98,-1)', 0],
      ['=ROUND(-50.55,-2)', -100],
    ],
  },
  {
    page: 'ROUNDDOWN',
    data: [],
    cases: [
      ['=ROUNDDOWN(3.2, 0)', 3],
      ['=ROUNDDOWN(76.9,0)', 76],
      ['=ROUNDDOWN(3.14159, 3)', 3.141],
      ['=ROUNDDOWN(-3.14159, 1)', -3.1],
      ['=ROUNDDOWN(31415.92654, -2)', 31400],
    ],
  },
  {
    page: 'ROUNDUP',
    data: [],
    cases: [
      ['=ROUNDUP(3.2,0)', 4],
      ['=ROUNDUP(76.9,0)', 77],
      ['=ROUNDUP(3.14159, 3)', 3.142],
      ['=ROUNDUP(-3.14159, 1)', -3.2],
      ['=ROUNDUP(31415.92654, -2)', 31500],
    ],
  },
  {
    page: 'SEC',
    data: [],
    cases: [
      ['=SEC(45)', 1.90359],
      ['=SEC(30)', 6.48292],
    ],
  },
  {
    page: 'SECH',
    data: [],
    cases: [
      ['=SECH(45)', 5.73e-20],
      ['=SECH(30)', 1.87e-13],
    ],
  },
  {
    page: 'SERIESSUM',
    data: [['Coefficients'], ['=PI()/4'], [1], ['=-1/FACT(2)'], ['=1/FACT(4)'], ['=-1/FACT(6)']],
    cases: [['=SERIESSUM(A2,0,2,A3:A6)', 0.707103]],
  },
  {
    page: 'SIGN',
    data: [],
    cases: [
      ['=SIGN(10)', 1],
      ['=SIGN(4-4)', 0],
      ['=SIGN(-0.00001)', -1],
    ],
  },
  {
    page: 'SIN',
    data: [],
    cases: [
      ['=SIN(PI())', 0],
      ['=SIN(PI()/2)', 1],
      ['=SIN(30*PI()/180)', 0.5],
      ['=SIN(RADIANS(30))', 0.5],
    ],
  },
  { page: 'SINH', data: [], cases: [['=2.868*SINH(0.0342*1.03)', 0.1010491]] },
  {
    page: 'SQRT',
    data: [[-16]],
    cases: [
      ['=SQRT(16)', 4],
      ['=SQRT(A1)', '#NUM!'],
      ['=SQRT(ABS(A1))', 4],
    ],
  },
  {
    page: 'SQRTPI',
    data: [],
    cases: [
      ['=SQRTPI(1)', 1.772454],
      ['=SQRTPI(2)', 2.506628],
    ],
  },
  {
    page: 'SUBTOTAL',
    data: [['Data'], [120], [10], [150], [23]],
    cases: [
      ['=SUBTOTAL(9,A2:A5)', 303],
      ['=SUBTOTAL(1,A2:A5)', 75.75],
    ],
  },
  {
    page: 'SUM',
    data: [['Data'], [-5], [15], [30], ['5'], [true]],
    cases: [
      ['=SUM(3, 2)', 5],
      ['=SUM("5", 15, TRUE)', 21],
      ['=SUM(A2:A4)', 40],
      ['=SUM(A2:A4, 15)', 55],
      ['=SUM(A5,A6, 2)', 2],
    ],
  },
  {
    page: 'SUMIF',
    data: [
      ['Property Value', 'Commission', 'Data'],
      [100000, 7000, 250000],
      [200000, 14000],
      [300000, 21000],
      [400000, 28000],
    ],
    cases: [
      ['=SUMIF(A2:A5,">160000",B2:B5)', 63000],
      ['=SUMIF(A2:A5,">160000")', 900000],
      ['=SUMIF(A2:A5,300000,B2:B5)', 21000],
      ['=SUMIF(A2:A5,">" & C2,B2:B5)', 49000],
    ],
  },
  {
    page: 'SUMIF by text',
    data: [
      ['Category', 'Food', 'Sales'],
      ['Vegetables', 'Tomatoes', 2300],
      ['Vegetables', 'Celery', 5500],
      ['Fruits', 'Oranges', 800],
      [null, 'Butter', 400],
      ['Vegetables', 'Carrots', 4200],
      ['Fruits', 'Apples', 1200],
    ],
    cases: [
      ['=SUMIF(A2:A7,"Fruits",C2:C7)', 2000],
      ['=SUMIF(A2:A7,"Vegetables",C2:C7)', 12000],
      ['=SUMIF(B2:B7,"*es",C2:C7)', 4300],
      ['=SUMIF(A2:A7,"",C2:C7)', 400],
    ],
  },
  {
    page: 'SUMIFS',
    data: [
      ['Quantity Sold', 'Product', 'Salesperson'],
      [5, 'Apples', 'Tom'],
      [4, 'Apples', 'Sarah'],
      [15, 'Artichokes', 'Tom'],
      [3, 'Artichokes', 'Sarah'],
      [22, 'Bananas', 'Tom'],
      [12, 'Bananas', 'Sarah'],
      [10, 'Carrots', 'Tom'],
      [33, 'Carrots', 'Sarah'],
    ],
    cases: [
      ['=SUMIFS(A2:A9, B2:B9, "=A*", C2:C9, "Tom")', 20],
      ['=SUMIFS(A2:A9, B2:B9, "<>Bananas", C2:C9, "Tom")', 30],
    ],
  },
  {
    page: 'SUMPRODUCT',
    data: [
      ['Item', 'Cost', 'Quantity'],
      ['Cherries', 1.5, 4],
      ['Apples', 2, 5],
      ['Cherries', 3, 6],
    ],
    cases: [
      ['=SUMPRODUCT(B2:B4,C2:C4)', 34],
      ['=SUMPRODUCT((A2:A4="Cherries")*B2:B4*C2:C4)', 24],
      ['=SUMPRODUCT(--(A2:A4="Cherries"),C2:C4)', 10],
      ['=SUMPRODUCT(B2:B4,C2:C3)', '#VALUE!'],
    ],
  },
  { page: 'SUMSQ', data: [], cases: [['=SUMSQ(3, 4)', 25]] },
  {
    page: 'SUMX2MY2',
    data: [
      [2, 6],
      [3, 5],
      [9, 11],
      [1, 7],
      [8, 5],
      [7, 4],
      [5, 4],
    ],
    cases: [
      ['=SUMX2MY2(A1:A7,B1:B7)', -55],
      ['=SUMX2MY2({2,3,9,1,8,7,5},{6,5,11,7,5,4,4})', -55],
    ],
  },
  {
    page: 'SUMX2PY2',
    data: [
      [2, 6],
      [3, 5],
      [9, 11],
      [1, 7],
      [8, 5],
      [7, 4],
      [5, 4],
    ],
    cases: [['=SUMX2PY2(A1:A7,B1:B7)', 521]],
  },
  {
    page: 'SUMXMY2',
    data: [
      [2, 6],
      [3, 5],
      [9, 11],
      [1, 7],
      [8, 5],
      [7, 4],
      [5, 4],
    ],
    cases: [['=SUMXMY2(A1:A7,B1:B7)', 79]],
  },
  {
    page: 'TAN',
    data: [],
    cases: [
      ['=TAN(0.785)', 0.99920399],
      ['=TAN(45*PI()/180)', 1],
      ['=TAN(RADIANS(45))', 1],
    ],
  },
  {
    page: 'TANH',
    data: [],
    cases: [
      ['=TANH(-2)', -0.964028],
      ['=TANH(0)', 0],
      ['=TANH(0.5)', 0.462117],
    ],
  },
  {
    page: 'TRUNC',
    data: [],
    cases: [
      ['=TRUNC(8.9)', 8],
      ['=TRUNC(-8.9)', -8],
      ['=TRUNC(0.45)', 0],
    ],
  },
  {
    page: 'SEQUENCE',
    data: [],
    cases: [
      [
        '=SEQUENCE(2,3)',
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
      ['=SEQUENCE(3,1,10,-2)', [[10], [8], [6]]],
    ],
  },
];
