import type { DocumentedPage } from './documented-case.ts';

export const logicPages: readonly DocumentedPage[] = [
  {
    page: 'AND',
    data: [[50], [100]],
    cases: [
      ['=AND(A1>1,A1<100)', true],
      ['=AND(TRUE, TRUE)', true],
      ['=AND(TRUE, FALSE)', false],
      ['=IF(AND(A1<A2,A1<100),A1,"The value is out of range")', 50],
      ['=IF(AND(A2>1,A2<100),A2,"The value is out of range")', 'The value is out of range'],
    ],
  },
  {
    page: 'OR',
    data: [[50], [100]],
    cases: [
      ['=OR(A1>1,A1<100)', true],
      ['=IF(OR(A1>1,A1<100),A2,"The value is out of range")', 100],
      ['=IF(OR(A1<0,A1>50),A1,"The value is out of range")', 'The value is out of range'],
    ],
  },
  {
    page: 'NOT',
    data: [[50]],
    cases: [
      ['=NOT(A1>100)', true],
      ['=NOT(FALSE)', true],
      ['=IF(AND(NOT(A1>1),NOT(A1<100)),A1,"The value is out of range")', 'The value is out of range'],
    ],
  },
  {
    page: 'XOR',
    data: [],
    cases: [
      ['=XOR(3>0,2<9)', false],
      ['=XOR(3>12,4>6)', false],
      ['=XOR(3>0,4>6)', true],
    ],
  },
  {
    page: 'TRUE',
    data: [],
    cases: [
      ['=IF(1=1,TRUE())', true],
      ['=FALSE()', false],
    ],
  },
  {
    page: 'IF',
    data: [[45, 'Yes']],
    cases: [
      ['=IF(A1>50,"Over Budget","Within Budget")', 'Within Budget'],
      ['=IF(B1="Yes",1,2)', 1],
      ['=IF(A1>40,A1-40,0)', 5],
      ['=IF(A1>50,1)', false],
    ],
  },
  {
    page: 'IFERROR',
    data: [
      ['Quota', 'Units Sold'],
      [210, 35],
      [55, 0],
      [null, 23],
    ],
    cases: [
      ['=IFERROR(A2/B2, "Error in calculation")', 6],
      ['=IFERROR(A3/B3, "Error in calculation")', 'Error in calculation'],
      ['=IFERROR(A4/B4, "Error in calculation")', 0],
      ['=IFERROR(A2:A4/B2:B4, "Error in calculation")', [[6], ['Error in calculation'], [0]]],
    ],
  },
  {
    page: 'IFNA',
    data: [],
    cases: [['=IFNA(VLOOKUP("Seattle",{"Atlanta",105;"Portland",142},2,FALSE),"Not found")', 'Not found']],
  },
  {
    page: 'IFS',
    data: [[93], [89], [71], [60], [58]],
    cases: [
      ['=IFS(A1>89,"A",A1>79,"B",A1>69,"C",A1>59,"D",TRUE,"F")', 'A'],
      ['=IFS(A2>89,"A",A2>79,"B",A2>69,"C",A2>59,"D",TRUE,"F")', 'B'],
      ['=IFS(A5>89,"A",A5>79,"B",A5>69,"C",A5>59,"D",TRUE,"F")', 'F'],
      ['=IFS(A5>89,"A")', '#N/A'],
    ],
  },
  {
    page: 'SWITCH',
    data: [[2], [99], [99], [2], [3]],
    cases: [
      ['=SWITCH(WEEKDAY(A1),1,"Sunday",2,"Monday",3,"Tuesday","No match")', 'Monday'],
      ['=SWITCH(A2,1,"Sunday",2,"Monday",3,"Tuesday")', '#N/A'],
      ['=SWITCH(A3,1,"Sunday",2,"Monday",3,"Tuesday","No match")', 'No match'],
      ['=SWITCH(A4,1,"Sunday",7,"Saturday","weekday")', 'weekday'],
      ['=SWITCH(A5,1,"Sunday",2,"Monday",3,"Tuesday","No match")', 'Tuesday'],
    ],
  },
  {
    page: 'LET',
    data: [],
    cases: [
      ['=LET(x, 5, SUM(x, 1))', 6],
      ['=LET(x,1,y,x+1,x*y)', 2],
    ],
  },
  {
    page: 'LAMBDA',
    data: [],
    cases: [
      ['=LAMBDA(x, y, x+y)(1,2)', 3],
      ['=LAMBDA(x, x+122)(1)', 123],
    ],
  },
  {
    page: 'MAP',
    data: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    cases: [
      [
        '=MAP(A1:C2,LAMBDA(a,IF(a>4,a*a,a)))',
        [
          [1, 2, 3],
          [4, 25, 36],
        ],
      ],
    ],
  },
  {
    page: 'REDUCE',
    data: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    cases: [['=REDUCE(0, A1:C2, LAMBDA(a,b,a+b^2))', 91]],
  },
  {
    page: 'SCAN',
    data: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    cases: [
      [
        '=SCAN(1, A1:C2, LAMBDA(a,b,a*b))',
        [
          [1, 2, 6],
          [24, 120, 720],
        ],
      ],
    ],
  },
  {
    page: 'BYROW',
    data: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    cases: [['=BYROW(A1:C2, LAMBDA(array, MAX(array)))', [[3], [6]]]],
  },
  {
    page: 'BYCOL',
    data: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    cases: [['=BYCOL(A1:C2, LAMBDA(array, MAX(array)))', [[4, 5, 6]]]],
  },
  {
    page: 'MAKEARRAY',
    data: [],
    cases: [
      [
        '=MAKEARRAY(2,3,LAMBDA(r,c,r*c))',
        [
          [1, 2, 3],
          [2, 4, 6],
        ],
      ],
    ],
  },
  {
    page: 'IS functions',
    data: [['Gold'], ['Region1'], ['#REF!'], [330.92], ['#N/A']],
    cases: [
      ['=ISBLANK(A1)', false],
      ['=ISERROR(A3)', true],
      ['=ISNA(A3)', false],
      ['=ISNA(A5)', true],
      ['=ISERR(A5)', false],
      ['=ISNUMBER(A4)', true],
      ['=ISREF(G8)', true],
      ['=ISTEXT(A2)', true],
      ['=ISLOGICAL(TRUE)', true],
      ['=ISLOGICAL("TRUE")', false],
      ['=ISNUMBER(4)', true],
      ['=ISBLANK(A99)', true],
      ['=ISNONTEXT(A4)', true],
    ],
  },
  {
    page: 'ISEVEN',
    data: [],
    cases: [
      ['=ISEVEN(-1)', false],
      ['=ISEVEN(2.5)', true],
      ['=ISEVEN(5)', false],
      ['=ISEVEN(0)', true],
      ['=ISEVEN(40900)', true],
    ],
  },
  {
    page: 'ISODD',
    data: [],
    cases: [
      ['=ISODD(-1)', true],
      ['=ISODD(2.5)', false],
      ['=ISODD(5)', true],
    ],
  },
  {
    page: 'ISFORMULA',
    data: [['=TODAY()'], [7], ['Hello, world!'], ['=3/0']],
    cases: [
      ['=ISFORMULA(A1)', true],
      ['=ISFORMULA(A2)', false],
      ['=ISFORMULA(A3)', false],
      ['=ISFORMULA(A4)', true],
    ],
  },
  {
    page: 'N',
    data: [[7], ['Even'], [true]],
    cases: [
      ['=N(A1)', 7],
      ['=N(A2)', 0],
      ['=N(A3)', 1],
      ['=N("7")', 0],
    ],
  },
  {
    page: 'T',
    data: [['Rainfall'], [19], [true]],
    cases: [
      ['=T(A1)', 'Rainfall'],
      ['=T(A2)', ''],
      ['=T(A3)', ''],
    ],
  },
  {
    page: 'TYPE',
    data: [['Smith']],
    cases: [
      ['=TYPE(A1)', 2],
      ['=TYPE("Mr. "&A1)', 2],
      ['=TYPE(2+A1)', 16],
      ['=(2+A1)', '#VALUE!'],
      ['=TYPE({1,2;3,4})', 64],
    ],
  },
  {
    page: 'ERROR.TYPE',
    data: [['#NULL!'], ['=1/0']],
    cases: [
      ['=ERROR.TYPE(A1)', 1],
      ['=ERROR.TYPE(A2)', 2],
    ],
  },
  { page: 'NA', data: [], cases: [['=NA()', '#N/A']] },
];
