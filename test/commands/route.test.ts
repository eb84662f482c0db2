import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'qrcode';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { EntryCodes } from '../../src/regions/index.ts';
import { call } from './in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'qr-'));
const SECRET = 'a secret for tests only';

afterAll(() => rmSync(folder, { recursive: true }));

describe('route', () => {
  it('routes a batch in order and says what is wrong with a line', async () => {
    const lines = [
      '{"id":1,"county":"411024","address":"望田镇蔺庄村3组"}',
      '{"id":"b","county":411024000000,"village":"411024104213"}',
      '{"id":3,"county":"9","address":"望田"}',
      'not json',
      '{"id":5,"address":"望田"}',
      '{"id":6,"county":"411024","address":null,"village":null}',
      '{"id":7,"county":"411024","address":"胡庄村"}',
    ];
    const { code, out } = await call(['route', '--batch', '-'], `${lines.join('\n')}\n`);
    expect(code).toBe(0);
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const latencyMs = expect.any(Number);
    const village = { code: '411024104213', name: '望田镇蔺庄村', score: 1 };
    const resolved = {
      status: 'resolved',
      township: '411024104',
      village: '411024104213',
      candidates: [village],
    };
    expect(answers[0]).toEqual({ id: 1, ...resolved, latencyMs });
    expect(answers[1]).toEqual({ id: 'b', ...resolved, latencyMs });
    expect(answers[2]).toEqual({ id: 3, error: expect.stringContaining('地区代码“9”不对') });
    expect(answers[3]).toEqual({ id: null, error: '这一行不是合法的 JSON' });
    expect(answers[4]).toEqual({ id: 5, error: expect.stringContaining('county 不对') });
    expect(answers[5]).toMatchObject({ id: 6, status: 'unresolved', township: null, village: null });
    expect(answers[6]).toMatchObject({ id: 7, status: 'ambiguous', township: null });
    expect(answers[6].candidates).toHaveLength(2);
  });

  it('routes one address, for the county configured unless another is given', async () => {
    const own = await call(['route', '望田'], '', { REGION: '411024' });
    expect(JSON.parse(own.out)).toMatchObject({ status: 'resolved', township: '411024104' });
    const other = await call(['route', '--county', '411326', '荆紫关'], '');
    expect(JSON.parse(other.out)).toMatchObject({ status: 'resolved', township: '411326101' });
  });

  it.each([
    [['route', '--county', 'x', '望田'], '地区代码“x”不对'],
    [['route', ''], '用法：route'],
    [['route', '--batch', '/nowhere/at/all'], '读不到文件'],
  ])('a call that is wrong ends with 2: %j', async (args, message) => {
    const { code, out, err } = await call(args, '');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('says that the gazetteer is missing', async () => {
    const { code, err } = await call(['route', '望田'], '', { CORPUS_DIR: folder });
    expect(code).toBe(2);
    expect(err).toContain('读不到地名库文件夹');
  });
});

describe('qr', () => {
  it('writes codes that say what was printed', async () => {
    const args = ['qr', '--village', '411024104213', '--out', folder];
    const page = { ENTRY_SECRET: SECRET, WEB_URL: 'https://ymt.example.org/' };
    const { code, out } = await call(args, '', page);
    expect(code).toBe(0);
    const line = JSON.parse(out);
    expect(line).toMatchObject({ village: '411024104213', name: '望田镇蔺庄村' });
    expect(line.content).toBe(`https://ymt.example.org/?c=${line.code}`);
    const chat = JSON.parse((await call([...args, '--bot', 'yimatong_bot'], '', page)).out);
    expect(chat.content).toBe(`https://t.me/yimatong_bot?start=${line.code}`);
    expect(new EntryCodes(SECRET).verify(line.code)).toBe('411024104213');
    expect(readFileSync(line.svg, 'utf8')).toMatch(/^<svg [\s\S]*<path [\s\S]*<\/svg>\s*$/);
    expect(await modulesOf(line.png)).toEqual(modulesFor(chat.content));
  });

  it('writes one for each village of a township, with a link', async () => {
    const args = [
      'qr',
      '--all-of',
      '411024104',
      '--out',
      folder,
      '--link',
      'https://example.org/form?from=qr',
    ];
    const { out } = await call(args, '', { ENTRY_SECRET: SECRET });
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(30);
    expect(new Set(lines.map((line) => line.code)).size).toBe(30);
    expect(lines[0].content).toBe(`https://example.org/form?from=qr&v=${lines[0].code}`);
  });

  const village = ['--village', '411024104213', '--out', folder];
  it.each<[string[], string, string]>([
    [[...village, '--bot', 'yimatong_bot'], '', '请先在 .env 里设置 ENTRY_SECRET'],
    [[...village], SECRET, '没有设置 WEB_URL'],
    [[...village, '--bot', 'yimatong_bot', '--link', 'https://example.org'], SECRET, '用法：qr'],
    [[...village, '--bot', 'no'], SECRET, '机器人名不对：no'],
    [[...village, '--link', 'file:///etc/passwd'], SECRET, '网址不对'],
    [['--village', '411024104', '--out', folder, '--bot', 'yimatong_bot'], SECRET, '村代码应为 12 位数字'],
    [['--village', '411024104999', '--out', folder, '--bot', 'yimatong_bot'], SECRET, '地名库里没有代码'],
  ])('a call that is wrong ends with 2: %j', async (args, secret, message) => {
    const { code, out, err } = await call(['qr', ...args], '', { ENTRY_SECRET: secret });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

/** The dark modules that a QR code of this content has. */
function modulesFor(content: string): boolean[] {
  return [...create(content, { errorCorrectionLevel: 'Q' }).modules.data].map((module) => module === 1);
}

/** The dark modules of a picture, read at the middle of each; the quiet zone of four is checked to be empty. */
async function modulesOf(png: string): Promise<boolean[]> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect(info.width).toBeGreaterThanOrEqual(1000);
  const dark = (x: number, y: number) => (data[(y * info.width + x) * info.channels] ?? 255) < 128;
  let edge = 0;
  while (!dark(edge, edge)) edge += 1;
  // The first dark pixel begins the seven modules of the corner.
  let corner = edge;
  while (dark(corner, edge)) corner += 1;
  const module = (corner - edge) / 7;
  expect(edge / module).toBeGreaterThanOrEqual(4);
  const count = Math.round((info.width - 2 * edge) / module);
  return Array.from({ length: count * count }, (_, index) =>
    dark(
      Math.floor(edge + ((index % count) + 0.5) * module),
      Math.floor(edge + (Math.floor(index / count) + 0.5) * module),
    ),
  );
}
