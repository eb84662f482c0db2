/** What cadres read about printing. */
export const RECORD_TEXTS = {
  help: {
    file: '档案 编号（一户一档，给您 PDF；县里可以发“档案 编号 全”，证件号不隐）',
    notice: '公示单（给您要贴的 PDF；也可以：公示单 1 2，公示单 晋庄村）',
  },
  file: (receipt: string) => `${receipt} 的档案做好了。里面有个人信息，打印出来请专人保管。`,
  fullFile: (receipt: string) => `${receipt} 的档案做好了，证件号是全的。请专人保管，用完收好。`,
  fileName: (receipt: string) => `档案-${receipt}.pdf`,
  notice: (households: number, sheets: number) =>
    `公示单做好了：${households} 户${sheets === 1 ? '' : `，分 ${sheets} 张（一个村一张）`}。只有户主姓名和人口，没有身份证号、电话和病情。打印后盖章张贴。`,
  noticeName: (place: string, day: string) => `公示单-${place}-${day}.pdf`,
  noneToPost: '现在没有在公示这一步的件。评议过了先点“推进”，到了公示再发“公示单”。',
  wrongStage: '只有在“公示”这一步的件才能出公示单。请核对编号，发“待办”看各件到了哪一步。',
  unknownVillage:
    '没有看懂。请写编号或村名，例如：公示单 1 2，公示单 晋庄村；只发“公示单”就是全部在公示的件。',
  severalVillages: (names: string) => `叫这个名字的村有几个：${names}。请连乡镇一起写。`,
} as const;
