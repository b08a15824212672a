import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { t } from '../core/words.ts';
import { assetNumberFrom } from './asset-number.ts';

/** Type or scan an asset number; a scanner types like a keyboard and ends with Enter. */
export function Scan(): VNode {
  const typed = useSignal('');
  const wrong = useSignal(false);
  return (
    <search class="scan">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const found = assetNumberFrom(typed.value);
          wrong.value = found === undefined;
          if (found) go(places.asset(found));
        }}
      >
        <label for="scan">{t('devices.scan.label')}</label>
        <div class="scan-row">
          <div class="scan-box">
            <Icon name="search" />
            <input
              class="input"
              id="scan"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              enterkeyhint="search"
              aria-describedby="scan-hint scan-error"
              aria-invalid={wrong.value ? 'true' : undefined}
              value={typed.value}
              onInput={(event) => {
                typed.value = event.currentTarget.value;
                wrong.value = false;
              }}
              onFocus={(event) => event.currentTarget.select()}
            />
          </div>
          <Button type="submit">{t('devices.scan.find')}</Button>
        </div>
        <p class="field-hint" id="scan-hint">
          {t('devices.scan.hint')}
        </p>
        <p class="field-error" id="scan-error" role="alert" hidden={!wrong.value}>
          {wrong.value && t('devices.scan.wrong')}
        </p>
      </form>
    </search>
  );
}
