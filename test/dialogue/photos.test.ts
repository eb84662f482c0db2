import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { PhotoIntake } from '../../src/dialogue/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, SHORT_FORM, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

/** A picture with a place and a device in its metadata. */
async function picture(
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  width = 64,
  height = 32,
): Promise<Uint8Array> {
  const image = sharp({ create: { width, height, channels: 3, background: '#c00' } });
  const tagged = image.withExif({ IFD0: { Make: 'PHONEMAKER' }, IFD3: { GPSLatitude: '34/1 6/1 0/1' } });
  return new Uint8Array(await tagged.toFormat(format).toBuffer());
}

const PDF = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj');

describe('intake', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('takes %s, as a JPEG without metadata', async (format) => {
    const taken = await new PhotoIntake().take({ bytes: await picture(format) });
    if (!('jpeg' in taken)) throw new Error(taken.problem);
    expect(Buffer.from(taken.jpeg).includes('PHONEMAKER')).toBe(false);
    const { format: kind, exif, width } = await sharp(taken.jpeg).metadata();
    expect([kind, exif, width]).toEqual(['jpeg', undefined, 64]);
  });

  test('makes a large picture small', async () => {
    const taken = await new PhotoIntake().take({ bytes: await picture('jpeg', 4000, 3000) });
    if (!('jpeg' in taken)) throw new Error(taken.problem);
    expect((await sharp(taken.jpeg).metadata()).width).toBe(2000);
  });

  test('turns a picture upright', async () => {
    const lying = sharp(await picture()).withMetadata({ orientation: 6 });
    const taken = await new PhotoIntake().take({ bytes: new Uint8Array(await lying.jpeg().toBuffer()) });
    if (!('jpeg' in taken)) throw new Error(taken.problem);
    expect((await sharp(taken.jpeg).metadata()).height).toBe(64);
  });

  test.each([
    ['a PDF called .jpg', () => PDF, 'pdf'],
    ['a text', () => new TextEncoder().encode('hello'), 'not-a-picture'],
    ['an empty file', () => new Uint8Array(), 'not-a-picture'],
    ['20 MB', () => new Uint8Array(20 * 1024 * 1024), 'too-large'],
    ['half a JPEG', async () => (await picture('jpeg', 800, 800)).slice(0, 400), 'unreadable'],
    ['a JPEG in name only', () => new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3]), 'unreadable'],
    ['too many pixels', () => picture('png', 9000, 8000), 'too-many-pixels'],
  ])('refuses %s', async (_, bytes, problem) => {
    const name = '照片.jpg';
    expect(await new PhotoIntake().take({ bytes: await bytes(), name })).toEqual({ problem });
  });
});

describe('in the conversation', () => {
  test('a photo sent at any step is kept for the declaration, and the step is put again', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await person.tells('我要申报', ...SHORT_FORM.slice(0, 4));
    const heard = await person.photographs(await picture());
    expect(heard.text).toContain('收到照片 1 张');
    expect(heard.step).toBe('phone');
    await person.tells(...SHORT_FORM.slice(4, 8));
    await person.photographs(await picture(), await picture());
    const review = await person.says('发完了');
    expect(review.text).toContain('3 张');
    await person.says('确认提交');
    const rows = await bot.storage.reading.db.selectFrom('photos').select(['case_id', 'draft_id']).execute();
    expect(rows).toHaveLength(3);
    expect(rows.every(({ case_id }) => case_id !== null)).toBe(true);
  });

  test('what is no photo is said plainly, and the step stays', async () => {
    const person = (await town()).person('zhang');
    await person.tells('我要申报', ...SHORT_FORM.slice(0, 8));
    const heard = await person.photographs(PDF);
    expect(heard.text).toContain('PDF');
    expect(heard.step).toBe('photos');
  });

  test('more than nine are not kept', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await person.tells('我要申报', ...SHORT_FORM.slice(0, 8));
    const one = await picture();
    await person.photographs(...Array.from({ length: 8 }, () => one));
    expect((await person.photographs(one, one)).text).toContain('最多收 9 张');
    expect(await bot.storage.reading.db.selectFrom('photos').select('id').execute()).toHaveLength(9);
  });

  test('outside a form it is asked what for: the declaration takes it', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    const heard = await person.photographs(await picture());
    expect(heard.buttons).toEqual(['declare', 'supplement']);
    await person.presses('declare');
    const review = await person.tells(...SHORT_FORM);
    expect(review.text).toContain('1 张');
  });

  test('or the open case', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await declares(person);
    await person.photographs(await picture());
    const heard = await person.presses('supplement');
    expect(heard.text).toContain('补充好了');
    const [row] = await bot.storage.reading.db.selectFrom('photos').select('case_id').execute();
    expect(row?.case_id).not.toBeNull();
  });

  test('cancelling drops the photos', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await person.tells('我要申报', '给自己家报', '都同意');
    await person.photographs(await picture());
    await person.says('取消');
    await person.presses('yes');
    expect(await bot.storage.reading.db.selectFrom('photos').select('id').execute()).toEqual([]);
  });
});
