/** What stands on every printed page. */
export const PRINT_TEXTS = {
  none: '无',
  noPicture: '（照片打不开）',
  page: (page: number, of: number) => `第 ${page} 页　共 ${of} 页`,
  contents: '目录',
  onPage: (page: number) => `第 ${page} 页`,
} as const;
