import { describe, expect, it } from 'vitest';
import { parseRegion } from '../../src/regions/index.ts';
import { resolver, shown } from './places-served.ts';

function found(text: string, county = '411024'): [string, string] | undefined {
  const place = resolver.findIn(text, parseRegion(county));
  return place === undefined ? undefined : [text.slice(place.start, place.end), shown(place.resolution)];
}

describe('a place named in running text', () => {
  it.each([
    ['我叫张三，望田镇五里岗的，俺老伴得癌症了', '望田镇五里岗', '望田镇'],
    ['俺叫王大妮，蔺庄村3组12号，男人腿断了', '蔺庄村3组12号', '望田镇/蔺庄村'],
    ['我叫李庄，家住望田镇', '望田镇', '望田镇'],
    ['我是蔺庄的，地淹了', '蔺庄', '望田镇/蔺庄村'],
    ['在望田镇卫生院住院，家是大马镇的', '大马镇', '大马镇'],
    ['我在广东打工，老家是望田镇蔺庄', '望田镇蔺庄', '望田镇/蔺庄村'],
    ['不是望田镇，是大马镇', '大马镇', '大马镇'],
    ['俺家在旺田镇，房子塌了', '旺田镇', '望田镇'],
    ['我在望田那边住，娃上不起学', '望田', '望田镇'],
    ['蔺庄，望田的，老人瘫了', '蔺庄，望田', '望田镇/蔺庄村'],
    ['家住 望田镇 蔺庄村，电话139', '望田镇 蔺庄村', '望田镇/蔺庄村'],
    ['俺住胡庄村，没钱看病', '胡庄村', '?陶城镇胡庄村 马坊镇胡庄村'],
    ['户口是长葛市坡胡镇的', '长葛市坡胡镇', 'outside'],
    ['家住广东省深圳市', '广东省深圳市', 'outside'],
  ])('%s', (text, span, where) => {
    expect(found(text)).toEqual([span, where]);
  });

  it.each([
    '我叫李庄',
    '我是李庄',
    '户主刘庄，电话13912345678',
    '我儿子在深圳打工，出事了',
    '俺村里没水吃',
    '和平年代还有人吃不饱饭',
    '低保要啥条件',
    '在望田镇卫生院住了半个月',
    '在扶沟县医院住院',
    '我过世的阿婆',
    '想问下前进一步咋办',
    '',
  ])('none in: %s', (text) => {
    expect(found(text)).toBeUndefined();
  });

  it('ordinary words that are villages of the county stay words', () => {
    for (const text of [
      '想了解团结互助的政策',
      '大家一起前进',
      '过上幸福生活',
      '和平蔬菜都涨价了',
      '大棚蔬菜赔了',
    ]) {
      expect(found(text, '210422')).toBeUndefined();
    }
  });

  it('a long story is looked through for where it says where', () => {
    const story = `${'那年发大水把地都淹了，'.repeat(40)}家住望田镇蔺庄村，求帮忙`;
    expect(found(story)).toEqual(['望田镇蔺庄村', '望田镇/蔺庄村']);
  });
});
