/** Forms in which a value could stand in a file; Base64 at each of the three places where it could begin. */
export function formsOf(value: string): Buffer[] {
  const utf8 = Buffer.from(value);
  const utf16 = Buffer.from(value, 'utf16le');
  const escaped = JSON.stringify(value).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const hex = [utf8.toString('hex'), utf8.toString('hex').toUpperCase(), utf16.toString('hex')];
  const texts = [...base64Of(utf8), ...base64Of(utf16), ...hex, escaped];
  return [utf8, utf16, Buffer.from(utf16).swap16(), ...texts.map((text) => Buffer.from(text))];
}

/** The characters of Base64 that the bytes alone decide; few of them could stand anywhere by chance. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const whole = text.slice(shift === 0 ? 0 : shift + 1, -1);
    return whole.length < 7 ? [] : [whole, whole.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Which of the values can be read in the bytes in any form. */
export function readableIn(bytes: Uint8Array, values: readonly string[]): string[] {
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return values.filter((value) => formsOf(value).some((form) => haystack.includes(form)));
}
