import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { explainMissingOffice } from '../../../server/workbook/testing/libre-office.ts';
import { editedByPython, type PythonScript } from './python-program.ts';
import type { SpreadsheetProgram } from './spreadsheet-program.ts';

const script: PythonScript = {
  file: 'libre_office_jobs.py',
  module: 'uno',
  packages: 'libreoffice-calc-nogui and python3-uno',
  program: 'LibreOffice',
};

export const libreOffice: SpreadsheetProgram = {
  name: 'LibreOffice',
  version: installedVersion,
  edit: async (jobs) => {
    await installedVersion();
    return editedByPython(script, jobs);
  },
};

async function installedVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)('soffice', ['--version']).catch(explainMissingOffice);
  return /\d+(\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim();
}
