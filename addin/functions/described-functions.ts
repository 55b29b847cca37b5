/** A function as Excel lists it. Ids never change: workbooks refer to them. */
export interface DescribedFunction {
  readonly id: FunctionId;
  readonly description: string;
  readonly result: 'number' | 'string';
  readonly parameters: readonly DescribedParameter[];
}

export interface DescribedParameter {
  readonly name: string;
  readonly description: string;
  /** 'any': codes and years may be numbers in a cell. */
  readonly type: 'string' | 'any';
  /** 'repeating': any number of single values, handed over as one list. */
  readonly how: 'required' | 'optional' | 'repeating';
}

export type FunctionId = 'TOTAL' | 'BUDGET' | 'ASOF';

/** Namespace in front of the names, as in `=SEP.TOTAL("current")`; the manifest names it as well. */
export const FUNCTION_NAMESPACE = 'SEP';

/** The one description of the functions; metadata, registration and the page for users follow it. */
export const describedFunctions: readonly DescribedFunction[] = [
  {
    id: 'TOTAL',
    description: 'A figure of the plan as of this workbook’s revision: of the program, or of what meets every pair.',
    result: 'number',
    parameters: [
      {
        name: 'measure',
        description: 'Name or label of a measure, such as "current", "expended" or "% Spent".',
        type: 'string',
        how: 'required',
      },
      {
        name: 'byThenValue',
        description:
          'Pairs: a cut such as "source", "fiscalYear" or "region", then its value, such as "BND-A"; or "asOf", then a date.',
        type: 'any',
        how: 'repeating',
      },
    ],
  },
  {
    id: 'BUDGET',
    description: 'Current budget of a project as of this workbook’s revision.',
    result: 'number',
    parameters: [
      { name: 'project', description: 'Project number, such as "26.00001".', type: 'any', how: 'required' },
      { name: 'source', description: 'Source code; left out: all sources.', type: 'any', how: 'optional' },
      {
        name: 'year',
        description: 'Fiscal year, such as "2026-27"; left out: all years.',
        type: 'any',
        how: 'optional',
      },
      { name: 'asOf', description: 'Date that the budget is to be of; left out: now.', type: 'any', how: 'optional' },
    ],
  },
  {
    id: 'ASOF',
    description: 'The revision that this workbook’s SEP figures are of.',
    result: 'string',
    parameters: [],
  },
];
