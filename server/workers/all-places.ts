import { pdfPlaces } from '../pdf/render-pdf.ts';
import { readingPlaces } from '../reading/plan-reader.ts';
import { documentPlaces } from '../reports/document/report-file.ts';
import { wordPlaces } from '../word/render-word.ts';
import { workbookPlaces } from '../workbook/worker/run-worker.ts';

/** The queues of everything that is done in worker threads of this process, passwords apart. */
export const allPlaces = [
  { name: 'Figures', places: readingPlaces },
  { name: 'Workbooks', places: workbookPlaces },
  { name: 'Reports', places: documentPlaces },
  { name: 'PDF', places: pdfPlaces },
  { name: 'Word', places: wordPlaces },
] as const;
