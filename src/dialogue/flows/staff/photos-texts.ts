/** What cadres read about the photos of a case. */
export const PHOTO_TEXTS = {
  help: '看照片 编号',
  none: (receipt: string) => `${receipt} 没有照片。`,
  /** A file's name: nothing of the household. */
  name: (receipt: string, number: number) => `${receipt}-照片${number}.jpg`,
  one: (receipt: string, number: number, all: number) => `${receipt} 照片 ${number}/${all}`,
  all: (n: number) => `照片看完了，共 ${n} 张。请不要转发。`,
  more: (n: number) => `还有 ${n} 张。`,
  next: '看后面的',
} as const;
