/** Headers by what they mean, as counties and departments write them; the usual one first. */
export const TITLES = {
  name: [
    '姓名',
    '名字',
    '人员姓名',
    '患者姓名',
    '病人姓名',
    '参保人姓名',
    '学生姓名',
    '残疾人姓名',
    '家庭成员姓名',
    '成员姓名',
    '本人姓名',
    '救助对象',
    '对象姓名',
    '申请人',
    '申请人姓名',
    '产权人',
    '房主姓名',
    '就诊人',
  ],
  head: ['户主姓名', '户主', '户主名', '户主名称', '家庭户主', '户主姓名（必填）'],
  idNumber: [
    '身份证号',
    '身份证号码',
    '身份证',
    '公民身份号码',
    '公民身份证号码',
    '公民身份证号',
    '居民身份证号码',
    '居民身份证号',
    '居民身份证',
    '证件号码',
    '证件号',
    '有效证件号码',
    '身份证件号码',
    '身份证件号',
    '身份号码',
    '身份证明号码',
    '患者身份证号',
    '学生身份证号',
    '本人身份证号',
    '成员身份证号',
  ],
  headId: ['户主身份证号', '户主身份证号码', '户主证件号码', '户主证件号', '户主公民身份号码', '户主身份证'],
  phone: [
    '联系电话',
    '电话',
    '手机',
    '手机号',
    '手机号码',
    '电话号码',
    '联系方式',
    '联系手机',
    '联系人电话',
    '户主电话',
    '家长电话',
    '监护人电话',
    '移动电话',
  ],
  township: [
    '乡镇',
    '乡（镇）',
    '乡镇（街道）',
    '乡镇街道',
    '乡',
    '镇',
    '镇街',
    '所属乡镇',
    '所在乡镇',
    '街道',
    '乡镇名称',
    '镇（乡、街道）',
  ],
  village: [
    '村',
    '行政村',
    '村委会',
    '村名',
    '村（社区）',
    '村（居）',
    '村庄',
    '所在村',
    '所属村',
    '行政村名称',
    '村名称',
    '村居',
    '社区',
    '村（居）委会',
    '村民委员会',
  ],
  address: [
    '家庭住址',
    '住址',
    '地址',
    '详细地址',
    '家庭地址',
    '户籍地址',
    '户口所在地',
    '现住址',
    '居住地址',
    '联系地址',
    '通讯地址',
    '房屋坐落',
    '户籍所在地',
  ],
} as const satisfies Record<string, readonly string[]>;

/** A header as it is compared: without blanks, brackets and what stands in them, marks; `乡（镇）` keeps what it says. */
export function plainTitle(title: string): string {
  const text = title.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  const bare = text.replace(/\((?:必填|选填|元|万元|人民币|单位:?[^)]*|填写[^)]*|如[^)]*|格式[^)]*)\)/g, '');
  return bare.replace(/[()/*:.,、。·_\-"'“”]/g, '');
}

const WHOLE = new Set(Object.values(TITLES).flat().map(plainTitle));
const PARTS =
  /姓名|户主|证件号|身份证|身份号码|序号|编号|编码|电话|手机|联系方式|住址|地址|乡镇|街道|行政村|性别|年龄|出生|金额|费用|总额|医疗|自付|自负|报销|日期|时间|月份|年月|备注|类型|类别|级别|等级|原因|关系|人口|人数|收入|支出|学校|年级|班级|专业|病种|疾病|诊断|医院|面积|房屋|鉴定|结果|单位|部门|银行|账号|卡号|状态|是否|民族|学历|程度|情况|标准|名称/;
const LONGEST_KNOWN = 25;

/** Whether a text is a header word for word. */
export function isWholeTitle(text: string): boolean {
  return WHOLE.has(plainTitle(text));
}

/** Whether a text is what headers usually say. */
export function isKnownTitle(text: string): boolean {
  const plain = plainTitle(text);
  return plain.length <= LONGEST_KNOWN && (WHOLE.has(plain) || PARTS.test(plain));
}
