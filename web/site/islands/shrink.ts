/** A photograph is made smaller from this size on: below, it is sent as it was taken. */
const LARGE = 1.5 * 1024 * 1024;
/** The longer side of an A4 page at 240 dots an inch: small print stays readable (archives ask for 200 and more). */
const LONGEST = Math.round((297 / 25.4) * 240);
const QUALITY = 0.88;

/**
 * A large photograph at the size of a good scan. What the browser cannot read (HEIC on most), a PDF, and what would not
 * get smaller stay as they are.
 */
export async function shrunk(file: File): Promise<Blob> {
  if (file.size < LARGE || !file.type.startsWith('image/')) return file;
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (!picture) return file;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext('2d');
  if (!pen) return file;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  return made && made.size < file.size ? made : file;
}
