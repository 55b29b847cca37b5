import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** One view of all pages beside each other, and for how long it is shown. */
interface Frame {
  readonly pictures: readonly string[];
  readonly seconds: number;
}

/** Takes pictures of pages beside each other and makes one moving picture of them. */
export interface MovingPicture {
  take(seconds: number): Promise<void>;
  /** Writes an animated SVG of WebP frames: every browser shows it where a picture may stand, and it is small. */
  write(file: string): Promise<void>;
}

const WIDTH_PX = 1_200;
const GAP_PX = 6;
const QUALITY = 0.45;

export function movingPicture(browser: Browser, pages: readonly Page[]): MovingPicture {
  const frames: Frame[] = [];
  return {
    take: async (seconds) => {
      const pictures = await Promise.all(pages.map(async (page) => (await page.screenshot()).toString('base64')));
      frames.push({ pictures, seconds });
    },
    write: async (file) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, await animation(browser, frames));
    },
  };
}

interface DrawnFrame {
  readonly data: string;
  readonly width: number;
  readonly height: number;
}

async function animation(browser: Browser, frames: readonly Frame[]): Promise<string> {
  const page = await browser.newPage();
  const drawn: DrawnFrame[] = [];
  for (const { pictures } of frames) {
    drawn.push(await page.evaluate(drawBeside, { pictures, width: WIDTH_PX, gap: GAP_PX, quality: QUALITY }));
  }
  await page.close();
  const total = frames.reduce((sum, { seconds }) => sum + seconds, 0);
  const height = drawn[0]?.height ?? 0;
  let start = 0;
  const images = drawn.map(({ data }, index) => {
    const from = start / total;
    start += frames[index]?.seconds ?? 0;
    return imageOf(data, height, from, start / total, total);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH_PX} ${height}" width="${WIDTH_PX}" height="${height}">`,
    ...images,
    '</svg>',
    '',
  ].join('\n');
}

/** Shown from one moment to the other, given as parts of the whole; the first frame is what a still picture shows. */
function imageOf(data: string, height: number, from: number, to: number, total: number): string {
  const [times, values] =
    from === 0 ? [`0;${to.toFixed(4)}`, 'inline;none'] : [`0;${from.toFixed(4)};${to.toFixed(4)}`, 'none;inline;none'];
  const animate = `<animate attributeName="display" calcMode="discrete" dur="${total}s" repeatCount="indefinite" keyTimes="${times}" values="${values}"/>`;
  return `<image href="${data}" width="${WIDTH_PX}" height="${height}" display="${from === 0 ? 'inline' : 'none'}">${animate}</image>`;
}

/** Runs in a browser: draws pictures beside each other, as wide as asked for. */
async function drawBeside(input: {
  pictures: readonly string[];
  width: number;
  gap: number;
  quality: number;
}): Promise<DrawnFrame> {
  const bitmaps = await Promise.all(
    input.pictures.map(async (picture) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      return image;
    }),
  );
  const whole = bitmaps.reduce((sum, { width }) => sum + width, 0);
  const scale = (input.width - input.gap * (bitmaps.length - 1)) / whole;
  const height = Math.round(Math.max(...bitmaps.map((image) => image.height)) * scale);
  const canvas = document.createElement('canvas');
  canvas.width = input.width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No canvas.');
  context.fillStyle = '#888888';
  context.fillRect(0, 0, canvas.width, canvas.height);
  let left = 0;
  for (const image of bitmaps) {
    context.drawImage(image, left, 0, image.width * scale, image.height * scale);
    left += image.width * scale + input.gap;
  }
  return { data: canvas.toDataURL('image/webp', input.quality), width: input.width, height };
}
