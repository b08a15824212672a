import { city } from 'ithope:city';
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { t } from '../core/words.ts';
import { fieldId, ManyField } from '../form/bind.tsx';
import type { Form } from '../form/form.ts';
import type { HandOverValues } from './handed-over.tsx';
import { fitted, reduce } from './photo.ts';

/** Photos of the installed PC, only with the recipient's consent, which is asked for first. */
export function PhotoField({ form }: { form: Form<HandOverValues> }): VNode {
  const { photos, agreed } = form.values.value;
  const { photosMost, photoDays } = city.delivery;
  const unreadable = useSignal(false);
  const id = fieldId(form, 'photos');
  const add = async (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    // The same photo may be taken again.
    input.value = '';
    unreadable.value = false;
    for (const file of files) {
      const now = form.values.value.photos;
      if (now.length >= photosMost) break;
      try {
        form.set('photos', [...now, await reduce(file)]);
      } catch {
        unreadable.value = true;
      }
    }
  };
  return (
    <>
      <ManyField
        form={form}
        name="agreed"
        label={t('driver.photo.title')}
        hint={t('driver.photo.hint', { days: photoDays })}
        choices={[{ value: 'photos', label: t('driver.photo.agreed') }]}
      />
      {agreed.length > 0 && (
        <div class="field">
          {photos.length < photosMost && (
            <>
              <label class="button button-secondary photo-take" for={id}>
                {t('driver.photo.take')}
              </label>
              <input
                class="visually-hidden photo-input"
                id={id}
                type="file"
                accept="image/*"
                capture="environment"
                onChange={(event) => add(event.currentTarget)}
              />
            </>
          )}
          {unreadable.value && (
            <p class="field-error" role="alert">
              {t('driver.photo.unreadable')}
            </p>
          )}
          <ul class="photo-list">
            {photos.map((photo, i) => (
              <li>
                <Preview photo={photo} label={t('driver.photo.number', { number: i + 1 })} />
                <Button
                  variant="quiet"
                  onClick={() =>
                    form.set(
                      'photos',
                      photos.filter((one) => one !== photo),
                    )
                  }
                >
                  {t('driver.photo.remove', { number: i + 1 })}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Drawn, since the page's policy takes no picture from a blob's address. */
function Preview({ photo, label }: { photo: Blob; label: string }): VNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    void createImageBitmap(photo).then((picture) => {
      const { width, height } = fitted(picture.width, picture.height, 320);
      if (!canvas.current) return;
      Object.assign(canvas.current, { width, height });
      canvas.current.getContext('2d')?.drawImage(picture, 0, 0, width, height);
      picture.close();
    });
  }, [photo]);
  return <canvas ref={canvas} class="photo" role="img" aria-label={label} />;
}
