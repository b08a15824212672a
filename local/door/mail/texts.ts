import type { Authority } from '../authority.ts';
import type { Cloud } from '../cloud.ts';
import { ServiceError } from '../errors.ts';
import type { Service } from '../service.ts';
import { jsonService, text } from '../service.ts';
import type { Mailbox } from './mailbox.ts';

/** Calling codes of the countries that a sender id may be registered for; further ones are one pair each. */
const COUNTRIES: Readonly<Record<string, string>> = {
  '1': 'US',
  '33': 'FR',
  '34': 'ES',
  '39': 'IT',
  '41': 'CH',
  '43': 'AT',
  '44': 'GB',
  '49': 'DE',
  '61': 'AU',
  '65': 'SG',
  '81': 'JP',
  '82': 'KR',
  '84': 'VN',
  '86': 'CN',
  '91': 'IN',
};

const LONGEST = 1600; // characters of one SendTextMessage

/** End User Messaging's SendTextMessage from a sender id: text messages land in the mailbox, too. */
export function openTextService(authority: Authority, cloud: Cloud, mailbox: Mailbox): Service {
  return jsonService({
    name: 'sms-voice',
    version: '1.0',
    namespace: '',
    actions: {
      SendTextMessage(input, roleArn) {
        const number = text(input, 'DestinationPhoneNumber');
        const sender = text(input, 'OriginationIdentity');
        const body = text(input, 'MessageBody');
        if (!/^\+[1-9][0-9]{6,14}$/.test(number))
          throw new ServiceError('ValidationException', `${number} is not a phone number in E.164 form`);
        if (body.length > LONGEST)
          throw new ServiceError('ValidationException', `MessageBody is longer than ${LONGEST} characters`);
        const resource = senderArn(cloud, sender, countryOf(number));
        authority.demand(roleArn, 'sms-voice:SendTextMessage', resource);
        const mail = mailbox.deliver({
          channel: 'text',
          from: sender,
          to: [number],
          subject: '',
          text: body,
          ...{ cc: [], bcc: [], replyTo: [], attachments: [], tags: {}, headers: {} },
        });
        return { MessageId: mail.id };
      },
    },
  });
}

const senderArn = (cloud: Cloud, sender: string, country: string): string =>
  sender.startsWith('arn:')
    ? sender
    : `arn:aws:sms-voice:${cloud.region}:${cloud.account}:sender-id/${sender}/${country}`;

function countryOf(number: string): string {
  const country = COUNTRIES[number.slice(1, 3)] ?? COUNTRIES[number.slice(1, 2)];
  if (country === undefined)
    throw new ServiceError('ValidationException', `The local cloud does not know the country of ${number}`);
  return country;
}
