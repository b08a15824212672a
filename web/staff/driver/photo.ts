/** A photo of a room with a PC, not of a document: this many pixels on the longer side show enough. */
const LONGEST = 1600;
const QUALITY = 0.8;

/** The size of a picture whose longer side is at most `longest`. */
export function fitted(width: number, height: number, longest = LONGEST): { width: number; height: number } {
  const by = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

/**
 * A photo as it is kept: smaller, and drawn anew, so that nothing of the camera is in it (place, time, serial number).
 * @throws Error for a file that this browser cannot read as a picture
 */
export async function reduce(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const { width, height } = fitted(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('no picture'))), 'image/jpeg', QUALITY);
  });
}
