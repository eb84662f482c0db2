/** A calendar day in Asia/Shanghai as `YYYY-MM-DD`. */
export type Day = string;

/** One household as everybody in the village may read it. Nothing else of it has a place here. */
export interface NoticeHousehold {
  /** The head's name; of a child only the family name (王某). */
  name: string;
  /** Undefined where nobody has counted yet. */
  people: number | undefined;
}

/** One sheet on the wall: households of one village with the same days. */
export interface NoticeSheet {
  /** 鄢陵县望田镇晋庄村 */
  place: string;
  /** Who answers for the sheet: 望田镇晋庄村. */
  signed: string;
  /** What is intended, by the county's name of it: 纳入监测. */
  intended: string;
  /** The stages behind the households, by the county's names. */
  steps: readonly string[];
  households: readonly NoticeHousehold[];
  from: Day;
  /** Null where the county sets no number of days. */
  to: Day | null;
  /** Working days. */
  days: number | null;
  /** 暂定, 示例: what makes the days less than certain. */
  marks: readonly string[];
  /** Where to object, besides in person. */
  contacts: readonly { name: string; phone: string }[];
  /** Opening hours; null where none are stated. */
  hours: string | null;
}

/**
 * A public notice (公示), redacted by construction: it is made of this list alone. Causes are left out altogether, since
 * 因病 and 因残 are states of health; ID numbers, telephones, accounts and stories have no field to stand in.
 */
export interface NoticeContent {
  sheets: readonly NoticeSheet[];
  /** ISO time; in the file's metadata. */
  made: string;
}
