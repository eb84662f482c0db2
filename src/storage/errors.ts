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
