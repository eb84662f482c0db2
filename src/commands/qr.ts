import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { create, toString as toText } from 'qrcode';
import sharp from 'sharp';
import { type Config, readConfig } from '../config.ts';
import { EntryCodes, Gazetteer, type Place, parseRegion, villageName } from '../regions/index.ts';
import { UsageError } from './usage.ts';

/** A quarter of the code may be worn or dirty; the quiet zone of four modules is the standard's. */
const LEVEL = { errorCorrectionLevel: 'Q' } as const;
const QUIET = 4;
const MIN_PIXELS = 1200;
const USAGE =
  '用法：qr (--village 村代码 | --all-of 乡镇或县代码) --out 文件夹 [--bot 机器人名 | --link 网址]，都不写就用 WEB_URL 的网页';

/**
 * `qr`: the QR codes that open our page (or a chat elsewhere) with a village already known, as PNG and SVG. Prints one
 * JSON object a village.
 */
export async function qr(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      village: { type: 'string' },
      'all-of': { type: 'string' },
      out: { type: 'string' },
      link: { type: 'string' },
      bot: { type: 'string' },
    },
  });
  const folder = values.out;
  const area = values.village ?? values['all-of'];
  if (folder === undefined || area === undefined) throw new UsageError(USAGE);
  const config = readConfig();
  const contentOf = entryLink(values, config.WEB_URL);
  if (config.ENTRY_SECRET === undefined) {
    throw new UsageError('请先在 .env 里设置 ENTRY_SECRET（至少 16 个字符，换了它，印好的二维码就作废）');
  }
  const codes = new EntryCodes(config.ENTRY_SECRET);
  const villages = villagesOf(config, area, values.village !== undefined);
  mkdirSync(folder, { recursive: true });
  for (const village of villages) {
    const code = codes.sign(village.code);
    const content = contentOf(code);
    const png = join(folder, `${village.code}.png`);
    const svg = join(folder, `${village.code}.svg`);
    await writePng(content, png);
    writeFileSync(svg, await toText(content, { ...LEVEL, margin: QUIET, type: 'svg' }));
    const line = { village: village.code, name: village.name, code, png, svg, content };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

/** Every module is the same whole number of pixels, so that edges are sharp in print. */
async function writePng(content: string, path: string): Promise<void> {
  const { modules } = create(content, LEVEL);
  const side = modules.size + 2 * QUIET;
  const pixels = Buffer.alloc(side * side, 255);
  for (const [index, dark] of modules.data.entries()) {
    const row = Math.floor(index / modules.size) + QUIET;
    if (dark === 1) pixels[row * side + (index % modules.size) + QUIET] = 0;
  }
  const width = side * Math.ceil(MIN_PIXELS / side);
  await sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .resize(width, width, { kernel: 'nearest' })
    .png()
    .toFile(path);
}

/** What a QR code says, from the entry code. */
function entryLink(
  { link, bot }: { link?: string; bot?: string },
  page: string | undefined,
): (code: string) => string {
  if (link !== undefined && bot !== undefined) throw new UsageError(USAGE);
  if (bot !== undefined) {
    const name = bot.replace(/^@/, '');
    if (!/^[A-Za-z]\w{4,31}$/.test(name)) throw new UsageError(`机器人名不对：${bot}`);
    return (code) => `https://t.me/${name}?start=${code}`;
  }
  if (link === undefined) {
    if (page === undefined) throw new UsageError(`没有设置 WEB_URL，不知道网页在哪。${USAGE}`);
    return (code) => `${page}/?c=${code}`;
  }
  if (!URL.canParse(link) || !/^https?:/.test(link)) throw new UsageError(`网址不对：${link}`);
  return (code) => {
    const url = new URL(link);
    url.searchParams.set('v', code);
    return url.href;
  };
}

/** The village, or all villages of a township or county, with the names to print. */
function villagesOf({ CORPUS_DIR }: Config, area: string, isOne: boolean): Place[] {
  const gazetteer = Gazetteer.load(join(CORPUS_DIR, 'gazetteer'));
  const code = parseRegion(area);
  const townships = code.length === 6 ? gazetteer.townshipsOf(code) : [gazetteer.place(code)];
  const found = townships.flatMap((place) => {
    if (place === undefined) return [];
    const villages = place.code.length === 9 ? gazetteer.villagesOf(place.code) : [place];
    const township = gazetteer.place(parseRegion(place.code.slice(0, 9)))?.name ?? '';
    return villages.map((village) => ({
      code: village.code,
      name: `${township}${villageName(village.name)}`,
    }));
  });
  if (isOne && code.length !== 12) throw new UsageError(`村代码应为 12 位数字：${area}`);
  if (found.length === 0) throw new UsageError(`地名库里没有代码 ${area}`);
  return found;
}
