import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may, person } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { WishFacts } from '../donations/earmark.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { gradeText, itemName, processorText } from '../page/items.ts';
import { RecordScope } from '../page/record.tsx';
import { RecordPage } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { LateMark } from '../page/waiting.tsx';
import { WorkshopDeeds } from './deeds.tsx';
import { Drives } from './drives.tsx';
import { Evidence } from './evidence.tsx';
import { deviceSteps, stepHint } from './steps.tsx';

export type Device = AnswerOf<'readDevice'>;

/** One device: what it is, what its drives hold, what to do next. */
export function DevicePage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readDevice', { params: { id } }));
  return (
    <Show of={loaded} heading={t('staff.nav.workshop')}>
      {(device) => (
        <RecordScope id={id} loaded={loaded}>
          <DeviceView device={device} />
        </RecordScope>
      )}
    </Show>
  );
}

function DeviceView({ device }: { device: Device }): VNode {
  const { assetNumber, kind, status, late, stages } = device;
  // The arrival is an event of the donation; a device that nobody has touched has no history of its own.
  const beginning = stages.RECEIVED ? { type: 'donation.arrive', at: stages.RECEIVED } : undefined;
  return (
    <RecordPage
      back={{ href: places.devices(status), text: t('staff.nav.workshop') }}
      title={assetNumber}
      status={<Status of="device" status={status} />}
      beside={
        <>
          {itemName(kind)} {late && <LateMark>{t('devices.late')}</LateMark>}
        </>
      }
      steps={deviceSteps(device)}
      hint={stepHint(device, person.value?.id)}
      idle={nameOf('devices.idle', status)}
      main={
        <>
          <Drives device={device} />
          <Evidence device={device} />
          <SpecificationCard device={device} />
          {device.earmark && (
            <Card id="earmark" title={t('staff.earmark.title')}>
              <WishFacts wish={device.earmark} />
            </Card>
          )}
        </>
      }
      side={<History lines={device.history} notes={device.notes} beginning={beginning} />}
      deeds={<WorkshopDeeds device={device} />}
    />
  );
}

function SpecificationCard({ device }: { device: Device }): VNode {
  const { specification: found, grade, os, work, waitingFor, id, donation } = device;
  const memory = found?.memoryMB;
  return (
    <Card
      id="specification"
      title={t('devices.specification.title')}
      aside={
        <ButtonLink href={places.labels([id])} variant="secondary" size="small" icon="print">
          {t('staff.sheet.printOne')}
        </ButtonLink>
      }
    >
      {!found && <p class="none">{t('devices.specification.none')}</p>}
      <Facts
        rows={[
          [t('devices.specification.maker'), found?.maker],
          [t('devices.specification.model'), found?.model],
          [t('devices.specification.cpu'), found?.cpu && processorText(found.cpu)],
          memory !== undefined && [
            t('devices.specification.memory'),
            `${Math.round(memory / 102.4) / 10} GB`,
          ],
          [t('devices.specification.os'), os],
          waitingFor !== undefined && [t('devices.specification.waitingFor'), waitingFor],
          work.length > 0 && [
            t('devices.specification.work'),
            <ul class="plain">
              {work.map((line) => (
                <li>{line}</li>
              ))}
            </ul>,
          ],
          grade && [t('staff.col.grade'), gradeInWords(grade)],
          may('readDonation') && [
            t('devices.specification.donation'),
            <a href={places.donation(donation)}>{t('devices.specification.toDonation')}</a>,
          ],
        ]}
      />
    </Card>
  );
}

function gradeInWords(grade: NonNullable<Device['grade']>): string {
  const parts = [
    t('devices.grade.appearanceIs', { grade: grade.appearance }),
    t('devices.grade.functionalityIs', { grade: grade.functionality }),
    ...(grade.battery ? [t('devices.grade.batteryIs', { grade: grade.battery })] : []),
  ];
  return `${gradeText(grade)} (${parts.join(', ')})`;
}
