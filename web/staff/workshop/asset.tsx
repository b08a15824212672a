import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Notification } from '../../components/notification/notification.tsx';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { client } from '../core/session.ts';
import { errorText, t } from '../core/words.ts';
import { Heading } from '../page/heading.tsx';
import { Rows } from '../page/states.tsx';
import { Scan } from './scan.tsx';

/** Where a label's QR code leads: to the device, or to why there is none. */
export function AssetPage({ assetNumber }: { assetNumber: string }): VNode {
  const loaded = useLoad(assetNumber, () => client.read('findDevice', { params: { assetNumber } }));
  const found = loaded.data.value;
  const problem = loaded.problem.value;
  useEffect(() => {
    if (found) go(places.device(found.id), 'replace');
  }, [found]);
  return (
    <>
      <div class="page-head">
        <Heading>{assetNumber}</Heading>
      </div>
      {problem ? (
        <>
          <Notification tone="error" live>
            {problem.code === 'NOT_FOUND'
              ? t('devices.scan.unknown', { assetNumber })
              : errorText(problem.code)}
          </Notification>
          <Scan />
        </>
      ) : (
        <Rows />
      )}
    </>
  );
}
