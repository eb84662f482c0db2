import { describe, expect, it } from 'vitest';
import { AddressResolver, parseRegion } from '../../src/regions/index.ts';
import { divisions, gazetteer, resolve, resolver, shown } from './places-served.ts';

function found(county: string, text: string): [string, string] | undefined {
  const place = resolver.findIn(text, parseRegion(county));
  return place === undefined ? undefined : [text.slice(place.start, place.end), shown(place.resolution)];
}

describe('a township named in passing', () => {
  it.each([
    ['411024', '俺叫王秀英，陈化店的，俺老伴得癌症了想申报', '陈化店', '陈化店镇'],
    ['411024', '户主叫陈大山，在柏梁镇，因为摔断了腿干不了活', '柏梁镇', '柏梁镇'],
    ['411024', '家是马栏的', '马栏', '马栏镇'],
    ['411024', '我们陶城这边', '陶城', '陶城镇'],
    ['411024', '彭店的张三', '彭店', '彭店镇'],
    ['411024', '住陶城镇上', '陶城镇', '陶城镇'],
    ['411024', '俺们陶城今年发大水', '陶城', '陶城镇'],
    ['411024', '陈化店街上开小店的，男人没了', '陈化店', '陈化店镇'],
    ['411024', '俺是柏梁人，叫李四', '柏梁', '柏梁镇'],
    ['411024', '替俺邻居申报，他叫李四，大马的，得了尿毒症', '大马', '大马镇'],
    ['411024', '把腿摔断了，家在马栏，爹也瘫痪了', '马栏', '马栏镇'],
    ['411326', '荆子关镇的，想反应下我家情况', '荆子关镇', '荆紫关镇'],
    ['411326', '我是老城的', '老城', '老城镇'],
    ['360734', '家在水源', '水源', '水源乡'],
    ['360734', '我是南桥的，屋下老人病了', '南桥', '南桥镇'],
    ['360734', '吉潭圳下刘石养，肾衰竭', '吉潭圳下', '吉潭镇/圳下村'],
    ['210422', '永陵那边的', '永陵', '永陵镇'],
  ])('%s %s', (county, text, span, where) => {
    expect(found(county, text)).toEqual([span, where]);
  });

  it.each([
    ['411024', '大马路边摔了一跤'],
    ['411024', '只乐得哈哈笑'],
    ['411024', '我叫张桥'],
    ['411024', '户主张桥，电话13912345678'],
    ['411024', '想问问望田的低保啥标准'],
    ['411024', '大马的人多不多'],
    ['360734', '水源断了'],
    ['360734', '俺们水源断了'],
    ['360734', '水源的问题咋解决'],
    ['411326', '上集了吗'],
  ])('an ordinary word, a name or a question is none: %s %s', (county, text) => {
    expect(found(county, text)).toBeUndefined();
  });

  it.each([
    '马坊乡那边俺舅家',
    '在望田赶集摔了',
    '我在望田镇打工摔了',
    '我在彭店的饭店打工',
    '孩子在望田镇上学',
    '俺闺女嫁到望田了',
  ])('where kin live or one only works is none: %s', (text) => {
    expect(found('411024', text)).toBeUndefined();
  });

  it.each([
    ['俺侄子在望田镇住，俺家是马栏的', '马栏镇'],
    ['陈化店那边俺闺女家，俺家在望田', '望田镇'],
    ['在陈化店镇上班，家在望田', '望田镇'],
    ['嫁到彭店了，娘家是马坊的', '彭店镇'],
    ['去望田镇卫生院看的病，家是大马的', '大马镇'],
  ])("the household's own place goes before it: %s", (text, where) => {
    expect(found('411024', text)?.[1]).toBe(where);
    expect(shown(resolve('411024', text))).toBe(where);
  });

  it('the place of kin is the one when somebody files for them', () => {
    expect(found('411024', '给俺舅报，他在马坊乡住，瘫了')?.[1]).toBe('马坊镇');
    expect(found('411024', '俺舅在马坊住，替他申报')?.[1]).toBe('马坊镇');
  });
});

describe('a place denied or taken back', () => {
  it.each([
    ['411326', '不是厚坡那个，是香花的柴沟', '香花镇/柴沟村'],
    ['411024', '不在安陵，在陶城', '陶城镇'],
    ['411024', '俺不是这个村的，俺是彭店镇的', '彭店镇'],
    ['411024', '马坊的胡庄，不是陶城那个', '马坊镇/胡庄村'],
    ['411024', '不是望田是大马', '大马镇'],
    ['411024', '我不住望田，我住大马', '大马镇'],
    ['411024', '俺家以前在望田，现在搬到大马了', '大马镇'],
    ['411024', '以前在望田，现在搬大马了', '大马镇'],
    ['411024', '望田镇，不对，是大马镇', '大马镇'],
    ['411024', '错了，不是望田镇，大马镇的', '大马镇'],
  ])('%s %s', (county, text, where) => {
    expect(shown(resolve(county, text))).toBe(where);
    expect(found(county, text)?.[1]).toBe(where);
  });

  it('alone it is no place; asking back or a question is no denial', () => {
    expect(shown(resolve('411024', '俺不是望田的'))).toBe('unresolved');
    expect(found('411024', '俺不是望田的')).toBeUndefined();
    expect(shown(resolve('411024', '俺不是望田镇的吗'))).toBe('望田镇');
    expect(shown(resolve('411024', '我不太清楚是不是望田镇'))).toBe('望田镇');
  });

  it('without a known place now, the earlier one does not stand in', () => {
    expect(shown(resolve('411024', '以前在望田，现在搬出来了'))).toBe('unresolved');
  });
});

describe('two places', () => {
  it.each([
    ['360734', '吉潭和项山交界那里', '?吉潭镇 项山乡'],
    ['411024', '在马栏跟陶城中间', '?陶城镇 马栏镇'],
    ['411024', '马栏、陶城中间', '?陶城镇 马栏镇'],
    ['411024', '望田镇和大马中间', '?大马镇 望田镇'],
    ['411024', '望田还是大马的我也说不清', '?大马镇 望田镇'],
    ['411024', '望田，还是大马，说不准', '?大马镇 望田镇'],
    ['411024', '望田镇或者大马', '?大马镇 望田镇'],
  ])('neither is guessed: %s %s', (county, text, where) => {
    expect(shown(resolve(county, text))).toBe(where);
    expect([undefined, where]).toContain(found(county, text)?.[1]);
  });

  it('said as surely in one text, both are asked about', () => {
    expect(found('411024', '人住在望田，户口在大马')?.[1]).toBe('?大马镇 望田镇');
    expect(found('411024', '住在马栏跟陶城中间')?.[1]).toBe('?陶城镇 马栏镇');
  });

  it('the village tells which it is, and a partner elsewhere does not count', () => {
    expect(shown(resolve('411024', '望田镇和大马镇中间的蔺庄'))).toBe('望田镇/蔺庄村');
    expect(shown(resolve('411024', '马栏镇，跟陶城的老李合伙'))).toBe('马栏镇');
  });
});

describe('everyday words that are villages too', () => {
  it.each([
    ['210422', '山根儿底下那家'],
    ['210422', '那家人'],
    ['210422', '我说的那家'],
    ['210422', '俺是李家的媳妇'],
    ['210422', '住在车站旁边'],
    ['411326', '码头那边'],
    ['411326', '山根底下'],
    ['411326', '俺们老街这边'],
    ['411024', '李家隔壁'],
  ])('stay words: %s %s', (county, text) => {
    expect(shown(resolve(county, text))).toBe('unresolved');
    expect(found(county, text)).toBeUndefined();
  });

  it.each([
    ['210422', '那家村3组', '永陵镇/那家村'],
    ['210422', '永陵那家', '永陵镇/那家村'],
    ['411326', '码头村', '荆紫关镇/码头村'],
    ['411326', '厚坡前街', '厚坡镇/前街村'],
  ])('with 村 or the township they are villages: %s %s', (county, text, where) => {
    expect(shown(resolve(county, text))).toBe(where);
    expect(found(county, text)?.[1]).toBe(where);
  });

  it('alone, as an answer, one that points at nothing is a village', () => {
    expect(shown(resolve('411326', '前街'))).toBe('厚坡镇/前街村');
  });
});

describe('Hong Kong, Macao and Taiwan', () => {
  it.each([
    ['香港九龙', '香港特别行政区'],
    ['香港特别行政区', '香港特别行政区'],
    ['澳門', '澳门特别行政区'],
    ['台湾省台北市', '台湾省'],
    ['臺灣高雄', '台湾省'],
  ])('are elsewhere: %s', (address, outsideName) => {
    expect(resolve('411024', address)).toMatchObject({ status: 'outside', outsideName });
  });

  it('is where somebody may live, not where a village takes its name from', () => {
    expect(found('411024', '户口在香港的')).toEqual(['香港', 'outside']);
    expect(shown(resolve('411024', '望田镇台湾村'))).toBe('望田镇');
  });
});

describe('the first address of a county', () => {
  it('waits for no index', () => {
    const fresh = new AddressResolver(gazetteer, divisions);
    // The processor's time, which other work on the machine does not lengthen.
    const slowest = Math.max(
      ...gazetteer.countyCodes().map((county) => {
        const before = process.cpuUsage();
        fresh.resolve({ county, address: '城关镇东街3组' });
        return process.cpuUsage(before).user / 1000;
      }),
    );
    expect(slowest).toBeLessThan(50);
  });
});
