import { describe, expect, it } from 'vitest';
import { paths, read, textsByPath } from './reading.ts';

describe('lists inside an article', () => {
  it('announced by a colon stay with what announces them', () => {
    const articles = textsByPath([
      '一、申报',
      '（一）申报材料：',
      '1.身份证；',
      '2.户口簿；',
      '3.银行卡。',
      '（二）时限。5日内办结。',
    ]);
    expect(articles).toEqual({
      '一（一）': '（一）申报材料：\n1.身份证；\n2.户口簿；\n3.银行卡。',
      '一（二）': '（二）时限。5日内办结。',
    });
  });

  it('in running text (一是…二是…) are no headings', () => {
    const document = read([
      '一、任务',
      '一是扫码申报，二是到村申报，三是打电话申报。',
      '二是入户核实，5日办结。',
      '二、附则',
      '即日施行，由县民政局解释。',
    ]);
    expect(paths(document)).toEqual(['一', '二']);
    expect(document.articles[0]?.text).toContain('二是入户核实');
  });

  it('drawn as steps with arrows are no headings', () => {
    const document = read([
      '一、流程',
      '（一）申报→（二）核实→（三）审核',
      '（一）申报。随时申报，村级受理。',
      '（二）核实。5日办结，如实记录。',
    ]);
    expect(paths(document)).toEqual(['一', '一（一）', '一（二）']);
  });

  it('after the last heading belong to it, not to a last paragraph', () => {
    const document = read([
      '一、任务',
      '（一）程序。按下列步骤办理：',
      '（1）申报；',
      '（2）核实；',
      '——坚持公开；',
      '注：节假日顺延。',
      '责任单位：县民政局',
    ]);
    expect(paths(document)).toEqual(['一（一）']);
    expect(document.articles[0]?.responsibleUnits).toEqual(['县民政局']);
  });

  it('of full sentences are articles of their own', () => {
    expect(
      paths(
        read([
          '一、救助标准：',
          '1.特困人员按照90%的比例给予救助。',
          '2.低保对象按照70%的比例给予救助，年度救助限额为三万元，资金由县级财政统筹安排，按季度结算到定点医疗机构，未使用完的结转下一年度继续使用。',
        ]),
      ),
    ).toEqual(['一1', '一2']);
  });
});
