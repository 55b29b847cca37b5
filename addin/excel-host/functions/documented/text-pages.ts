import type { DocumentedPage } from './documented-case.ts';

export const textPages: readonly DocumentedPage[] = [
  {
    page: 'ARRAYTOTEXT',
    data: [
      [true, '#VALUE!'],
      [1234.01234, 'Seattle'],
    ],
    cases: [
      ['=ARRAYTOTEXT(A1:B2,0)', 'TRUE, #VALUE!, 1234.01234, Seattle'],
      ['=ARRAYTOTEXT(A1:B2,1)', '{TRUE,#VALUE!;1234.01234,"Seattle"}'],
    ],
  },
  {
    page: 'CHAR',
    data: [],
    cases: [
      ['=CHAR(65)', 'A'],
      ['=CHAR(33)', '!'],
    ],
  },
  { page: 'CLEAN', data: [['=CHAR(9)&"Monthly report"&CHAR(10)']], cases: [['=CLEAN(A1)', 'Monthly report']] },
  {
    page: 'CODE',
    data: [],
    cases: [
      ['=CODE("A")', 65],
      ['=CODE("!")', 33],
    ],
  },
  {
    page: 'CONCAT',
    data: [
      ['a1', 'b1'],
      ['a2', 'b2'],
    ],
    cases: [
      ['=CONCAT("The"," ","sun")', 'The sun'],
      ['=CONCAT(A1:B2)', 'a1b1a2b2'],
      ['=CONCAT(A:A,B:B)', 'a1a2b1b2'],
    ],
  },
  {
    page: 'CONCATENATE',
    data: [['brook trout', 'Andreas', 'Hauser'], ['species', 'Fourth', 'Pine'], [32]],
    cases: [
      [
        '=CONCATENATE("Stream population for ", A1, " ", A2, " is ", A3, "/mile.")',
        'Stream population for brook trout species is 32/mile.',
      ],
      ['=CONCATENATE(B1," ",C1)', 'Andreas Hauser'],
      ['=B2 & " & " & C2', 'Fourth & Pine'],
    ],
  },
  {
    page: 'DOLLAR',
    data: [[1234.567], [-1234.567], [-0.123], [99.888]],
    cases: [
      ['=DOLLAR(A1, 2)', '$1,234.57'],
      ['=DOLLAR(A1, -2)', '$1,200'],
      ['=DOLLAR(A2, -2)', '($1,200)'],
      ['=DOLLAR(A3, 4)', '($0.1230)'],
      ['=DOLLAR(A4)', '$99.89'],
    ],
  },
  {
    page: 'EXACT',
    data: [
      ['word', 'word'],
      ['Word', 'word'],
      ['w ord', 'word'],
    ],
    cases: [
      ['=EXACT(A1,B1)', true],
      ['=EXACT(A2,B2)', false],
      ['=EXACT(A3,B3)', false],
    ],
  },
  {
    page: 'FIND',
    data: [['Miriam McGovern'], ['Ceramic Insulators #124-TD45-87']],
    cases: [
      ['=FIND("M",A1)', 1],
      ['=FIND("m",A1)', 6],
      ['=FIND("M",A1,3)', 8],
      ['=MID(A2,1,FIND(" #",A2,1)-1)', 'Ceramic Insulators'],
      ['=FIND("z",A1)', '#VALUE!'],
    ],
  },
  {
    page: 'FIXED',
    data: [[1234.567], [-1234.567], [44.332]],
    cases: [
      ['=FIXED(A1, 1)', '1,234.6'],
      ['=FIXED(A1, -1)', '1,230'],
      ['=FIXED(A2, -1, TRUE)', '-1230'],
      ['=FIXED(A3)', '44.33'],
    ],
  },
  {
    page: 'LEFT',
    data: [['Sale Price'], ['Sweden']],
    cases: [
      ['=LEFT(A1,4)', 'Sale'],
      ['=LEFT(A2)', 'S'],
    ],
  },
  {
    page: 'LEN',
    data: [['Phoenix, AZ'], [null], ['     One   ']],
    cases: [
      ['=LEN(A1)', 11],
      ['=LEN(A2)', 0],
      ['=LEN(A3)', 11],
    ],
  },
  {
    page: 'LOWER',
    data: [['E. E. Cummings'], ['Apt. 2B']],
    cases: [
      ['=LOWER(A1)', 'e. e. cummings'],
      ['=LOWER(A2)', 'apt. 2b'],
    ],
  },
  {
    page: 'MID',
    data: [['Fluid Flow']],
    cases: [
      ['=MID(A1,1,5)', 'Fluid'],
      ['=MID(A1,7,20)', 'Flow'],
      ['=MID(A1,20,5)', ''],
      ['=MID(A1,0,5)', '#VALUE!'],
    ],
  },
  {
    page: 'NUMBERVALUE',
    data: [],
    cases: [
      ['=NUMBERVALUE("2.500,27",",",".")', 2500.27],
      ['=NUMBERVALUE("3.5%")', 0.035],
      ['=NUMBERVALUE("9%%")', 0.0009],
      ['=NUMBERVALUE("")', 0],
    ],
  },
  {
    page: 'PROPER',
    data: [['this is a TITLE'], ['2-way street'], ['76BudGet']],
    cases: [
      ['=PROPER(A1)', 'This Is A Title'],
      ['=PROPER(A2)', '2-Way Street'],
      ['=PROPER(A3)', '76Budget'],
    ],
  },
  {
    page: 'REPLACE',
    data: [['abcdefghijk'], [2009], [123456]],
    cases: [
      ['=REPLACE(A1,6,5,"*")', 'abcde*k'],
      ['=REPLACE(A2,3,2,"10")', '2010'],
      ['=REPLACE(A3,1,3,"@")', '@456'],
    ],
  },
  {
    page: 'REPT',
    data: [],
    cases: [
      ['=REPT("*-", 3)', '*-*-*-'],
      ['=REPT("-",10)', '----------'],
    ],
  },
  {
    page: 'RIGHT',
    data: [['Sale Price'], ['Stock Number']],
    cases: [
      ['=RIGHT(A1,5)', 'Price'],
      ['=RIGHT(A2)', 'r'],
    ],
  },
  {
    page: 'SEARCH',
    data: [['Statements'], ['Profit Margin'], ['margin'], ['The "boss" is here.']],
    cases: [
      ['=SEARCH("e",A1,6)', 7],
      ['=SEARCH(A3,A2)', 8],
      ['=REPLACE(A2,SEARCH(A3,A2),6,"Amount")', 'Profit Amount'],
      ['=MID(A2,SEARCH(" ",A2)+1,4)', 'Marg'],
      ['=SEARCH("""",A4)', 5],
      ['=SEARCH("n",A3)', 6],
      ['=SEARCH("t*m",A1)', 2],
    ],
  },
  {
    page: 'SUBSTITUTE',
    data: [['Sales Data'], ['Quarter 1, 2008'], ['Quarter 1, 2011']],
    cases: [
      ['=SUBSTITUTE(A1, "Sales", "Cost")', 'Cost Data'],
      ['=SUBSTITUTE(A2, "1", "2", 1)', 'Quarter 2, 2008'],
      ['=SUBSTITUTE(A3, "1", "2", 3)', 'Quarter 1, 2012'],
    ],
  },
  {
    page: 'TEXT',
    data: [],
    cases: [
      ['=TEXT(1234.567,"$#,##0.00")', '$1,234.57'],
      ['=TEXT(0.285,"0.0%")', '28.5%'],
      ['=TEXT(4.34 ,"# ?/?")', '4 1/3'],
      ['=TRIM(TEXT(0.34,"# ?/?"))', '1/3'],
      ['=TEXT(12200000,"0.00E+00")', '1.22E+07'],
      ['=TEXT(1234567898,"[<=9999999]###-####;(###) ###-####")', '(123) 456-7898'],
      ['=TEXT(1234,"0000000")', '0001234'],
      ["=TEXT(123456,\"##0° 00'' 00''''\")", "12° 34'' 56''''"],
      ['=TEXT(DATE(2012,3,14),"MM/DD/YY")', '03/14/12'],
      ['=TEXT(DATE(2012,3,14),"DDDD")', 'Wednesday'],
      ['=TEXT(0.55625,"H:MM AM/PM")', '1:21 PM'],
      ['=TEXT(2800.1,"$#,##0.00")', '$2,800.10'],
      ['=TEXT(0.4,"0%")', '40%'],
      ['="Date: " & TEXT(DATE(2007,7,4),"yyyy-mm-dd")', 'Date: 2007-07-04'],
    ],
  },
  {
    page: 'TEXTAFTER',
    data: [["Little Red Riding Hood's red hood"], ['Little red Riding Hood']],
    cases: [
      ['=TEXTAFTER(A1,"Red")', " Riding Hood's red hood"],
      ['=TEXTAFTER(A1,"basket")', '#N/A'],
      ['=TEXTAFTER(A1,"red",2)', '#N/A'],
      ['=TEXTAFTER(A1,"red",-2)', '#N/A'],
      ['=TEXTAFTER(A1,"red",2,1)', ' hood'],
      ['=TEXTAFTER("Red riding hood"," ",-1)', 'hood'],
    ],
  },
  {
    page: 'TEXTBEFORE',
    data: [["Little Red Riding Hood's red hood"]],
    cases: [
      ['=TEXTBEFORE(A1,"Red")', 'Little '],
      ['=TEXTBEFORE(A1,"red",2,1)', "Little Red Riding Hood's "],
      ['=TEXTBEFORE(A1,"x")', '#N/A'],
      ['=TEXTBEFORE("a-b-c","-",-1)', 'a-b'],
      ['=TEXTBEFORE("abc","-",1,0,1)', 'abc'],
    ],
  },
  {
    page: 'TEXTJOIN',
    data: [['US Dollar'], ['Australian Dollar'], [null], ['Euro']],
    cases: [
      ['=TEXTJOIN(", ", TRUE, A1:A4)', 'US Dollar, Australian Dollar, Euro'],
      ['=TEXTJOIN(", ", FALSE, A1:A4)', 'US Dollar, Australian Dollar, , Euro'],
      ['=TEXTJOIN(" ",TRUE, "The", "sun", "will")', 'The sun will'],
    ],
  },
  {
    page: 'TEXTSPLIT',
    data: [['Dakota Lennon Sanchez'], ['To be or not to be']],
    cases: [
      ['=TEXTSPLIT(A1, " ")', [['Dakota', 'Lennon', 'Sanchez']]],
      [
        '=TEXTSPLIT("1,2;3",",",";")',
        [
          ['1', '2'],
          ['3', '#N/A'],
        ],
      ],
      [
        '=TEXTSPLIT("1,2;3",",",";",,,"x")',
        [
          ['1', '2'],
          ['3', 'x'],
        ],
      ],
      ['=TEXTSPLIT("a,,b",",",,TRUE)', [['a', 'b']]],
    ],
  },
  {
    page: 'TRIM',
    data: [],
    cases: [
      ['=TRIM(" First Quarter Earnings ")', 'First Quarter Earnings'],
      ['=TRIM("a  b   c")', 'a b c'],
    ],
  },
  {
    page: 'UNICHAR',
    data: [],
    cases: [
      ['=UNICHAR(66)', 'B'],
      ['=UNICHAR(32)', ' '],
      ['=UNICHAR(0)', '#VALUE!'],
    ],
  },
  {
    page: 'UNICODE',
    data: [],
    cases: [
      ['=UNICODE(" ")', 32],
      ['=UNICODE("B")', 66],
    ],
  },
  {
    page: 'UPPER',
    data: [['total'], ['Yield']],
    cases: [
      ['=UPPER(A1)', 'TOTAL'],
      ['=UPPER(A2)', 'YIELD'],
    ],
  },
  {
    page: 'VALUE',
    data: [],
    cases: [
      ['=VALUE("$1,000")', 1000],
      ['=VALUE("16:48:00")-VALUE("12:00:00")', 0.2],
      ['=VALUE("abc")', '#VALUE!'],
    ],
  },
  {
    page: 'VALUETOTEXT',
    data: [[1234.01234], ['Seattle'], [true], ['#VALUE!']],
    cases: [
      ['=VALUETOTEXT(A1, 0)', '1234.01234'],
      ['=VALUETOTEXT(A2, 0)', 'Seattle'],
      ['=VALUETOTEXT(A2, 1)', '"Seattle"'],
      ['=VALUETOTEXT(A3, 1)', 'TRUE'],
      ['=VALUETOTEXT(A4, 1)', '#VALUE!'],
    ],
  },
];
