/** What is said about files that come and go. */
export const FILE_TEXTS = {
  sheet: '表格',
  file: '文件',
  notHere: '这个渠道不能发含个人信息的文件，请用政务渠道（网页）再要一次。',
  sheetTooLarge: '这个表格太大了，超过了20兆，没有收。请分成几个文件再发。',
  tooLargeToGive: '这个文件太大，在这里发不出来。请分几次要，或者请县里管理员在电脑上导出。',
  /** Of a message in the history. */
  sent: (names: readonly string[]) => `发了文件：${names.join('、')}`,
} as const;
