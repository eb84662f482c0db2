import { inflateRawSync } from 'node:zlib';

/** Most that one entry may unpack to: a document of 20 MB is some 10 000 pages, a bomb is far larger. */
const MAX_ENTRY = 100 * 1024 * 1024;

/** A file that is no whole zip archive. */
export class ZipError extends Error {}

interface Entry {
  method: number;
  packedSize: number;
  at: number;
}

/**
 * The entries of a zip archive, read from its directory; just what is needed to look into a DOCX beside the library
 * that reads it (which tells neither a damaged archive from a foreign one nor how Word numbers its paragraphs).
 */
export class Zip {
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, Entry>();

  /** @throws ZipError when the archive's directory is missing or damaged */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = this.#bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
    if (end < 0) throw new ZipError('no directory');
    try {
      this.#readDirectory(end);
    } catch (error) {
      if (error instanceof RangeError) throw new ZipError('damaged directory');
      throw error;
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /**
   * Text of an entry; undefined when there is none of this name.
   * @throws ZipError when it cannot be unpacked
   */
  text(name: string): string | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    try {
      const start =
        entry.at + 30 + this.#bytes.readUInt16LE(entry.at + 26) + this.#bytes.readUInt16LE(entry.at + 28);
      const packed = this.#bytes.subarray(start, start + entry.packedSize);
      return (entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: MAX_ENTRY })).toString(
        'utf8',
      );
    } catch (error) {
      throw new ZipError(String(error));
    }
  }

  #readDirectory(end: number): void {
    const count = this.#bytes.readUInt16LE(end + 10);
    let at = this.#bytes.readUInt32LE(end + 16);
    for (let i = 0; i < count; i += 1) {
      if (this.#bytes.readUInt32LE(at) !== 0x02014b50) throw new ZipError('damaged directory');
      const nameLength = this.#bytes.readUInt16LE(at + 28);
      this.#entries.set(this.#bytes.toString('utf8', at + 46, at + 46 + nameLength), {
        method: this.#bytes.readUInt16LE(at + 10),
        packedSize: this.#bytes.readUInt32LE(at + 20),
        at: this.#bytes.readUInt32LE(at + 42),
      });
      at += 46 + nameLength + this.#bytes.readUInt16LE(at + 30) + this.#bytes.readUInt16LE(at + 32);
    }
  }
}
