import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Keyring, SealError, StorageError, Vault } from '../../src/storage/index.ts';

const OLD = Keyring.generate('k1');
const NEW = Keyring.generate('k2');
const vault = new Vault(Keyring.parse(OLD));

describe('sealing', () => {
  test('gives back any text and any bytes', () => {
    const key = vault.newSubject();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
        // Lone surrogates are no text; UTF-8 has none.
        const proper = Buffer.from(text).toString();
        expect(vault.open(key, vault.seal(key, proper, 'a:1'), 'a:1')).toBe(proper);
        expect(vault.openBytes(key, vault.sealBytes(key, bytes, 'a:1'), 'a:1')).toEqual(bytes);
      }),
    );
  });

  test('never seals the same twice the same way', () => {
    const key = vault.newSubject();
    expect(vault.seal(key, '张三', 'a:1')).not.toBe(vault.seal(key, '张三', 'a:1'));
  });

  test('opens nothing that was moved, changed, cut or sealed for another', () => {
    const key = vault.newSubject();
    const sealed = vault.seal(key, '13900000000', 'households.person_sealed:1');
    const open = (text: string, context = 'households.person_sealed:1', as = key) =>
      vault.open(as, text, context);
    expect(() => open(sealed, 'households.person_sealed:2')).toThrow(SealError);
    expect(() => open(sealed, undefined, vault.newSubject())).toThrow(SealError);
    const parts = sealed.split('.');
    for (const index of [1, 2]) {
      const part = Buffer.from(parts[index] ?? '', 'base64url');
      part[0] = (part[0] ?? 0) ^ 1;
      const changed = parts.with(index, part.toString('base64url')).join('.');
      expect(() => open(changed)).toThrow(SealError);
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => open(sealed.slice(0, length))).toThrow(SealError);
    }
    const bytes = vault.sealBytes(key, new Uint8Array([1, 2, 3]), 'photos.image_sealed:1');
    for (let length = 0; length < bytes.length; length++) {
      expect(() => vault.openBytes(key, bytes.subarray(0, length), 'photos.image_sealed:1')).toThrow(
        SealError,
      );
    }
  });

  test('says nothing of the content or the key when it fails', () => {
    const key = vault.newSubject();
    const sealed = vault.seal(key, '张三的电话', 'a:1');
    try {
      vault.open(key, sealed, 'a:2');
      expect.unreachable();
    } catch (error) {
      const told = `${String(error)} ${error instanceof Error ? error.stack : ''} ${JSON.stringify(error)}`;
      expect(told).not.toContain('张三');
      expect(told).not.toContain(sealed.split('.')[2]);
    }
  });

  test('a subject key opens under an old master key, and under the new one after rewrapping', () => {
    const key = vault.newSubject();
    const sealed = vault.seal(key, '李四', 'a:1');
    const both = new Vault(Keyring.parse(`${NEW},${OLD}`));
    expect(both.open(key, sealed, 'a:1')).toBe('李四');
    const rewrapped = both.rewrap(key);
    expect(rewrapped).toBeDefined();
    expect(both.rewrap(rewrapped ?? '')).toBeUndefined();
    const onlyNew = new Vault(Keyring.parse(NEW));
    expect(onlyNew.open(rewrapped ?? '', sealed, 'a:1')).toBe('李四');
    expect(() => onlyNew.open(key, sealed, 'a:1')).toThrow(SealError);
  });
});

describe('the keyring', () => {
  test.each([
    ['', '空'],
    ['k1', '第 1 个'],
    ['k1:abc', '第 1 个'],
    [`${OLD},k2:${Buffer.alloc(31).toString('base64')}`, '第 2 个'],
    [`${OLD},${OLD}`, '编号相同'],
  ])('refuses %j', (text, part) => {
    expect(() => Keyring.parse(text)).toThrow(StorageError);
    expect(() => Keyring.parse(text)).toThrow(part);
  });

  test('never quotes a key in an error', () => {
    const secret = Buffer.alloc(30, 5).toString('base64');
    try {
      Keyring.parse(`k1:${secret}`);
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain(secret.slice(0, 8));
    }
  });

  test('a key file is made once, for its owner only, and read from then on', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yimatong-keys-'));
    try {
      // At the first start the folder is not there yet.
      const file = join(folder, '.data', 'a.db.keys');
      const first = new Vault(Keyring.fromFileOrCreate(file));
      const key = first.newSubject();
      const again = new Vault(Keyring.fromFileOrCreate(file));
      expect(again.open(key, first.seal(key, '王五', 'a:1'), 'a:1')).toBe('王五');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      // A new key is put in front on a line of its own.
      writeFileSync(file, `${NEW}\n${OLD}\n`);
      expect(Keyring.fromFileOrCreate(file).keys.map(({ id }) => id)).toEqual(['k2', 'k1']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
