/** Something about the database or its keys that the operator must put right; said in their words. */
export class StorageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageError';
  }
}

/** A sealed value that does not open: damaged, moved from another row, or of an unknown key. Tells no content. */
export class SealError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SealError';
  }
}

/** Something to be sealed for a person whose data was erased. */
export class ErasedError extends Error {
  constructor() {
    super('this subject was erased');
    this.name = 'ErasedError';
  }
}

/** What an operator can put right, by the start of the database's or the system's error code. */
const TROUBLES: [RegExp, string][] = [
  [/^SQLITE_FULL|^ENOSPC|^EDQUOT|^53100/, '磁盘满了，请腾出空间'],
  [/^SQLITE_READONLY|^EROFS|^EACCES|^EPERM|^25006/, '数据库文件不能写，请检查权限'],
  [/^SQLITE_(?:CANTOPEN|AUTH|PERM)/, '数据库文件打不开，请检查路径和权限'],
  [/^SQLITE_IOERR|^EIO|^EFBIG|^58030/, '数据库文件读写出错，请检查磁盘'],
  [/^SQLITE_(?:CORRUPT|NOTADB)/, '数据库文件损坏，请停下程序，用备份恢复'],
  [/^SQLITE_(?:BUSY|LOCKED)|^55P03/, '数据库正忙，请稍后再试'],
  [/^ECONN|^ENOTFOUND|^ETIMEDOUT|^EPIPE|^57P0|^08|^53300/, '连不上数据库'],
  [/^28/, '数据库的用户名或密码不对'],
  [/^3D000/, '没有这个数据库'],
];

/**
 * What is wrong with the database, in the operator's words and without any value; undefined when it is none of its
 * troubles but a fault of the program.
 */
export function troubleWith(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof StorageError) return error.message;
  if (error instanceof AggregateError) return troubleWith(error.errors[0]);
  if (/^(?:Connection terminated|timeout exceeded when trying to connect)/.test(error.message)) {
    return '连不上数据库';
  }
  const code = 'code' in error ? String(error.code) : '';
  return TROUBLES.find(([pattern]) => pattern.test(code))?.[1];
}
