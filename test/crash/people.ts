import type { Gazetteer, RegionCode } from '../../src/regions/index.ts';
import type { Particulars } from './declarant.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const FAMILY = '赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张';
const GIVEN = '爱国建军秀英桂兰志强玉梅春花德福长贵小凤大川';

/** People with households all over a county: every name, ID number and phone is another. */
export function people(count: number, gazetteer: Gazetteer, county: RegionCode): Particulars[] {
  const townships = gazetteer.townshipsOf(county);
  return Array.from({ length: count }, (_, i) => {
    const township = townships[i % townships.length];
    if (township === undefined) throw new Error(`no township in ${county}`);
    const villages = gazetteer.villagesOf(township.code);
    const village = villages[Math.floor(i / townships.length) % villages.length]?.name ?? '';
    const given = `${GIVEN[i % GIVEN.length]}${GIVEN[(i * 7 + Math.floor(i / 20)) % GIVEN.length]}`;
    return {
      name: `${FAMILY[Math.floor(i / GIVEN.length) % FAMILY.length]}${given}`,
      idNumber: idNumber(county, i),
      phone: `139${String(37_400_000 + i * 37).padStart(8, '0')}`,
      place: `${township.name} ${village}`,
      causes: '看病',
      story: `老伴住院做了手术，自己掏了${i + 3}万${i}百块，家里没钱了`,
    };
  });
}

function idNumber(county: string, i: number): string {
  const day = String((i % 28) + 1).padStart(2, '0');
  const month = String((i % 12) + 1).padStart(2, '0');
  const body = `${county}19${50 + (i % 40)}${month}${day}${String(100 + i).slice(-3)}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}
