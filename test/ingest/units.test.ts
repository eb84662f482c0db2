import { describe, expect, it } from 'vitest';
import { responsibleUnitsOf, withoutUnits } from '../../src/policy/ingest/units.ts';

describe('responsible units', () => {
  it.each([
    ['（责任单位：县住建局；各镇党委政府）', ['县住建局', '各镇党委政府']],
    ['〔责任单位：市扶贫办、市农业农村局等〕', ['市扶贫办', '市农业农村局']],
    ['(责任单位:市民政局,市残联)', ['市民政局', '市残联']],
    ['【责任部门：县委组织部】', ['县委组织部']],
    [
      '（牵头单位：县农业农村局；配合单位：县财政局、县民政局等部门）',
      ['县农业农村局', '县财政局', '县民政局'],
    ],
    [
      '（责任单位：县农业农村局（乡村振兴局、扶贫办）、县财政局）',
      ['县农业农村局（乡村振兴局、扶贫办）', '县财政局'],
    ],
    [
      '（责任单位：县委农办〔县乡村振兴局（原县扶贫办）〕、县水利局）',
      ['县委农办〔县乡村振兴局（原县扶贫办）〕', '县水利局'],
    ],
    ['（责任单位：各乡镇党委、政府）', ['各乡镇党委、政府']],
    ['（县农业农村局牵头，县财政局、县民政局配合）', ['县农业农村局', '县财政局', '县民政局']],
    ['（由县农业农村局、县财政局等部门按职责分工负责）', ['县农业农村局', '县财政局']],
  ])('are read from %s', (block, units) => {
    expect(responsibleUnitsOf(`做好监测。${block}`)).toEqual(units);
    expect(withoutUnits(`做好监测。${block}`)).toBe('做好监测。');
  });

  it('stand on a line of their own, too', () => {
    const text = '做好监测。\n责任单位：县民政局、县财政局';
    expect(responsibleUnitsOf(text)).toEqual(['县民政局', '县财政局']);
    expect(withoutUnits(text).trim()).toBe('做好监测。');
  });

  it.each([
    '对符合条件的（经乡镇审核、县级负责）予以补助。',
    '（此项由村民自己负责）',
    '由县民政局负责解释（自2022年起实施）。',
    '（责任单位：县水利局、没有写完',
  ])('are none in %s', (text) => {
    expect(responsibleUnitsOf(text)).toEqual([]);
    expect(withoutUnits(text)).toBe(text);
  });
});
