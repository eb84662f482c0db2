import { expect, test } from 'vitest';
import { withPost } from '../../src/regions/index.ts';

test.each([
  ['望田镇蔺庄村', '村级干部', '望田镇蔺庄村干部'],
  ['望田镇', '乡镇干部', '望田镇干部'],
  ['鄢陵县', '县级干部', '鄢陵县干部'],
  ['鄢陵县', '督导', '鄢陵县督导'],
  ['鄢陵县', '县医保局', '鄢陵县医保局'],
  ['鄢陵县医保局', '部门干部', '鄢陵县医保局干部'],
  ['鄢陵县', '鄢陵县医疗保障局', '鄢陵县医疗保障局'],
  ['瑞金市', '市政府办', '瑞金市政府办'],
  // Names that only begin like a level.
  ['瑞金市', '市场监管局', '瑞金市市场监管局'],
  ['马坊乡', '乡村振兴办', '马坊乡乡村振兴办'],
  // A place that is not known adds nothing, and takes nothing away.
  ['', '村级干部', '村级干部'],
])('%s and %s are %s', (place, post, said) => expect(withPost(place, post)).toBe(said));
