/** What an operator reads when a member of staff cannot be added. */
export const STAFF_PROBLEMS = {
  role: (roles: string) => `岗位不对，应为：${roles}（村、乡镇、县、部门、监督）`,
  name: '请写姓名，最多50个字',
  region: (role: string, digits: readonly number[]) =>
    `岗位 ${role} 的地区代码应为 ${digits.join('、')} 位（村12位，乡镇9位，县6位）`,
  unitMissing: '部门人员要写所在部门，例如 --unit 县医保局',
  unitUnwanted: '只有部门人员（department）才写 --unit',
} as const;
