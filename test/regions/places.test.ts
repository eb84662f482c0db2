import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Divisions, NATION, parseRegion } from '../../src/regions/index.ts';

const served = [NATION, ...['411024', '4113', '3607', '2104'].map(parseRegion)];
const divisions = Divisions.fromFile('corpus/divisions.csv', served);

function named(text: string): string[] {
  return divisions.placesIn(text).map(({ code, name }) => `${name} ${code}`);
}

describe('places named in a question', () => {
  it.each([
    ['鄢陵的收入线是多少', '鄢陵 411024'],
    ['鄢陵县今年咋弄', '鄢陵县 411024'],
    ['淅川有啥特殊照顾', '淅川 411326'],
    ['南康木匠培训学几日', '南康 360703'],
    ['赣县的低保', '赣县 360704'],
    ['新宾的垃圾分类', '新宾 210422'],
    ['清原县的秸秆', '清原 210423'],
    ['清原满族自治县', '清原满族自治县 210423'],
  ])('a served county is known by its full and its short name: %s', (question, place) => {
    expect(named(question)).toContain(place);
  });

  it.each([
    ['贵州的低保多少', '贵州 52'],
    ['内蒙古那边咋样', '内蒙古 15'],
    ['新疆喀什务工补贴', '喀什 6531'],
    ['四川凉山搬迁户有什么优惠', '凉山 5134'],
    ['恩施州的政策', '恩施 4228'],
    ['洛阳嵩县监测线', '嵩县 410325'],
    ['河南范县的低保', '范县 410926'],
    ['湖北公安县', '公安县 421022'],
  ])('another province, prefecture or county is known: %s', (question, place) => {
    expect(named(question)).toContain(place);
  });

  it('a name that two divisions share is reported for both', () => {
    expect(named('抚顺的监测标准')).toEqual(['抚顺 2104', '抚顺 210421']);
    expect(named('吉林那边')).toEqual(['吉林 22', '吉林 2202']);
  });

  it('the longest name counts, and its place in the text is told', () => {
    expect(divisions.placesIn('去南阳市内乡县看看')).toEqual([
      { code: '4113', name: '南阳市', at: 1, length: 3 },
      { code: '411325', name: '内乡县', at: 4, length: 3 },
    ]);
    expect(named('看病要跑赣州市里')).toEqual(['赣州市 3607']);
    expect(named('全南阳都这样吗')).toEqual(['南阳 4113']);
  });

  it.each(['公安局管不管', '和平时期', '城关那边的路', '派出所和公安'])(
    'short names of counties that we do not serve are ordinary words: %s',
    (question) => {
      expect(named(question)).toEqual([]);
    },
  );

  it.each([
    ['医保定点医院能一站式结算吗', '保定'],
    ['低保定期复核不', '保定'],
    ['最新乡村振兴政策有哪些', '新乡'],
    ['国内乡村旅游', '内乡'],
    ['承包头几年免费吗', '包头'],
    ['秸秆综合利用示范县', '范县'],
    ['这两天水停了', '天水'],
    ['推广安全饮水', '广安'],
    ['村中卫生室报销吗', '中卫'],
    ['县长治理不了', '长治'],
    ['一间房四平方米', '四平'],
    ['存折还有大余额', '大余'],
    ['市和县各出多少', '和县'],
    ['搬到新城区住', '新城区'],
    ['郊区的地', '郊区'],
    ['办喜事来宾能坐几桌', '来宾'],
    ['光伏日照不足', '日照'],
    ['祝老人安康', '安康'],
  ])('a name inside other words is none: %s', (question) => {
    expect(named(question)).toEqual([]);
  });

  it('text without a place, empty text and emoji name none', () => {
    for (const text of ['', '俺家房子漏雨了', '😀🏠', 'hello 411024', '。！？'])
      expect(named(text)).toEqual([]);
  });
});

describe('names of divisions', () => {
  it.each([
    ['411024', '鄢陵县'],
    ['411300', '南阳市'],
    ['410000', '河南省'],
  ])('%s is called %s', (code, name) => {
    expect(divisions.nameOf(parseRegion(code))).toBe(name);
  });

  it('a name can be told with those above it', () => {
    expect(divisions.fullNameOf(parseRegion('411024'))).toBe('河南省许昌市鄢陵县');
    expect(divisions.fullNameOf(NATION)).toBe('全国');
  });

  it('a township that is not in the table goes by its county', () => {
    expect(divisions.nameOf(parseRegion('411024102'))).toBe(divisions.nameOf(parseRegion('411024')));
  });

  it('the nation is 全国', () => {
    expect(divisions.nameOf(NATION)).toBe('全国');
  });

  it('a table with Windows line ends is read the same', () => {
    const folder = mkdtempSync(join(tmpdir(), 'divisions-'));
    try {
      writeFileSync(join(folder, 'divisions.csv'), 'code,name\r\n41,河南省\r\n411024,鄢陵县\r\n');
      const read = Divisions.fromFile(join(folder, 'divisions.csv'), served);
      expect(read.nameOf(parseRegion('411024'))).toBe('鄢陵县');
      expect(read.placesIn('鄢陵县的线').map((p) => p.code)).toEqual(['411024']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
