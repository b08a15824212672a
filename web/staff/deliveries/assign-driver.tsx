import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { WhoDrives } from './plan-route.tsx';
import type { Route } from './route.tsx';

/** Gives a planned route to a driver, who finds it on the phone at once. */
export function AssignDriver({ route: { id, driver = '', crew = '' } }: { route: Route }): VNode {
  return (
    <Deed
      name="assign"
      title={t('routes.moves.assign')}
      lead={t('routes.assign.lead')}
      submit={t('routes.assign.submit')}
      initial={{ driver, crew }}
      send={async (values, intent) => {
        await client.write('assignDriver', { params: { id }, body: optionalText(values) }, intent);
        return t(values.driver ? 'routes.assign.done' : 'routes.assign.nobody');
      }}
    >
      {(form) => <WhoDrives form={form} />}
    </Deed>
  );
}
