import { strFromU8, unzipSync } from 'fflate';
import { writeXlsx, type WriteOptions } from 'hucre';
import { fillChartCaches } from './chart-caches.ts';
import { defaultFont } from './sheet-styles.ts';
import { writeZip, type ZipPart } from './zip-writer.ts';

const STYLES = 'xl/styles.xml';
const CHART = /^xl\/charts\/chart\d+\.xml$/;

/**
 * Writes an .xlsx file with hucre and completes what it leaves to others: the order of a font's parts, and the values that
 * charts keep of their cells.
 * @param contentOf what stands in a part instead of what hucre has written there; undefined: that
 */
export async function writeSheets(
  options: WriteOptions,
  contentOf: (path: string, xml: () => string) => ZipPart['content'] | undefined = () => undefined,
): Promise<Uint8Array> {
  const parts = unzipSync(await writeXlsx({ ...options, defaultFont }));
  return writeZip(
    Object.entries(parts).map(([path, bytes]) => {
      const xml = (): string => strFromU8(bytes);
      if (CHART.test(path)) return { path, content: [fillChartCaches(xml(), options.sheets)] };
      if (path === STYLES) return { path, content: [sizeBeforeColour(xml())] };
      return { path, content: contentOf(path, xml) ?? bytes };
    }),
  );
}

/** In a font the file format has the size before the colour; hucre has it after. */
function sizeBeforeColour(stylesXml: string): string {
  return stylesXml.replaceAll(/(<color [^>]*\/>)(<sz [^>]*\/>)/g, '$2$1');
}
