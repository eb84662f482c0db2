import { FILE_TEXTS } from '../../dialogue/index.ts';
import type { FailureCode } from './wire.ts';

/** What the server says to the person when something is not taken. */
export const TEXTS = {
  failures: {
    'bad-request': '这条消息没传好，请再发一次。',
    session: '页面放得太久了，请再点一次。',
    csrf: '页面放得太久了，请再点一次。',
    origin: '这个请求不是从我们的页面发来的，没有收。请从二维码重新打开。',
    'not-found': '没有这个页面。请从二维码重新打开。',
    gone: '这个文件过期了，请回到对话里再要一次。',
    'too-large': '内容太多了，收不下。话请分几次说，照片请发小一点的。',
    unsupported: '这个文件不是照片，收不了。请用手机拍一张发来。',
    'too-many': '您点得太快了，请歇一会儿再试。',
    unavailable: '现在有点忙，请过一会儿再试。',
  } satisfies Record<FailureCode, string>,
  /** Of a file: never of this person, or so old that nothing of it is left. */
  noFile: '没有这个文件，或者已经过期。请回到对话里再要一次。',
  notSheet: '这个文件不是电子表格，收不了。',
  sheetTooLarge: FILE_TEXTS.sheetTooLarge,
  /** Too many from one address, not from one person. */
  crowded: '现在用的人太多，请过一会儿再试。急事请打12345。',
  forgedEntry: '这个二维码认不出来，可能是旧的或者贴错了。不要紧，您点上面选一下是哪个村，一样能用。',
  foreignEntry: (region: string) =>
    `这个二维码是别处的，这里只办${region}的事。您点上面选一下是哪个村，一样能用。`,
} as const;

/** For the operator. */
export const OPERATOR = {
  portTaken: (port: number) => `端口 ${port} 被占用，网页没有打开；换一个端口：设置 WEB_PORT`,
  portRefused: (port: number, host: string) =>
    `网页打不开 ${host}:${port}（没有权限，或没有这个地址）；请改 WEB_PORT、WEB_HOST`,
  noPage: (folder: string) => `网页没有编译好：${folder} 里没有 index.html`,
  failed: '网页请求出错',
  wrongOrigin: '网页请求的来源不符，没有收；前面有反向代理时请设置 WEB_URL',
  notWorked: '网页来信处理失败，稍后重试',
} as const;
