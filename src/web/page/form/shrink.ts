/** Longest side of a photo that is sent, pixels: a bill can still be read. */
const LONGEST = 1600;
const QUALITY = 0.82;

/**
 * The photo as it is sent: at most 1600 pixels, drawn anew as JPEG, so that place and device (EXIF) stay on the phone.
 * What this browser cannot draw is given back as it is: the server takes its data off and says so when it is no photo.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  try {
    const picture = await open(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture.source, 0, 0, canvas.width, canvas.height);
    picture.close();
    return (await toJpeg(canvas)) ?? file;
  } catch {
    return file;
  }
}

interface Picture {
  source: CanvasImageSource;
  width: number;
  height: number;
  close: () => void;
}

/** Turned as the phone was held. */
async function open(file: Blob): Promise<Picture> {
  if (typeof createImageBitmap === 'function') {
    const source = await createImageBitmap(file, { imageOrientation: 'from-image' });
    return { source, width: source.width, height: source.height, close: () => source.close() };
  }
  const address = URL.createObjectURL(file);
  const source = new Image();
  await new Promise((resolve, reject) => {
    source.onload = resolve;
    source.onerror = reject;
    source.src = address;
  });
  return {
    source,
    width: source.naturalWidth,
    height: source.naturalHeight,
    close: () => URL.revokeObjectURL(address),
  };
}

function toJpeg(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}
