import { printedByPython, editedByPython, type PythonScript } from './python-program.ts';
import type { SpreadsheetProgram } from './spreadsheet-program.ts';

const script: PythonScript = {
  file: 'openpyxl_jobs.py',
  module: 'openpyxl',
  packages: 'python3 and python3-openpyxl',
  program: 'openpyxl',
};

export const openpyxl: SpreadsheetProgram = {
  name: 'openpyxl',
  version: () => printedByPython(script, 'import openpyxl; print(openpyxl.__version__)'),
  edit: (jobs) => editedByPython(script, jobs),
};
