import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { query, withQuery } from '../core/router.ts';
import { client } from '../core/session.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { ChoiceField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { ContactCard } from '../page/contact.tsx';
import { Card } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { printReference } from '../page/items.ts';
import { RecordScope, Said } from '../page/record.tsx';
import { Empty, Show } from '../page/states.tsx';
import { Waiting } from '../page/waiting.tsx';
import { Tabs } from './tabs.tsx';

type Call = AnswerOf<'listCalls'>['items'][number];
const RESULTS = ['BOOKED', 'NOT_REACHED', 'SETTLED'] as const;

/** Recipients who would rather be called about their day. */
export function Calls(): VNode {
  const loaded = useLoad('calls', () => client.read('listCalls', { query: { limit: 20 } }));
  return (
    <RecordScope id="calls" loaded={loaded}>
      <div class="page-head">
        <Heading>{t('routes.calls.title')}</Heading>
      </div>
      <Tabs here="calls" />
      <Said />
      <p class="page-lead">{t('routes.calls.lead')}</p>
      <Show of={loaded}>
        {({ items, cursor }) =>
          items.length === 0 ? (
            <Empty>{t('routes.calls.none')}</Empty>
          ) : (
            <>
              {items.map((call) => (
                <OneCall key={call.application} call={call} />
              ))}
              {cursor && <p class="note">{t('routes.calls.more')}</p>}
            </>
          )
        }
      </Show>
      {query.value.get('do') === 'closeCall' && (
        <CloseCall application={query.value.get('application') ?? ''} />
      )}
    </RecordScope>
  );
}

function OneCall({ call: { application, reference, personId, district, askedAt } }: { call: Call }): VNode {
  return (
    <Card
      id={application}
      title={printReference(reference)}
      aside={
        <ButtonLink size="small" href={withQuery({ do: 'closeCall', application })} data-deed="closeCall">
          {t('routes.calls.close')}
        </ButtonLink>
      }
    >
      <p>
        {districtName(district)} · <Waiting since={askedAt} />
      </p>
      <p>
        <a href={places.application(application)}>{t('routes.calls.application')}</a>
      </p>
      <ContactCard
        id={`contact-${application}`}
        person={personId}
        title={`${t('deliveries.recipient')} ${printReference(reference)}`}
      />
    </Card>
  );
}

function CloseCall({ application }: { application: string }): VNode {
  return (
    <Deed
      name="closeCall"
      title={t('routes.calls.close')}
      lead={t('routes.calls.closeLead')}
      submit={t('routes.calls.submit')}
      initial={{ result: '' as '' | (typeof RESULTS)[number] }}
      send={async ({ result }, intent) => {
        if (result === '') throw new Error('the form is checked before it is sent');
        await client.write('closeCall', { params: { id: application }, body: { result } }, intent);
        return t('routes.calls.done');
      }}
    >
      {(form) => (
        <ChoiceField
          form={form}
          name="result"
          label={t('routes.calls.result')}
          required
          choices={RESULTS.map((value) => ({ value, label: nameOf('routes.calls.results', value) }))}
        />
      )}
    </Deed>
  );
}
